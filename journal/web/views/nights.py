"""A night: no cramps, or one that was not logged."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from journal.actions import cramps
from journal.domain.nights import last_night
from journal.models.diary import Diary
from journal.pages.calendar import journal_page, night_entries
from journal.pages.today import today_page
from journal.web import undo
from journal.web.access import client_identifier, diary_of
from journal.web.forms.cramps import NightForm
from journal.web.forms.shared import add_errors
from yogasite.flash import say
from yogasite.http import form_status, is_fragment, page_or_fragment, redirect_page, shown_address


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Fill in a night: "No cramps" (answer=none) or "I had one" (answer=had), from any page or by hand."""
    diary, now = diary_of(request), timezone.now()
    form = NightForm(request.POST or None, initial={"night": last_night(now, diary.zone)})
    if request.method == "POST" and form.is_valid():
        night = form.cleaned_data["night"]
        try:
            if request.POST.get("answer") == "had":
                return _had_one(request, diary, night, now)
            cramps.confirm_clear(diary, night, now=now)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _cleared(request, diary, night, now)
    return render(request, "journal/nights/add.html", {"form": form}, status=form_status(form))


@require_safe
def night(request: HttpRequest, night: dt.date) -> HttpResponse:
    """Everything about one night, logged or not."""
    diary, now = diary_of(request), timezone.now()
    try:
        cramps.check_night(night, now=now, zone=diary.zone)
    except ValidationError:
        return redirect("journal:night-add")
    entries = night_entries(diary, night, now=now)
    return render(request, "journal/nights/page.html", {"entries": entries, "page_name": "night"})


def _had_one(request: HttpRequest, diary: Diary, night: dt.date, now: dt.datetime) -> HttpResponse:
    cramp = cramps.log_of_night(diary, identifier=client_identifier(request), night=night, now=now)
    address = reverse("journal:cramp-edit", args=[cramp.uuid], query={"saved": "1"})
    return redirect_page(request, address)


def _cleared(request: HttpRequest, diary: Diary, night: dt.date, now: dt.datetime) -> HttpResponse:
    """Answer with the part of the page that asked; the page is named by the form, the template by us."""
    sentence = _("Saved: no cramps on the night of %(day)s") % {"day": date_format(night, "l j F")}
    token = undo.removal_of_clear(diary, night)
    source = request.POST.get("page", "")
    if not is_fragment(request) or source == "first":
        say(request, sentence, undo=token)
        return redirect_page(request, _page_address(source, night))
    # It takes the focus, so the status region need not say it too.
    said = {"sentence": sentence, "undo": token, "page": shown_address(request)}
    if source == "today":
        context = {"page": today_page(diary, now=now), "said": said}
        return page_or_fragment(request, "journal/today/page.html", "journal/today/_last_night.html", context)
    context = {"entries": night_entries(diary, night, now=now), "said": said}
    if source == "journal":
        context["page"] = journal_page(diary, month=night.replace(day=1), now=now)
    return page_or_fragment(request, "journal/nights/page.html", "journal/nights/_answered.html", context)


def _page_address(source: str, night: dt.date) -> str:
    if source == "today":
        return reverse("home")
    if source == "night":
        return reverse("journal:night", args=[night])
    # Of an empty journal to its top, where the sentence and its Undo are: a fragment would take the focus away.
    fragment = "" if source == "first" else f"#night-{night}"
    return reverse("journal:journal", query={"month": f"{night:%Y-%m}"}) + fragment
