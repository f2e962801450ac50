"""A cramp: one tap, and everything that can wait until morning."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions import cramps
from journal.models.cramps import Cramp
from journal.models.diary import EARLIEST
from journal.pages.formatting import saved_in_words, saved_when
from journal.web import undo
from journal.web.access import ADVICE_KEY, client_identifier, cramp_or_404, diary_of, diary_or_guest, sent_again
from journal.web.forms.cramps import CrampForm, QuickCrampForm
from journal.web.forms.shared import add_errors
from journal.web.guest_session import TooManyGuests
from yogasite.flash import say
from yogasite.http import form_status, is_fragment, page_or_fragment


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_tap(request: HttpRequest) -> HttpResponse:
    """The moon. A tap stores a cramp of this moment; the identifier makes a second tap on it harmless.

    A tap of somebody without an account begins a diary for this browser.
    """
    now = timezone.now()
    if request.method != "POST":
        return render(request, "journal/cramps/one_tap.html", {"now": now})
    try:
        diary = diary_or_guest(request, now=now)
    except TooManyGuests:
        address = reverse("journal:cramp-new", query={"tapped": now.isoformat(timespec="seconds")})
        return render(request, "journal/cramps/too_many.html", {"next": address}, status=429)
    cramp = cramps.log(diary, identifier=client_identifier(request), occurred_at=now, now=now)
    return redirect("journal:cramp-saved", cramp.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """What was saved, a way to undo it, and two taps that may follow."""
    cramp = cramp_or_404(request, identifier)
    form = QuickCrampForm(request.POST) if request.method == "POST" else QuickCrampForm.showing(cramp)
    announcement = _add_quickly(cramp, form) if request.method == "POST" else ""
    if announcement and not form.errors and not is_fragment(request):
        say(request, announcement)
        return redirect("home")
    context = {
        "cramp": cramp,
        "form": form,
        "undo": undo.removal_of_cramp(cramp),
        "announcement": announcement,
        "last": _last_described(cramp),
        "saved_when": saved_when(cramp, now=timezone.now()),
    }
    page, fragment = "journal/cramps/saved.html", "journal/cramps/_quick_said.html"
    return page_or_fragment(request, page, fragment, context, status=form_status(form))


@require_POST
def same(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Give a cramp the leg and the muscles of the one before it."""
    cramp = cramp_or_404(request, identifier)
    last = _last_described(cramp)
    if last is not None:
        cramps.add_details(cramp, side=last.side, muscles=last.muscles)
        say(request, _("Saved: same as last time"))
    if request.POST.get("page") == "details":
        return redirect("journal:cramp-edit", cramp.uuid)
    return redirect("journal:cramp-saved", cramp.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A cramp of the past, with its details."""
    stored = sent_again(request, Cramp)
    if stored is not None:
        return edit(request, stored)
    diary, now = diary_of(request), timezone.now()
    initial = {"occurred_at": _tapped(request, now=now), "count": 1}
    form = CrampForm(request.POST or None, initial=initial, zone=diary.zone)
    if request.method == "POST" and form.is_valid():
        try:
            cramp = cramps.log(diary, identifier=client_identifier(request), now=now, **form.details())
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _kept(request, cramp, _("Saved: the cramp"), undo.removal_of_cramp(cramp))
    return _details_page(request, form, {"identifier": request.POST.get("uuid") or uuid.uuid4()})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The details of a stored cramp."""
    cramp = cramp_or_404(request, identifier)
    if request.method != "POST":
        return _details_page(request, CrampForm.showing(cramp), {"cramp": cramp})
    form = CrampForm(request.POST, zone=cramp.zone, stored=cramp.occurred_at)
    if form.is_valid():
        try:
            cramp = cramps.edit(cramp, now=timezone.now(), **form.details())
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _kept(request, cramp, _("Saved: the details"))
    return _details_page(request, form, {"cramp": cramp_or_404(request, identifier)})


@require_POST
def delete(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Remove a cramp; the next page offers to put it back."""
    cramp = cramp_or_404(request, identifier)
    outcome = undo.remove_cramp(cramp)
    return _to_journal(request, cramp, outcome.sentence, outcome.token)


def _add_quickly(cramp: Cramp, form: QuickCrampForm) -> str:
    """Store the taps that followed and return what to say: what was saved, or what is wrong and stays as it was."""
    if form.is_valid():
        cramps.add_details(cramp, **form.details())
        moment = form.moment(cramp.zone)
        try:
            if moment is not None:
                cramps.edit(cramp, occurred_at=moment[0], precision=moment[1], now=timezone.now())
        except ValidationError as error:
            form.add_error("night" if form.cleaned_data["night"] else "ago", error.messages)
            cramp.refresh_from_db()
    if form.errors:
        return " ".join(str(message) for messages in form.errors.values() for message in messages)
    return saved_in_words(cramp)


def _tapped(request: HttpRequest, *, now: dt.datetime) -> dt.datetime:
    """Return when somebody tapped whose diary could not be opened then, as the address has kept it; else now."""
    try:
        tapped = dt.datetime.fromisoformat(request.GET.get("tapped", ""))
    except ValueError:
        return now
    return tapped if tapped.tzinfo is not None and EARLIEST < tapped < now else now


def _last_described(cramp: Cramp) -> Cramp | None:
    return Cramp.objects.of(cramp.diary).before(cramp).described().newest()


def _details_page(request: HttpRequest, form: CrampForm, context: dict[str, Any]) -> HttpResponse:
    cramp = context.get("cramp")
    last = _last_described(cramp) if cramp and not (cramp.side or cramp.muscles) else None
    context |= {"form": form, "last": last, "saved": request.GET.get("saved") == "1"}
    return render(request, "journal/cramps/details.html", context, status=form_status(form))


def _kept(request: HttpRequest, cramp: Cramp, sentence: str, token: str = "") -> HttpResponse:
    """Go to the journal, with the advice that this cramp calls for."""
    advice = cramps.advise(cramp, now=timezone.now())
    if advice:
        request.session[ADVICE_KEY] = request.session.get(ADVICE_KEY, 0) | advice
    return _to_journal(request, cramp, sentence, token)


def _to_journal(request: HttpRequest, cramp: Cramp, sentence: str, token: str = "") -> HttpResponse:
    """Go to the top of the journal, where the sentence and its Undo are: a fragment would take the focus away."""
    say(request, sentence, undo=token)
    return redirect(reverse("journal:journal", query={"month": f"{cramp.night_of:%Y-%m}"}))
