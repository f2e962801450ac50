"""Four weeks beside four weeks: known nights only, and a word by cramps for each of them."""

import datetime as dt

import pytest

from journal.domain.evidence.weeks import DiaryDays
from journal.domain.tallies.recent import Change, ClearRun, longest_clear_run, recent_of

LAST = dt.date(2026, 11, 29)


def nights(known, cramps, unknown=0):
    """A window of 28 nights: so many known, the first of them with one cramp each."""
    return (*[1] * cramps, *[0] * (known - cramps), *[None] * (28 - known - unknown), *[None] * unknown)


def diary_of(*cramps, last=LAST):
    first = last - dt.timedelta(days=len(cramps) - 1)
    return DiaryDays(first, tuple(cramps), (False,) * len(cramps))


def recent(before, last):
    return recent_of(diary_of(*nights(*before), *nights(*last)), last_night=LAST)


def test_a_window_ends_with_the_last_night_and_counts_known_nights_only():
    found = recent((25, 10), (23, 7))
    assert (found.last.first, found.last.last, found.last.nights) == (dt.date(2026, 11, 2), LAST, 28)
    assert (found.last.known, found.last.cramps, found.before.known, found.before.cramps) == (23, 7, 25, 10)
    assert found.last.per_week == pytest.approx(7 * 7 / 23)


def test_tonight_is_in_no_window():
    days = diary_of(*nights(28, 3), *nights(28, 3), 9, last=LAST + dt.timedelta(days=1))
    assert recent_of(days, last_night=LAST) == recent((28, 3), (28, 3))


@pytest.mark.parametrize(
    ("before", "last", "change"),
    [
        ((28, 10), (28, 7), Change.LESS),
        ((28, 10), (28, 8), Change.SAME),
        ((28, 8), (28, 10), Change.SAME),
        ((28, 8), (28, 11), Change.MORE),
        ((28, 7), (20, 7), Change.MORE),  # as many cramps in fewer known nights
        ((28, 0), (28, 0), Change.SAME),
        ((28, 0), (28, 1), Change.MORE),
        ((28, 1), (28, 0), Change.LESS),
        ((19, 9), (28, 1), Change.FEW_NIGHTS),
        ((28, 9), (19, 1), Change.FEW_NIGHTS),
    ],
)
def test_a_word_follows_from_cramps_for_each_known_night(before, last, change):
    assert recent(before, last).change is change


@pytest.mark.parametrize(("known", "is_shown"), [(20, True), (19, False)])
def test_a_year_ago_stands_there_only_with_enough_known_nights(known, is_shown):
    days = diary_of(*nights(known, 5), *[None] * (364 - 28), *nights(25, 4))
    found = recent_of(days, last_night=LAST)
    assert (found.year_ago is not None) == is_shown
    if found.year_ago is not None:
        assert (found.year_ago.last, found.year_ago.cramps) == (LAST - dt.timedelta(days=364), 5)


def test_nights_before_the_diary_are_unknown():
    found = recent_of(diary_of(1, 0, None), last_night=LAST)
    assert (found.last.known, found.last.cramps, found.before.known, found.year_ago) == (2, 1, 0, None)


def test_the_longest_clear_run_is_of_known_nights_and_the_newest_of_equals():
    assert longest_clear_run(diary_of(0, 0, None, 0, 1, 0, 0)) == ClearRun(LAST - dt.timedelta(days=1), LAST)
    assert longest_clear_run(diary_of(0, 0, 0, 2, 0)).nights == 3
    assert longest_clear_run(diary_of(1, None, 2)) is None
