"""The report for a clinician: its numbers are the trend's, and each says on what it rests."""

import datetime as dt
from dataclasses import replace

import pytest

from journal.domain.choices import Duration, Muscle, Relief, Sign, Span
from journal.domain.evidence.outcomes import Outcomes, Scores, outcomes_of, scores_of
from journal.domain.evidence.weeks import KNOWN_NIGHTS_NEEDED, DiaryDays, WeekGroup
from journal.models.cramps import Cramp
from journal.pages.circumstances import spells_of
from journal.pages.report.page import MOST_CIRCUMSTANCES, MOST_LINES, report_of, report_span
from journal.pages.report.symptoms import Feature, other_features, seven_features
from journal.pages.report.wording import left_out
from tests import factories
from yogasite.flags import every

MONDAY = dt.date(2026, 11, 2)
DAY = dt.timedelta(days=1)


def days_of(*cramps):
    return DiaryDays(first=MONDAY, cramps=cramps, practised=(False,) * len(cramps))


def test_outcomes_count_known_nights_alone():
    found = outcomes_of(days_of(1, None, 0, 2, None, 0, 0), first=MONDAY, last=MONDAY + 6 * DAY)
    assert found == Outcomes(nights=7, known=5, cramps=3, cramp_nights=2)
    assert (found.per_week, found.cramp_nights_per_fortnight, found.coverage) == (4.2, 5.6, 71)


def test_outcomes_of_a_part_leave_out_the_rest():
    found = outcomes_of(days_of(9, 1, 0, 9), first=MONDAY + DAY, last=MONDAY + 2 * DAY)
    assert found == Outcomes(nights=2, known=2, cramps=1, cramp_nights=1)


def test_outcomes_before_the_diary_began_are_not_counted():
    assert outcomes_of(days_of(1, 1), first=MONDAY - 9 * DAY, last=MONDAY) == Outcomes(1, 1, 1, 1)


def test_nothing_known_has_no_rate_and_no_coverage():
    found = outcomes_of(days_of(None), first=MONDAY, last=MONDAY)
    assert (found.per_week, found.cramp_nights_per_fortnight, found.coverage) == (None, None, 0)
    assert outcomes_of(days_of(None), first=MONDAY, last=MONDAY - DAY).coverage == 0


def test_scores_weigh_by_the_number_of_cramps():
    assert scores_of([(4, 1), (None, 5), (7, 2)]) == Scores(known=3, mean=6.0, low=4, high=7)
    assert scores_of([(None, 1)]) is None


def features_of(features, *cramps):
    return {each.name: (each.said, each.known) for each in features([Cramp(**given) for given in cramps])}


def test_the_seven_features_stand_in_the_order_of_their_source():
    assert [each.name for each in seven_features([])] == [
        "Intense pain", "Lasts seconds to 10 minutes", "In the calf or foot", "Seldom in the thigh",
        "Pain lingers afterwards", "Disturbs sleep", "Distress",
    ]  # fmt: skip
    assert seven_features([])[0] == Feature("Intense pain", "", 0)


def test_each_feature_says_of_how_many_cramps_it_is_known():
    said = features_of(
        seven_features,
        {"pain": 6, "duration": Duration.FROM_1, "muscles": Muscle.CALF, "woke": True, "distress": 3, "count": 2},
        {"pain": 9, "muscles": Muscle.THIGH_BACK | Muscle.FOOT, "soreness": "mild", "woke": False},
        {"soreness": "none"},
    )
    assert said == {
        "Intense pain": ("Mean 7.0 of 10, from 6 to 9", 3),
        "Lasts seconds to 10 minutes": ("1 to 5 minutes: 2", 2),
        "In the calf or foot": ("Calf or foot: 3 of 3", 3),
        "Seldom in the thigh": ("Thigh: 1 of 3", 3),
        "Pain lingers afterwards": ("Sore the next day: 1 of 2", 2),
        "Disturbs sleep": ("Woke the person: 2 of 3", 3),
        "Distress": ("Mean 3.0 of 4, from 3 to 3", 2),
    }


def test_what_else_was_logged_is_counted_in_words():
    said = features_of(
        other_features,
        {"side": "left", "state": "asleep", "relief": Relief.STOOD | Relief.RUBBED, "signs": Sign.NUMB},
        {"side": "left", "muscles": Muscle.CALF, "relief": Relief.STOOD, "relief_effect": "good"},
    )
    assert said == {
        "Muscle": ("Calf: 1", 1),
        "Leg": ("Left: 2", 2),
        "When it came": ("Asleep: 1", 1),
        "What was done": ("Stood on it: 2, rubbed it: 1", 2),
        "Eased by that": ("A lot: 1", 1),
        "Leg since then": ("Numb: 1", 1),
    }


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
    few = replace(report.trend.weeks[0], group=WeekGroup.UNKNOWN)
    assert left_out([few])[1] == f"1 week with fewer than {KNOWN_NIGHTS_NEEDED} logged nights is left out."


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
