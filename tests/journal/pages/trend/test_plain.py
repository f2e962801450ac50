"""What the trend counts, in words that praise and blame nobody."""

import datetime as dt

import pytest

from journal.domain.choices import Muscle
from journal.domain.tallies.months import Month
from journal.domain.tallies.noted import NotedNights
from journal.domain.tallies.recent import ClearRun, Recent, Window
from journal.domain.tallies.when_and_where import CrampFacts, when_and_where
from journal.pages.trend.plain import (
    WhenAndWhereInWords,
    change_said,
    clear_run_in_words,
    few_nights,
    noted_lines,
    pauses_in_words,
    recent_in_a_line,
    short_hour,
    size,
    so_far,
    windows_of,
)
from tests.journal.pages.trend.test_wording import FORBIDDEN
from tests.reading import grade

DAY = dt.date(2026, 11, 29)


def window(cramps, known):
    return Window(DAY - dt.timedelta(days=27), DAY, known, cramps)


RECENT = Recent(window(7, 23), window(10, 25), window(12, 24))


@pytest.mark.parametrize(
    ("recent", "is_young", "said"),
    [
        (RECENT, False, "A little less, lately. That may be luck, or a good spell."),
        (
            Recent(window(2, 25), window(90, 25), None),
            False,
            "A little less, lately. That may be luck, or a good spell.",
        ),
        (Recent(window(0, 25), window(0, 25), None), False, "No cramps in the last 4 weeks that you know of."),
        (Recent(window(9, 25), window(9, 25), None), False, "About the same."),
        (
            Recent(window(14, 25), window(9, 25), None),
            False,
            "A little more, lately. That may be luck, or a bad spell.",
        ),
        (
            Recent(window(3, 19), window(9, 25), None),
            False,
            "Not enough nights yet. Each 4 weeks need 20 known nights.",
        ),
        (Recent(window(3, 19), window(0, 0), None), True, "Too early to say."),
    ],
)
def test_the_last_weeks_have_a_word(recent, is_young, said):
    assert change_said(recent, is_young=is_young) == said


def test_windows_tell_cramps_a_rate_and_how_many_nights_are_known():
    assert [(each.name, each.cramps, each.rate, each.known) for each in windows_of(RECENT)] == [
        ("last 4 weeks", 7, "2.1 a week", "23 of 28 nights known"),
        ("the 4 before", 10, "2.8 a week", "25 of 28"),
        ("a year ago", 12, "3.5 a week", "24 of 28"),
    ]


def test_a_window_of_few_known_nights_has_no_rate():
    assert [each.rate for each in windows_of(Recent(window(5, 19), window(5, 20), None))] == ["", "1.8 a week"]


def test_today_says_the_same_counts_in_a_line():
    assert (
        recent_in_a_line(RECENT)
        == "Last 4 weeks: 7 cramps in 23 known nights. The 4 before: 10 in 25. A year ago: 12 in 24."
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (dt.date(2026, 10, 3), dt.date(2026, 10, 13), "11, from 3 to 13 October 2026."),
        (dt.date(2026, 10, 30), dt.date(2026, 11, 2), "4, from 30 October to 2 November 2026."),
        (dt.date(2025, 12, 30), dt.date(2026, 1, 2), "4, from 30 December 2025 to 2 January 2026."),
        (DAY, DAY, "1, on 29 November 2026."),
    ],
)
def test_the_longest_clear_run_is_told_with_its_days(first, last, said):
    assert clear_run_in_words(ClearRun(first, last)) == said


@pytest.mark.parametrize(
    ("nights", "known", "said"),
    [
        (1, 1, "1 day, 1 known night."),
        (12, 9, "12 days, 9 known nights."),
        (397, 338, "13 months, 338 known nights."),
        (3650, 3091, "10 years, 3091 known nights."),
    ],
)
def test_a_diary_has_a_size(nights, known, said):
    assert size(nights, known) == said


def test_a_month_of_few_known_nights_says_so_instead_of_a_number():
    assert few_nights(Month(dt.date(2026, 2, 1), 28, 9, 4, 2)) == "9 of 28 nights: too few"


@pytest.mark.parametrize(("hour", "is_edge", "said"), [(22, True, "10pm"), (23, False, "11"), (1, False, "1am")])
def test_an_hour_has_a_short_name(hour, is_edge, said):
    assert short_hour(hour, is_edge=is_edge) == said


def test_noted_nights_are_counted_with_and_without_a_cramp_and_all_others_last():
    counted = (NotedNights("Heat", 1, 8), NotedNights("Statin", 3, 6), NotedNights("", 106, 170))
    assert noted_lines(counted) == [
        "Heat: 1 night with a cramp, 8 without.",
        "Statin: 3 nights with a cramp, 6 without.",
        "All other nights: 106 nights with a cramp, 170 without.",
    ]
    assert noted_lines(()) == []


def placed(number, hour=3, side="left", muscles=Muscle.CALF, pain=5):
    return WhenAndWhereInWords(when_and_where([CrampFacts(hour, number, side, muscles, pain)]))


def test_what_most_cramps_have_in_common_is_the_headline():
    assert placed(20).headline == "Mostly <b>between 3 am and 6 am</b>. Mostly in the <b>left calf</b>."
    assert placed(20, muscles=Muscle.THIGH_BACK, side="").headline.endswith("Mostly in the <b>back of the thigh</b>.")
    assert placed(19).headline == ""


def test_what_was_not_noted_has_a_bar_of_its_own():
    groups = dict(placed(4, side="", muscles=0, pain=None).groups)
    assert [(bar.name, bar.count, bar.width) for bar in groups["Muscle"]] == [("Not noted", 4, 100)]
    assert [bar.count for bar in groups["Leg"]] == [0, 0, 0, 4]
    assert placed(2, hour=None).timed == "0 of 2 cramps have a time."


SAID = [
    recent_in_a_line(RECENT), so_far(9, 4), placed(20).headline, pauses_in_words(14),
    change_said(RECENT, is_young=True), change_said(Recent(window(3, 19), window(9, 25), None), is_young=False),
    change_said(Recent(window(0, 25), window(0, 25), None), is_young=False),
]  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_counts_claim_no_cause_and_read_at_grade_six(text):
    assert (FORBIDDEN.findall(text), grade(text) <= 6.0) == ([], True)
