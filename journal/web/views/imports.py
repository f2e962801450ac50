"""Bringing a file in: the file, the columns of a table, the dry run, and the yes."""

from __future__ import annotations

import datetime as dt

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions import arrivals, uploads
from journal.exchange.apply import DiaryChanged, NotWaiting, apply_plan
from journal.exchange.column_mapping import map_columns
from journal.exchange.csv_reader import CsvTable
from journal.exchange.fields import Unreadable
from journal.exchange.limits import MEGABYTE, MOST_HEALTH_BYTES
from journal.exchange.parse import ParsedFile, parse_upload
from journal.exchange.plan import Plan, plan_import
from journal.exchange.summary import done_in_words, in_words, settings_in_words
from journal.models.uploads import Upload
from journal.web.access import diary_of, upload_of
from journal.web.forms.imports import ConsentForm, UploadForm
from journal.web.forms.matching import EXAMPLE, MatchingForm
from journal.web.undo import removal_of_lines
from yogasite.flash import say
from yogasite.http import form_status, takes_files

SHOWN_WRONG = 50
SHOWN_LINES = 5
DONE_KEY = "brought_in"
"""Where the session keeps the digest of the last file that was added: a yes sent again hears what became of it."""


@takes_files(MOST_HEALTH_BYTES + MEGABYTE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a file. Nothing is added before the yes of a later page."""
    diary, now = diary_of(request), timezone.now()
    arrivals.take_back_abandoned(Upload.objects.of(diary), now=now)
    form = UploadForm(diary=diary)
    if request.method == "POST":
        may_send = ratelimit.consume(request, action="bring_in", user=request.user)
        form = UploadForm(request.POST, request.FILES, diary=diary, is_one_too_many=not may_send)
        if form.is_valid():
            uploads.keep(diary, name=form.name, content=form.cleaned_data["file"], now=now)
            return redirect("journal:import-check")
    header, *lines = EXAMPLE
    context = {"form": form, "upload": upload_of(request, now=now), "header": header, "lines": lines}
    return render(request, "journal/exchange/import.html", context, status=form_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show what the file would do; with the yes, do it. A table's columns are matched first, in the address."""
    now = timezone.now()
    arrivals.take_back_abandoned(Upload.objects.of(diary_of(request)), now=now)
    upload = upload_of(request, now=now)
    if upload is None or (request.method == "POST" and request.POST.get("digest") != upload.digest):
        return _not_waiting(request, upload)
    try:
        parsed = parse_upload(bytes(upload.content))
    except Unreadable as error:  # It could be read when it was sent, by the limits of then.
        uploads.remove(upload.diary, upload.digest)
        say(request, str(error))
        return redirect("journal:import")
    if isinstance(parsed, CsvTable):
        form = MatchingForm(request.GET or None, table=parsed)
        if "again" in request.GET or not form.is_valid():
            return _match(request, upload, parsed, form)
        parsed = map_columns(parsed, form.mapping(), zone=upload.diary.zone, now=now)
    return _answer(request, upload, parsed, now=now)


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Forget the file."""
    uploads.remove(diary_of(request), request.POST.get("digest", ""))
    say(request, _("Nothing was added. The file is forgotten."))
    return redirect("journal:import")


def _match(request: HttpRequest, upload: Upload, table: CsvTable, form: MatchingForm) -> HttpResponse:
    context = {"form": form, "upload": upload, "table": table, "first_rows": table.rows[:SHOWN_LINES]}
    context["zone"] = upload.diary.time_zone.replace("_", " ")
    return render(request, "journal/exchange/match.html", context, status=form_status(form))


def _answer(request: HttpRequest, upload: Upload, parsed: ParsedFile, *, now: dt.datetime) -> HttpResponse:
    plan = plan_import(parsed, upload.diary, now=now)
    form = ConsentForm(request.POST or None, plan=plan, digest=upload.digest)
    if request.method != "POST" or not form.is_valid():
        return _checked(request, upload, plan, form, is_table=parsed.is_table)
    try:
        apply_plan(plan, upload, takes_settings=form.takes_settings, clock=timezone.now)
    except DiaryChanged:
        say(request, _("Your diary has changed since you looked. Nothing was added. Please look again."))
        return redirect(request.get_full_path())
    except NotWaiting:
        say(request, _("This file was brought in or forgotten meanwhile. Nothing was added twice."))
        return redirect("journal:journal")
    request.session[DONE_KEY] = upload.digest
    said, nights = done_in_words(plan, takes_settings=form.takes_settings), plan.nights_no_longer_clear
    is_undoable = parsed.is_table and bool(plan.added)
    token = removal_of_lines(upload.diary, written_at=now, no_longer_clear=nights) if is_undoable else ""
    say(request, said, undo=token)
    return _where_they_are(plan)


def _where_they_are(done: Plan) -> HttpResponse:
    """Go to the month of the last new entry: what was read wrongly shows there."""
    address = resolve_url("journal:journal")
    return redirect(f"{address}?month={done.days[1]:%Y-%m}" if done.days else address)


def _not_waiting(request: HttpRequest, other: Upload | None) -> HttpResponse:
    """Say what became of the file that was asked about. `other` was sent since."""
    if request.method == "POST" and request.POST.get("digest", "") == request.session.get(DONE_KEY):
        say(request, _("This file was brought in already. Nothing was added twice."))
        return redirect("journal:journal")
    if other is not None:
        say(request, _("You have sent another file since. Nothing was added. Please look again."))
        return redirect("journal:import-check")
    say(request, _("No file is waiting. Choose one here."))
    return redirect("journal:import")


def _checked(request: HttpRequest, upload: Upload, plan: Plan, form: ConsentForm, *, is_table: bool) -> HttpResponse:
    context = {
        "form": form,
        "upload": upload,
        "plan": plan,
        "is_table": is_table,
        "added": in_words(plan.added),
        "known": in_words(plan.known),
        "wrong": plan.wrong[:SHOWN_WRONG],
        "more": max(0, len(plan.wrong) - SHOWN_WRONG),
        "settings": settings_in_words(plan.settings, upload.diary.zone),
    }
    return render(request, "journal/exchange/check.html", context, status=form_status(form))
