"""Which days are regular, and what a diary lacks for a comparison."""

import numpy as np
import pytest

from journal.domain.evidence import compare
from journal.domain.evidence.exposure import practice_before_cramps, regular_days


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


def test_a_state_that_came_once_is_named():
    found = compare([1] * 100, [day < 50 for day in range(100)])
    assert found.shortage.regular is False or found.shortage.regular is True
    assert found.shortage.have == 1


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
