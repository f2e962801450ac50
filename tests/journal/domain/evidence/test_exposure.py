"""Which days are regular, and what a diary lacks for a comparison."""

import numpy as np
import pytest

from journal.domain.evidence import compare
from journal.domain.evidence.exposure import (
    Analysed,
    Reason,
    Shortage,
    all_missing,
    analysed_days,
    is_whole,
    left_out_nights,
    practice_before_cramps,
    read_diary,
    regular_days,
    runs_of,
    shortage_of,
)


def spells(days, length=21):
    """Practice every day for `length` days, then none for as long, and so on."""
    return [(day // length) % 2 == 0 for day in range(days)]


def diary(days, *, regular, other, seed=1):
    """Poisson cramps with one weekly rate after a regular week and another otherwise."""
    chance = np.random.default_rng(seed)
    practised = spells(days)
    rates = np.where(regular_days(np.array(practised), 3), regular, other) / 7
    return [int(count) for count in chance.poisson(rates)], practised


def test_a_day_is_regular_when_the_week_that_ends_with_it_reaches_the_goal():
    practised = np.array([True, False, True, False, False, True, False, False, False, False, False, False, False])
    assert regular_days(practised, 3).tolist() == [False] * 5 + [True, True] + [False] * 6


def test_days_before_the_first_regular_week_are_not_compared():
    cramps, practised = diary(200, regular=2, other=2)
    late = compare([5] * 100 + cramps, [False] * 100 + practised)
    assert late.days.start == 102
    assert late.days.cramps == sum(cramps[2:])


@pytest.mark.parametrize(
    ("cramps", "practised", "reason", "have", "need"),
    [
        ([0] * 100, [False] * 100, "never-regular", 0, 1),
        ([], [], "never-regular", 0, 1),
        ([1] * 31, spells(31), "few-days", 25, 42),
        ([0] * 100, spells(100), "few-cramps", 0, 10),
        ([1] * 100, [True] * 100, "one-state-rare", 0, 14),
        ([1] * 100, [day < 50 for day in range(100)], "no-repeated-change", 1, 2),
    ],
)
def test_too_little_says_what_is_missing_first(cramps, practised, reason, have, need):
    found = compare(cramps, practised)
    assert (found.verdict, found.reason, found.rate_ratio, found.low, found.high) == (
        "insufficient",
        reason,
        None,
        None,
        None,
    )
    assert (found.shortage.have, found.shortage.need) == (have, need)


@pytest.mark.parametrize(("rest", "reason"), [(6, "no-repeated-change"), (7, "")])
def test_a_spell_is_at_least_five_days_long(rest, reason):
    practised = (
        [True] * 30 + [False] * rest + [True] * 21 + [False] * 20 + [True] * 21
    )  # two days of a rest are regular
    assert compare([1] * len(practised), practised).reason == reason


@pytest.mark.parametrize(
    ("practice", "late", "counted"),
    [
        ([0, 1, 0, 1, 0], [1, 3], [0, 0, 1, 0, 1]),  # After the cramp: with the next night.
        ([0, 1, 1, 1, 0], [1], [0, 0, 1, 1, 0]),  # A day counts once, whatever else was practised on it.
        ([0, 1, 1, 0, 0], [1, 2], [0, 0, 1, 1, 0]),
        ([0, 0, 0, 0, 1], [4], [0, 0, 0, 0, 0]),  # The next night is not in the diary yet.
        ([0, 1, 0, 1, 0], [], [0, 1, 0, 1, 0]),
    ],
)
def test_practice_after_the_first_cramp_of_a_night_stands_with_the_next(practice, late, counted):
    flags = [index in late for index in range(len(practice))]
    assert practice_before_cramps([bool(each) for each in practice], flags) == tuple(bool(each) for each in counted)


def test_the_share_of_known_days_is_told_for_each_state_without_days_left_out():
    cramps, practised = diary(200, regular=3, other=3)
    regular = regular_days(np.array(practised), 3)
    some = [count if is_regular or day % 4 == 0 else None for day, (count, is_regular) in
            enumerate(zip(cramps, regular, strict=True))]  # fmt: skip
    out = [60 <= day < 80 for day in range(200)]
    days = compare(some, practised, left_out=out).days
    other = [day for day in range(days.start, 200) if not regular[day] and not out[day]]
    assert days.known_share(regular=True) == 1.0
    assert days.known_share(regular=False) == sum(day % 4 == 0 for day in other) / len(other)


def analysed(*spells, confirmed=None):
    """Days that are compared, from (regular, days, cramps a day) in a row."""
    regular = np.array([state for state, days, _cramps in spells for _day in range(days)])
    counts = np.array([cramps for _state, days, cramps in spells for _day in range(days)], dtype=float)
    known = np.ones(len(counts), dtype=bool) if confirmed is None else confirmed
    return Analysed(counts, known, regular, np.zeros(len(counts), dtype=bool), 0)


ENOUGH = ((True, 14, 1), (False, 7, 0), (True, 14, 0), (False, 7, 0))
SHORT = [
    (ENOUGH, None),
    (((True, 14, 1), (False, 7, 0), (True, 13, 0), (False, 7, 0)), Shortage(Reason.FEW_DAYS, 41, 42)),
    (((True, 10, 1), (False, 7, 0), (True, 18, 0), (False, 7, 0)), None),
    (((True, 9, 1), (False, 7, 0), (True, 19, 0), (False, 7, 0)), Shortage(Reason.FEW_CRAMPS, 9, 10)),
    (((True, 15, 1), (False, 7, 0), (True, 14, 0), (False, 6, 0)), Shortage(Reason.ONE_STATE_RARE, 13, 14, False)),
    (((False, 15, 1), (True, 7, 0), (False, 14, 0), (True, 6, 0)), Shortage(Reason.ONE_STATE_RARE, 13, 14, True)),
    (((True, 28, 1), (False, 14, 0)), Shortage(Reason.NO_REPEATED_CHANGE, 1, 2, True)),
    (((True, 14, 1), (False, 14, 0), (True, 14, 0)), Shortage(Reason.NO_REPEATED_CHANGE, 1, 2, False)),
    (((True, 14, 1), (False, 9, 0), (True, 14, 0), (False, 5, 0)), None),
    (((True, 14, 1), (False, 10, 0), (True, 14, 0), (False, 4, 0)), Shortage(Reason.NO_REPEATED_CHANGE, 1, 2, False)),
    (None, Shortage(Reason.NEVER_REGULAR, 0, 1)),
]


@pytest.mark.parametrize(("spells", "shortage"), SHORT)
def test_what_is_just_enough_and_what_is_one_too_few(spells, shortage):
    assert shortage_of(spells and analysed(*spells)) == shortage


@pytest.mark.parametrize(("unknown", "shortage"), [(1, None), (2, Shortage(Reason.NO_REPEATED_CHANGE, 1, 2, False))])
def test_a_spell_may_have_one_day_that_nobody_knows(unknown, shortage):
    confirmed = np.ones(51, dtype=bool)
    confirmed[46 : 46 + unknown] = False  # in the five days of the last spell
    days = analysed((True, 14, 1), (False, 18, 0), (True, 14, 0), (False, 5, 0), confirmed=confirmed)
    assert shortage_of(days) == shortage


def test_cramps_and_rates_are_those_of_confirmed_days():
    confirmed = np.array([True, True, False, True, True, False])
    regular = np.array([True, True, True, False, False, False])
    days = Analysed(np.array([2.0, 1, 9, 0, 1, 9]), confirmed, regular, np.zeros(6, dtype=bool), 0)
    assert days.cramps == 4
    assert (days.confirmed_in(regular=True), days.confirmed_in(regular=False)) == (2, 2)
    assert (days.weekly_rate(regular=True), days.weekly_rate(regular=False)) == (10.5, 3.5)


def test_a_state_that_never_came_has_no_rate():
    assert analysed((True, 3, 1)).weekly_rate(regular=False) == 0


def test_a_diary_is_read_as_counts_and_flags():
    counts, confirmed, practice, out = read_diary(
        [2, None, 1000, 3], [True, 0, 1, np.True_], [False, False, False, True]
    )
    assert counts.tolist() == [2, 0, 1000, 0]
    assert confirmed.tolist() == [True, False, True, False]
    assert (practice.tolist(), out.tolist()) == ([True, False, True, True], [False, False, False, True])


def test_without_days_left_out_none_is():
    assert read_diary([1, 1], [True, True])[3].tolist() == [False, False]


@pytest.mark.parametrize(
    ("cramps", "practised", "left_out"),
    [
        ([1, 1], [True], ()),
        ([1, 1], [True] * 2, [True]),
        ([1001], [True], ()),
        ([-1], [True], ()),
        (7, [True], ()),
        ([1], [2], ()),
        ([1], [-1], ()),
    ],
)
def test_what_is_no_diary_of_days_is_refused(cramps, practised, left_out):
    with pytest.raises(ValueError, match=r"same days|whole number|true or false|in order"):
        read_diary(cramps, practised, left_out)


@pytest.mark.parametrize("goal", [1, 7])
def test_a_goal_may_be_one_day_or_all_seven(goal):
    practised = np.array([True] * goal + [False] * (7 - goal) + [False] * 7)
    assert int(regular_days(practised, goal).sum()) == 8 - goal


@pytest.mark.parametrize("goal", [0, 8, 3.0, True, "3"])
def test_another_goal_is_refused(goal):
    with pytest.raises(ValueError, match="1 to 7"):
        regular_days(np.array([True]), goal)


@pytest.mark.parametrize(("before", "start"), [(0, 6), (4, 6), (5, 7), (20, 22)])
def test_the_comparison_begins_with_the_first_regular_day_and_a_whole_week_behind_it(before, start):
    practised = np.array([False] * before + [True] * 10)
    counts = np.arange(len(practised), dtype=float)
    known = np.ones(len(practised), dtype=bool)
    days = analysed_days(counts, known, practised, ~known, 3)
    assert (days.start, days.counts.tolist()) == (start, counts[start:].tolist())


def test_a_diary_shorter_than_a_week_has_no_day_to_compare():
    known = np.ones(4, dtype=bool)
    days = analysed_days(np.ones(4), known, known, ~known, 3)
    assert (days.start, len(days.counts), len(days.confirmed), len(days.regular)) == (4, 0, 0, 0)


def test_nights_after_a_pause_are_left_out_while_it_could_hide_practice():
    practised, paused = [True, True] + [False] * 12, [False, False, True] + [False] * 11
    # With the paused day the goal is reached on the days 2 to 6 (counted from 0), without it never.
    assert left_out_nights(practised, paused, 3) == (False, False) + (True,) * 5 + (False,) * 7
    assert left_out_nights(practised, paused, 2) == (False, False, True) + (False,) * 4 + (True,) + (False,) * 6


def test_without_a_pause_no_night_is_left_out():
    assert left_out_nights([True] * 3, [False] * 3, 1) == ()


def test_what_is_missing_is_said_without_a_comparison():
    practised = [True] * 60
    assert all_missing([1] * 60, practised, 3)[0] == compare([1] * 60, practised).shortage
    missing = all_missing([1] * 60, practised, 3, left_out=[False] * 40 + [True] * 20)
    assert missing[0] == Shortage(Reason.FEW_DAYS, 34, 42)


def test_runs_are_told_by_their_first_day_and_the_one_after_their_last():
    assert runs_of(np.array([True, True, False, True, False, False, True])) == [(0, 2), (3, 4), (6, 7)]


@pytest.mark.parametrize("value", [7, np.int64(7), 0])
def test_a_whole_number_is_one(value):
    assert is_whole(value) is True


@pytest.mark.parametrize("value", [True, False, 7.0, "7", None])
def test_what_only_looks_like_a_whole_number_is_none(value):
    assert is_whole(value) is False
