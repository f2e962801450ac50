"""What each request knows of its person: the clock, and what rules poses out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from journal.nights import zone_named

ZONE_COOKIE = "tz"
CONDITIONS_KEY = "conditions"


def activate_time_zone(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Run each view on the person's clock, and put the server's back afterwards."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with timezone.override(zone_of(request)):
            return get_response(request)

    return middleware


def know_conditions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Tell the library what rules poses out for this person, once somebody asks."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.conditions = cache(lambda: _conditions(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _conditions(request: HttpRequest) -> int:
    """Return the diary's, or what a person without one said in this session."""
    diary = getattr(request.user, "diary", None)
    if diary is not None:
        return int(diary.conditions)
    stored = request.session.get(CONDITIONS_KEY, 0)
    return stored if isinstance(stored, int) else 0


def zone_of(request: HttpRequest) -> ZoneInfo | None:
    """Return the zone of the diary or of the device (cookie `tz`, set by static/js/app.js), or None."""
    diary = getattr(request.user, "diary", None)
    if diary is not None:
        zone: ZoneInfo = diary.zone
        return zone
    return device_zone(request)


def device_zone(request: HttpRequest) -> ZoneInfo | None:
    """Return the zone that the browser named, or None when it named none that exists."""
    try:
        return zone_named(request.COOKIES.get(ZONE_COOKIE, "").replace("%2F", "/"))
    except ValueError:
        return None
