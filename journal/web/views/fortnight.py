"""Fourteen nights at once: a grid to fill in from a paper diary, and an empty one to print."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from journal.actions import fortnights
from journal.models.diary import Diary
from journal.models.stored_nights import NightChange, stored_nights
from journal.pages.fortnight import fortnight_at, parse_date, printed_nights
from journal.web import undo
from journal.web.access import diary_of
from journal.web.fields import typed_day
from journal.web.forms.cramps import PICK_A_DATE
from journal.web.forms.fortnight import WRONG_NIGHTS, FortnightForm
from yogasite.flash import say


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest) -> HttpResponse:
    """Fill in fourteen nights (`from=YYYY-MM-DD`, up to last night by default); all rows are saved, or none."""
    diary, now = diary_of(request), timezone.now()
    asked = parse_date(_first(request))
    fortnight = fortnight_at(asked, diary=diary, now=now)
    typed = request.POST if request.method == "POST" else None
    form = FortnightForm(typed, kept=stored_nights(diary, fortnight.first, fortnight.last))
    if request.method == "POST":
        if asked != fortnight.first:
            form.sentences.append(WRONG_NIGHTS)
        done = _save(diary, form, now)
        if done is not None:
            _say_saved(request, diary, done)
            return redirect(reverse("journal:fortnight", query={"from": fortnight.first.isoformat()}))
    context = {"fortnight": fortnight, "form": form, "wrong_first": _wrong_first(request)}
    return render(request, "journal/fortnight/page.html", context, status=200 if form.is_right else 422)


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """An empty grid for paper, with the dates from `from` on or with lines for them."""
    today = diary_of(request).today(timezone.now())
    first = _first(request)
    dates = {"nights": printed_nights(first), "first": parse_date(first) or today}
    context = dates | {"wrong_first": _wrong_first(request)}
    return render(request, "journal/fortnight/blank.html", context)


def _first(request: HttpRequest) -> str:
    """Return the first night as YYYY-MM-DD, also when it was typed by hand; what is no day as it came."""
    text = request.GET.get("from", "")
    typed = typed_day(text)
    return typed[0].isoformat() if typed else text


def _wrong_first(request: HttpRequest) -> str:
    """Say that no night was meant by what was asked for; empty where one was, or nothing was asked for."""
    text = _first(request)
    return str(PICK_A_DATE) if text and parse_date(text) is None else ""


def _save(diary: Diary, form: FortnightForm, now: dt.datetime) -> list[NightChange] | None:
    """Store the grid and return what that changed, or None when something has to be mended first."""
    if not form.is_right:
        return None
    try:
        return fortnights.fill(diary, form.changes(), now=now)
    except ValidationError as error:
        form.refuse(error)
        return None


def _say_saved(request: HttpRequest, diary: Diary, done: list[NightChange]) -> None:
    if not done:
        say(request, _("Nothing new to save. Your diary already says the same."))
        return
    sentence = ngettext("Saved: 1 night", "Saved: %(count)d nights", len(done)) % {"count": len(done)}
    say(request, sentence, undo=undo.reversal_of(diary, done))
