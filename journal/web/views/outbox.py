"""Where entries go that a device made, at once or when the connection is back. One request, one entry, once stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from journal.actions import cramps, diaries, practices
from journal.domain.nights import last_night
from journal.models.diary import Diary
from journal.pages.player import find_routine, player_page
from journal.web import undo
from journal.web.access import diary_or_guest, is_of_diary
from journal.web.forms.outbox import DAMAGED, Kind, OutboxForm
from journal.web.forms.player import PlayedForm
from journal.web.guest_session import TooManyGuests, is_guest_with_key
from yogasite.flash import say

LOG_IN_FIRST = gettext_lazy("Log in, then it is sent.")
OF_ANOTHER = gettext_lazy("It belongs to another diary that was open on this device.")
OF_NOBODY = gettext_lazy("It was logged while nobody was logged in here.")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def outbox(request: HttpRequest) -> HttpResponse:
    """GET: the token that a post needs. POST: store one entry and name the page that shows it.

    Refusals are 4xx with a `reason` for the person: 401 to log in first, 409 for another diary, 422 for the entry.
    """
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    now = timezone.now()
    form = OutboxForm(request.POST, now=now)
    if not form.is_valid():
        return _refused(_first_error(form.errors.as_data()), 422)
    refusal = _refusal(request, form.cleaned_data)
    if refusal is not None:
        return refusal
    try:
        diary = diary_or_guest(request, now=now, key=form.cleaned_data["key"])
        return JsonResponse({"next": _STORES[form.cleaned_data["kind"]](request, diary, form, now)})
    except diaries.DiaryGone:
        return _refused(LOG_IN_FIRST, 401)
    except TooManyGuests:
        return _refused(_("Too many new diaries began here today. Log in, then it is sent."), 429)
    except ValidationError as error:
        return _refused(" ".join(error.messages), 422)


def _refusal(request: HttpRequest, data: dict[str, Any]) -> HttpResponse | None:
    """Refuse an entry of another diary than the one that is open: what one person tapped is no other's.

    One that names none was made where nobody was logged in. It begins a diary, or goes on with the one it began.
    """
    if getattr(request.user, "deletes_at", None) is not None:
        return _refused(_("This diary is to be deleted. Keep it first, then it is sent."), 409)
    mine, wanted = getattr(request.user, "diary", None), data["diary"]
    if not request.user.is_authenticated:
        begins = not wanted and (data["kind"] == Kind.CRAMP or data["begin"])
        return None if begins else _refused(LOG_IN_FIRST, 401)
    if not wanted and mine is None:  # An account whose diary begins with this entry.
        return None
    if not wanted:
        return None if is_guest_with_key(request, data["key"]) else _refused(OF_NOBODY, 409)
    is_mine = mine is not None and is_of_diary(wanted, mine, tapped_at=data["at"])
    return None if is_mine else _refused(OF_ANOTHER, 409)


def _cramp(request: HttpRequest, diary: Diary, form: OutboxForm, now: dt.datetime) -> str:
    data = form.cleaned_data
    cramp = cramps.log(diary, identifier=data["uuid"], occurred_at=data["at"], now=now)
    return reverse("journal:cramp-saved", args=[cramp.uuid])


def _clear(request: HttpRequest, diary: Diary, form: OutboxForm, now: dt.datetime) -> str:
    night = _night(diary, form)
    cramps.confirm_clear(diary, night, now=now)
    return reverse("journal:night", args=[night])


def _had(request: HttpRequest, diary: Diary, form: OutboxForm, now: dt.datetime) -> str:
    data = form.cleaned_data
    cramp = cramps.log_of_night(diary, identifier=data["uuid"], night=_night(diary, form), now=now)
    return reverse("journal:cramp-edit", args=[cramp.uuid], query={"saved": "1"})


def _night(diary: Diary, form: OutboxForm) -> dt.date:
    """Return the night that was answered. A kept page asks for the last one and cannot know the diary's clock."""
    night: dt.date = form.cleaned_data["night"] or last_night(form.cleaned_data["at"], diary.zone)
    return night


def _practice(request: HttpRequest, diary: Diary, form: OutboxForm, now: dt.datetime) -> str:
    routine = find_routine(request.POST.get("routine", ""), diary)
    if routine is None:
        raise ValidationError(_("This routine is gone. Log the practice by hand, please."))
    # A copy of the player that was kept for want of a connection knows of nothing that rules poses out.
    played = PlayedForm(request.POST, stations=player_page(routine, conditions=0).stations)
    if not played.is_valid():
        raise ValidationError(_first_error(played.errors.as_data()))
    details = played.details(now, shift=form.shift)
    if not details["held"]:
        raise ValidationError(DAMAGED)
    practice = practices.log(diary, identifier=form.cleaned_data["uuid"], now=now, **details)
    if request.POST.get("shown"):
        sentence = _("Saved: practice, %(minutes)d min") % {"minutes": practice.minutes}
        say(request, sentence, undo=undo.removal_of_practice(practice))
    return reverse("home")


def _first_error(errors: dict[str, list[ValidationError]]) -> str:
    return str(next(iter(errors.values()))[0].messages[0])


def _refused(reason: Promise | str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)


_STORES: dict[str, Callable[[HttpRequest, Diary, OutboxForm, dt.datetime], str]] = {
    Kind.CRAMP: _cramp,
    Kind.CLEAR: _clear,
    Kind.HAD: _had,
    Kind.PRACTICE: _practice,
}
