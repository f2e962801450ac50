"""A diary longer than ten years costs no more than one of ten: what is left out is said."""

import datetime as dt

import pytest

from journal.domain.choices import Span
from journal.models.days import CrampFilter
from journal.pages.report import wording as report_wording
from journal.pages.trend import interim, page
from journal.pages.trend.page import trend_page
from tests import factories

pytestmark = pytest.mark.django_db
TODAY, DAYS, MOST = dt.date(2026, 11, 18), 200, 4 * 28
SAID = "Your diary is longer than ten years."


@pytest.fixture(autouse=True)
def short_years(monkeypatch):
    monkeypatch.setattr(interim, "MOST_COMPARED", MOST)
    monkeypatch.setattr(page, "MOST_WEEKS", 6)
    monkeypatch.setitem(page.MOST_MONTHS, Span.ALL, 3)


def shown(diary, *, days=DAYS):
    factories.fill_days(diary=diary, first=TODAY - dt.timedelta(days=days - 1), days=days)
    return trend_page(diary, span=Span.ALL, only=CrampFilter(), today=TODAY)


def test_a_check_compares_the_last_days_up_to_its_own(diary, monkeypatch):
    lengths = []
    compare = interim.answer

    def compare_and_count(cramps, practised, goal, *, left_out):
        lengths.append((len(cramps), len(practised), len(left_out)))
        return compare(cramps, practised, goal, left_out=left_out)

    monkeypatch.setattr(interim, "answer", compare_and_count)
    status = shown(diary).status
    assert (set(lengths), status.nights, status.left_out) == ({(MOST, MOST, 0)}, 196, 84)


def test_the_drawings_show_the_last_weeks_and_months(diary):
    found = shown(diary)
    assert (len(found.weeks), len(found.counts.months)) == (6, 3)
    assert found.weeks[-1].monday <= TODAY < found.weeks[-1].monday + dt.timedelta(days=7)


def test_what_is_left_out_is_said_on_the_trend_and_in_the_report(diary, client_of_ruth):
    found = shown(diary)
    assert [SAID in note for note in found.notes if SAID in note] == [True]
    since = report_wording.ratio(found.status, found.days.first)
    begins = found.days.first + dt.timedelta(days=84)
    assert ("the last ten years" in since, f"{begins:%-d %B %Y}" in since) == (True, True)


def test_a_diary_of_just_so_many_days_leaves_none_out(diary):
    found = shown(diary, days=MOST)
    assert (found.status.left_out, [note for note in found.notes if SAID in note]) == (0, [])
