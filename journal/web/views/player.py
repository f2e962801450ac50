"""Routines, the player, and what it saves. Open to everybody; saving needs a diary."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from journal.actions import diaries, practices
from journal.pages.player import PlayerPage, find_routine, player_page, routine_cards
from journal.web import undo
from journal.web.access import CONDITIONS_KEY, client_identifier, diary_if_any, diary_of, is_page_of_another
from journal.web.fields import is_short_number
from journal.web.forms.player import ConditionsForm, PlayedForm
from journal.web.forms.shared import add_errors
from poses.pages.routine_steps import condition_names, conditions_of
from yogasite.flash import say
from yogasite.http import form_status, redirect_page

PENDING_KEY = "practice-to-save"
PENDING_FIELDS = ("uuid", "diary", "started_at", "seconds", "held", "feel", "done")


@login_not_required
@require_safe
def routines(request: HttpRequest) -> HttpResponse:
    """All routines: the library's, and the person's own."""
    shared, own = routine_cards(diary_if_any(request), conditions_of(request))
    conditions = condition_names(conditions_of(request))
    return render(request, "journal/player/routines.html", {"shared": shared, "own": own, "conditions": conditions})


@login_not_required
@require_safe
def player(request: HttpRequest, address: str) -> HttpResponse:
    """One routine. Without script each pose is a page of its own (`pose=2`)."""
    page = _page_or_404(request, address)
    context = {"page": page, "shown": _shown(request, page), "played": _played_form(page), "uuid": uuid.uuid4()}
    return render(request, "journal/player/page.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, address: str) -> HttpResponse:
    """The end of a routine: one tap saves it. Somebody who is logged out logs in first; nothing is lost."""
    page = _page_or_404(request, address)
    if request.method == "POST" and not request.user.is_authenticated:
        fields = [[name, value] for name in PENDING_FIELDS for value in request.POST.getlist(name)]
        request.session[PENDING_KEY] = {"address": address, "fields": fields}
        login = redirect_to_login(reverse("journal:player-done", args=[address]))
        return redirect_page(request, login.url)
    if not page.stations:
        return redirect("journal:player", address)
    form = PlayedForm(request.POST if request.method == "POST" else None, stations=page.stations)
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, form)
        if answer is not None:
            return answer
    context = {
        "page": page,
        "played": form,
        "shown": _shown(request, page),
        "pending": _pending(request, address),
        "uuid": request.POST.get("uuid") or uuid.uuid4(),
    }
    return render(request, "journal/player/done.html", context, status=form_status(form))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def not_for_me(request: HttpRequest) -> HttpResponse:
    """What rules poses out: kept in the diary, or in the session of somebody who has none."""
    form = ConditionsForm(request.POST or None, initial={"conditions": conditions_of(request)})
    if request.method == "POST" and form.is_valid():
        conditions = form.cleaned_data["conditions"]
        if request.user.is_authenticated:
            diaries.change_conditions(diary_of(request), conditions)
        else:
            request.session[CONDITIONS_KEY] = conditions
        say(request, _("Saved. Poses that do not suit you are marked, and swapped in every routine."))
        return redirect("journal:routines")
    return render(request, "journal/player/not_for_me.html", {"form": form}, status=form_status(form))


def _saved(request: HttpRequest, form: PlayedForm) -> HttpResponse | None:
    now = timezone.now()
    details = form.details(now)
    if not details["held"]:
        form.add_error(None, _("Tick at least one pose. Or leave without saving."))
        return None
    try:
        practice = practices.log(diary_of(request), identifier=client_identifier(request), now=now, **details)
    except ValidationError as error:
        add_errors(form, error)
        return None
    request.session.pop(PENDING_KEY, None)
    sentence = _("Saved: practice, %(minutes)d min") % {"minutes": practice.minutes}
    say(request, sentence, undo=undo.removal_of_practice(practice))
    return redirect_page(request, reverse("home"))


def _page_or_404(request: HttpRequest, address: str) -> PlayerPage:
    routine = find_routine(address, diary_if_any(request))
    if routine is None:
        raise Http404
    return player_page(routine, conditions_of(request))


def _played_form(page: PlayerPage) -> PlayedForm:
    return PlayedForm(None, stations=page.stations)


def _pending(request: HttpRequest, address: str) -> list[list[str]]:
    """Return the practice that waited for its person to log in, if it is of this routine and of this person."""
    waiting = request.session.get(PENDING_KEY, {})
    fields: list[list[str]] = waiting["fields"] if waiting.get("address") == address else []
    return [] if is_page_of_another(request, dict(fields).get("diary", "")) else fields


def _shown(request: HttpRequest, page: PlayerPage) -> int:
    """Return the pose of the address (`pose=2`), from 1; nonsense is the first."""
    text = request.GET.get("pose", "1")
    number = int(text) if is_short_number(text) else 1
    return min(max(number, 1), max(len(page.stations), 1))
