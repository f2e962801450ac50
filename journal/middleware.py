"""The clock of each request: the diary's, else this device's, else the server's."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from journal.nights import zone_named

ZONE_COOKIE = "tz"


def activate_time_zone(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Run each view on the person's clock, and put the server's back afterwards."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with timezone.override(zone_of(request)):
            return get_response(request)

    return middleware


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
