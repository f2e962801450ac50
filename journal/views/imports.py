"""Bringing a file in: the file, the columns of a table, the dry run, and the yes."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal import actions
from journal.access import diary_of, upload_of
from journal.exchange.bringing import NotAgreed, carry_out, opened
from journal.exchange.columns import Unreadable
from journal.exchange.counting import in_words, settings_in_words
from journal.exchange.documents import Document
from journal.exchange.matching import document_from
from journal.exchange.planning import Plan, plan_of
from journal.exchange.sheets import Sheet
from journal.forms import ConsentForm, MatchingForm, UploadForm
from journal.models import Upload
from yogasite.http import form_status
from yogasite.notices import say

SHOWN_WRONG = 50
SHOWN_LINES = 5


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a file. Nothing is added before the yes of a later page."""
    diary, now = diary_of(request), timezone.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, zone=diary.zone)
    if request.method == "POST" and form.is_valid():
        upload = actions.keep_upload(diary, name=form.name, content=form.cleaned_data["file"], now=now)
        try:
            opened(upload)
        except Unreadable as error:
            actions.drop_upload(diary)
            form.add_error("file", str(error))
        else:
            return redirect("journal:import-check")
    context = {"form": form, "upload": upload_of(request, now=now)}
    return render(request, "journal/exchange/import.html", context, status=form_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show what the file would do; with the yes, do it. A table's columns are matched first, in the address."""
    now = timezone.now()
    upload = upload_of(request, now=now)
    if upload is None:
        say(request, _("No file is waiting. Choose one here."))
        return redirect("journal:import")
    try:
        document = opened(upload)
    except Unreadable as error:  # It could be read when it was sent, by the limits of then.
        actions.drop_upload(upload.diary)
        say(request, str(error))
        return redirect("journal:import")
    if isinstance(document, Sheet):
        matching = MatchingForm(request.GET or None, sheet=document)
        if "again" in request.GET or not matching.is_valid():
            return _match(request, upload, document, matching)
        document = document_from(document, matching.matching(), zone=upload.diary.zone, now=now)
    return _answer(request, upload, document, now=now)


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Forget the file."""
    actions.drop_upload(diary_of(request))
    say(request, _("Nothing was added. The file is forgotten."))
    return redirect("journal:import")


def _match(request: HttpRequest, upload: Upload, sheet: Sheet, form: MatchingForm) -> HttpResponse:
    context = {"form": form, "upload": upload, "sheet": sheet, "lines": sheet.lines[:SHOWN_LINES]}
    context["zone"] = upload.diary.time_zone.replace("_", " ")
    return render(request, "journal/exchange/match.html", context, status=form_status(form))


def _answer(request: HttpRequest, upload: Upload, document: Document, *, now: dt.datetime) -> HttpResponse:
    plan = plan_of(document, upload.diary, now=now)
    form = ConsentForm(request.POST or None, plan=plan, digest=upload.digest)
    if request.method != "POST" or not form.is_valid():
        return _checked(request, upload, plan, form)
    if form.cleaned_data["digest"] != upload.digest:
        say(request, _("You have sent another file since. Nothing was added. Please look again."))
        return redirect("journal:import-check")
    try:
        done = carry_out(
            upload.diary, document, wrong_ones=len(plan.wrong), takes_settings=form.takes_settings, now=now
        )
    except NotAgreed:
        say(request, _("Your diary has changed meanwhile. Nothing was added. Please look again."))
        return redirect(request.get_full_path())
    counts = ", ".join(in_words(done.added))
    say(request, _("Added: %(counts)s") % {"counts": counts} if counts else _("Saved: your settings"))
    return redirect("journal:journal")


def _checked(request: HttpRequest, upload: Upload, plan: Plan, form: ConsentForm) -> HttpResponse:
    context = {
        "form": form,
        "upload": upload,
        "plan": plan,
        "added": in_words(plan.added),
        "known": in_words(plan.known),
        "wrong": plan.wrong[:SHOWN_WRONG],
        "more": max(0, len(plan.wrong) - SHOWN_WRONG),
        "settings": settings_in_words(plan.settings),
    }
    return render(request, "journal/exchange/check.html", context, status=form_status(form))
