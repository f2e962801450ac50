"""A practice, logged by hand."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions import practices
from journal.models.practices import Practice
from journal.web import undo
from journal.web.access import client_identifier, diary_of, practice_or_404, sent_again
from journal.web.forms.practices import PracticeForm
from journal.web.forms.shared import add_errors
from yogasite.flash import say
from yogasite.http import form_status

USUAL = dt.timedelta(minutes=10)
"""What the empty form offers: a practice that ended just now."""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A session remembered by hand."""
    stored = sent_again(request, Practice)
    if stored is not None:
        return edit(request, stored)
    diary, now = diary_of(request), timezone.now()
    form = PracticeForm(
        request.POST or None, initial={"started_at": now - USUAL, "minutes": USUAL.seconds // 60}, zone=diary.zone
    )
    if request.method == "POST" and form.is_valid():
        details = form.details()
        held = [practices.Held(pose) for pose in details.pop("poses")]
        try:
            practice = practices.log(diary, identifier=client_identifier(request), now=now, held=held, **details)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _to_journal(request, practice, _("Saved: the practice"), undo.removal_of_practice(practice))
    return _page(request, form, {"identifier": request.POST.get("uuid") or uuid.uuid4()})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Change a stored session."""
    practice = practice_or_404(request, identifier)
    if request.method != "POST":
        return _page(request, PracticeForm.showing(practice), {"practice": practice})
    form = PracticeForm(request.POST, zone=practice.zone, stored=practice.started_at)
    if form.is_valid():
        try:
            practice = practices.edit(practice, now=timezone.now(), **form.details())
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _to_journal(request, practice, _("Saved: the practice"))
    return _page(request, form, {"practice": practice_or_404(request, identifier)})


@require_POST
def delete(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Remove a session; the next page offers to put it back."""
    practice = practice_or_404(request, identifier)
    outcome = undo.remove_practice(practice)
    return _to_journal(request, practice, outcome.sentence, outcome.token)


def _page(request: HttpRequest, form: PracticeForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "journal/practices/form.html", context | {"form": form}, status=form_status(form))


def _to_journal(request: HttpRequest, practice: Practice, sentence: str, token: str = "") -> HttpResponse:
    """Go to the top of the journal, where the sentence and its Undo are: a fragment would take the focus away."""
    say(request, sentence, undo=token)
    return redirect(reverse("journal:journal", query={"month": f"{practice.day:%Y-%m}"}))
