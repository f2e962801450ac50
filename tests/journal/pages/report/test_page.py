"""The report for a clinician: its numbers are the trend's, and each says on what it rests."""

import datetime as dt

import pytest

from journal.domain.choices import Muscle, Relief, Span
from journal.domain.evidence.weeks import DiaryDays
from journal.pages.circumstances import spells_of
from journal.pages.report.page import MOST_CIRCUMSTANCES, MOST_LINES, report_of, report_span
from tests import factories
from yogasite.flags import every

MONDAY = dt.date(2026, 11, 2)
DAY = dt.timedelta(days=1)


def days_of(*cramps):
    return DiaryDays(first=MONDAY, cramps=cramps, practised=(False,) * len(cramps))


def test_one_night_is_no_nights(diary):
    factories.make_cramp_on(diary=diary, night=MONDAY)
    report = report_of(diary, span=Span.MONTHS_3, today=MONDAY + DAY)
    said = [line.basis for line in report.lines]
    assert (said[0], said[1], said[4]) == (
        "1 in 1 logged night; a rate needs 5",
        "1 in 1 logged night; a rate needs 5",
        "1 of 1 night logged",
    )
    assert [line.said for line in report.lines[:2]] == ["–", "–"]
    assert report.caveats == "Not enough is known yet for a rate ratio."


def test_a_report_without_entries_is_none(diary):
    assert report_of(diary, span=Span.MONTHS_3, today=MONDAY) is None


def test_a_report_shows_nothing_of_a_later_day(diary):
    factories.make_cramp_on(diary=diary, night=MONDAY)
    assert report_of(diary, span=Span.MONTHS_3, today=MONDAY - DAY) is None
    factories.make_cramp_on(diary=diary, night=MONDAY - 2 * DAY, pain=3)
    report = report_of(diary, span=Span.MONTHS_3, today=MONDAY - DAY)
    assert (report.outcomes.cramps, len(report.entries), report.last_night) == (1, 1, MONDAY - 2 * DAY)


@pytest.mark.parametrize(("relief", "rows"), [(Relief.STOOD, MOST_LINES), (every(Relief), MOST_LINES // 4)])
def test_cramps_that_have_no_room_on_paper_are_counted(diary, relief, rows):
    for offset in range(MOST_LINES + 3):
        factories.make_cramp_on(diary=diary, night=MONDAY - offset * DAY, count=2, relief=relief)
    report = report_of(diary, span=Span.YEAR, today=MONDAY + 2 * DAY)
    assert (len(report.entries), report.latest) == (MOST_LINES + 3, report.entries[:rows])
    assert report.hidden == 2 * (MOST_LINES + 3 - rows)
    assert report.latest_heading == f"Latest cramps: {2 * rows} of {2 * (MOST_LINES + 3)}"
    assert report.hidden_note.startswith(f"{report.hidden} earlier cramps are in the numbers")


def test_what_else_went_on_and_has_no_room_is_counted(diary):
    factories.make_cramp_on(diary=diary, night=MONDAY - 30 * DAY)
    for offset in range(MOST_CIRCUMSTANCES + 2):
        factories.make_circumstance(diary=diary, first_day=MONDAY - offset * DAY)
    factories.make_circumstance(diary=diary, first_day=MONDAY - DAY, kind="medicine", medicine="statin")
    report = report_of(diary, span=Span.MONTHS_3, today=MONDAY + 2 * DAY)
    assert (report.circumstances[0].name, report.circumstances[-1].said) == ("Statin", "3 not shown here")


@pytest.mark.parametrize(
    ("offset", "said"), [(0, "1 October 2026 to 2 November 2026"), (1, "from 1 October 2026, still going on")]
)
def test_an_end_after_the_report_was_made_is_not_told(diary, offset, said):
    factories.make_cramp_on(diary=diary, night=MONDAY - 30 * DAY)
    medicine = {"kind": "medicine", "medicine": "statin", "first_day": dt.date(2026, 10, 1)}
    factories.make_circumstance(diary=diary, last_day=MONDAY + offset * DAY, **medicine)
    report = report_of(diary, span=Span.MONTHS_3, today=MONDAY)
    assert [line.said for line in report.circumstances] == [said]
    assert (spells_of(report.trend.circumstances)[0].last is None) == bool(offset)


def test_a_cramp_is_a_row_of_short_texts(diary):
    details = {"side": "left", "muscles": Muscle.CALF, "pain": 7, "duration": "from_1", "woke": True, "count": 2}
    factories.make_cramp_on(diary=diary, night=MONDAY, relief=Relief.STOOD, sleep_disturbance=5, **details)
    factories.make_practice(diary=diary, day=MONDAY)
    factories.make_cramp_on(diary=diary, night=MONDAY - DAY, precision="night", note="not for others")
    report = report_of(diary, span=Span.MONTHS_3, today=MONDAY + 2 * DAY)
    assert report.entries == [
        ["Mon 2 Nov 2026 ×2", "3:12 am", "Left leg: calf", "7", "1 to 5 minutes", "yes", "5", "Stood on it", "yes"],
        ["Sun 1 Nov 2026", "–", "–", "–", "–", "–", "–", "–", "–"],
    ]


@pytest.mark.parametrize(("text", "span"), [("4w", "4w"), ("1y", "1y"), ("all", "3m"), ("", "3m"), ("x" * 99, "3m")])
def test_a_report_looks_back_a_year_at_most(text, span):
    assert report_span(text) == span
