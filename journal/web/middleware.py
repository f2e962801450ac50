"""What each request knows of its person: the clock, what rules poses out, and whether the diary is to go, or gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone

from journal.actions.diaries import DiaryGone, Gone
from journal.domain.nights import zone_named
from poses.domain.choices import Condition, both_pressures
from yogasite import flags
from yogasite.accounts.models import User
from yogasite.http import redirect_page
from yogasite.outages import fault_of

ZONE_COOKIE = "tz"
CONDITIONS_KEY = "conditions"
OPEN_UNTIL_DECIDED = frozenset(
    {
        "account_logout",
        "delete-keep",
        "deleted",
        "healthz",
        "media",
        "privacy",
        "journal:calendar",
        "journal:mails-stop",
        "journal:manifest",
        "journal:offline",
        "journal:outbox",
        "journal:service-worker",
        "journal:shared",
        "journal:shared-file",
        "poses:motion",
        "poses:relief",
        "poses:relief-muscle",
        "poses:night-cramps",
    }
)
"""What somebody may open whose diary is to be deleted: the decision, help in a cramp, and what belongs to nobody.

The outbox answers devices, and what a secret opens answers whoever has it: they refuse by themselves.
"""


class DecideFirstMiddleware:
    """Show somebody whose diary is to be deleted that one page, until it is kept or gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Go to that page instead. The user is looked at last: most of the open addresses need no session."""
        match = request.resolver_match
        if match is None or match.view_name in OPEN_UNTIL_DECIDED:
            return None
        if getattr(request.user, "deletes_at", None) is None:
            return None
        return redirect_page(request, resolve_url("deleted"))


class GoneMeanwhileMiddleware:
    """Answer somebody whose diary, or the row in hand, was deleted while the request was under way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Go to the log-in when there is no person any more, as when the session has ended; 404 for a row."""
        if isinstance(exception, DiaryGone) or _was_refused(exception, request.user):
            request.session.flush()
            request.user = AnonymousUser()
            return redirect_page(request, resolve_url(settings.LOGIN_URL))
        if isinstance(exception, Gone):
            raise Http404 from exception
        return None


def _was_refused(exception: Exception, user: User | AnonymousUser) -> bool:
    """Whether the database refused a row because its person is gone. It is not asked when it is at fault itself."""
    if not isinstance(exception, DatabaseError) or fault_of(exception):
        return False
    return user.is_authenticated and not User.objects.filter(pk=user.pk).exists()


def know_the_person(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Run each view on the person's clock, and put the server's back afterwards.

    `request.zone` is that clock, None if nobody knows it; `request.conditions` tells what rules poses out, once it is
    called.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.zone = zone_of(request)  # type: ignore[attr-defined]
        request.conditions = cache(lambda: _conditions(request))  # type: ignore[attr-defined]
        with timezone.override(request.zone):  # type: ignore[attr-defined]
            return get_response(request)

    return middleware


def _conditions(request: HttpRequest) -> int:
    """Return the diary's, or what a person without one said in this session."""
    diary = getattr(request.user, "diary", None)
    if diary is not None:
        return int(diary.conditions)
    return told_conditions(request)


def told_conditions(request: HttpRequest) -> int:
    """Return what somebody without a diary said in this session."""
    stored = request.session.get(CONDITIONS_KEY, 0)
    known = both_pressures(stored) if type(stored) is int else 0
    return known if 0 <= known <= flags.every(Condition) else 0


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
