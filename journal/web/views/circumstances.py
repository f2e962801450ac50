"""What else went on: noted, shown, changed; and the pause of the diary."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.actions import circumstances
from journal.domain.choices import CircumstanceKind
from journal.domain.medicine_notes import ADVICE, in_words
from journal.models.circumstances import Circumstance
from journal.models.diary import Diary
from journal.pages.circumstances import circumstances_page, title_of
from journal.web import undo
from journal.web.access import circumstance_or_404, client_identifier, diary_of, sent_again
from journal.web.forms.circumstances import CircumstanceForm
from journal.web.forms.shared import add_errors
from yogasite.flash import say
from yogasite.http import form_status


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Everything that was noted, what still goes on first."""
    diary = diary_of(request)
    context = {
        "page": circumstances_page(diary, today=_today(diary)),
        "kinds": list(CircumstanceKind),
        "advice": ADVICE,
    }
    return render(request, "journal/circumstances/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Something that went on (`kind` and `pause` in the address choose for the form)."""
    stored = sent_again(request, Circumstance)
    if stored is not None:
        return edit(request, stored)
    diary = diary_of(request)
    today = _today(diary)
    is_pause = request.GET.get("pause") == "1"
    form = CircumstanceForm.opening(request.GET.get("kind", ""), today=today, is_pause=is_pause)
    if request.method == "POST":
        form = CircumstanceForm(request.POST)
        if form.is_valid():
            identifier = client_identifier(request)
            try:
                noted = circumstances.note(diary, identifier=identifier, today=today, **form.details())
            except ValidationError as error:
                add_errors(form, error)
            else:
                return _to_list(request, _saved(noted), undo.removal_of_circumstance(noted))
    return _page(request, form, {"identifier": request.POST.get("uuid") or uuid.uuid4()})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Change what was noted."""
    noted = circumstance_or_404(request, identifier)
    form = CircumstanceForm.showing(noted)
    if request.method == "POST":
        form = CircumstanceForm(request.POST)
        if form.is_valid():
            try:
                noted = circumstances.edit(noted, today=_today(noted.diary), **form.details())
            except ValidationError as error:
                add_errors(form, error)
            else:
                return _to_list(request, _saved(noted))
    return _page(request, form, {"noted": circumstance_or_404(request, identifier)})


@require_POST
def delete(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Remove what was noted; the next page offers to put it back."""
    outcome = undo.remove_circumstance(circumstance_or_404(request, identifier))
    return _to_list(request, outcome.sentence, outcome.token)


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Let the diary rest from tonight on, with one tap."""
    diary = diary_of(request)
    paused = circumstances.pause(diary, identifier=client_identifier(request), today=_today(diary))
    say(request, _("Your diary rests. Nothing is asked."), undo=undo.removal_of_circumstance(paused))
    return redirect("home")


@require_POST
def end_pause(request: HttpRequest) -> HttpResponse:
    """End the pause, with one tap."""
    diary = diary_of(request)
    outcome = undo.end_pause(diary, today=_today(diary))
    say(request, outcome.sentence, undo=outcome.token)
    return redirect("home")


def _today(diary: Diary) -> dt.date:
    return diary.today(timezone.now())


def _saved(noted: Circumstance) -> str:
    return _("Saved: %(what)s") % {"what": title_of(noted)}


def _page(request: HttpRequest, form: CircumstanceForm, context: dict[str, Any]) -> HttpResponse:
    context |= {"form": form, "medicines": in_words(), "advice": ADVICE}
    return render(request, "journal/circumstances/form.html", context, status=form_status(form))


def _to_list(request: HttpRequest, sentence: str, token: str = "") -> HttpResponse:
    say(request, sentence, undo=token)
    return redirect("journal:circumstances")
