"""Does practice coincide with fewer cramps: what is compared, what is refused, and what comes out."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.domain.evidence import compare, randomised, state_space
from journal.domain.evidence.answers import Before, answer
from journal.domain.evidence.exposure import DAYS_NEEDED, regular_days
from journal.domain.evidence.posterior import NormalMixture
from journal.domain.evidence.randomisation import planned_doses
from journal.domain.evidence.tridiagonal import solve

COUNTS = st.none() | st.integers(0, 4)


def spells(days, length=21):
    """Practice every day for `length` days, then none for as long, and so on."""
    return [(day // length) % 2 == 0 for day in range(days)]


def diary(days, *, regular, other, seed=1):
    """Poisson cramps with one weekly rate after a regular week and another otherwise."""
    chance = np.random.default_rng(seed)
    practised = spells(days)
    rates = np.where(regular_days(np.array(practised), 3), regular, other) / 7
    return [int(count) for count in chance.poisson(rates)], practised


# What is compared --------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("cramps", "practised", "goal", "message"),
    [
        ([1, 2], [True], 3, "same days"),
        ([-1], [True], 3, "whole number"),
        ([0.5], [True], 3, "whole number"),
        ([True], [True], 3, "whole number"),
        ([1001], [True], 3, "whole number"),
        (["many"], [True], 3, "whole number"),
        ([1], [True], 0, "goal"),
        ([1], [True], 8, "goal"),
        ([1], [True], 2.5, "goal"),
        ([1], [True], "three", "goal"),
        (None, [True], 3, "in order"),
        ([1], 7, 3, "in order"),
        ([1], ["no"], 3, "true or false"),
        ([1], [None], 3, "true or false"),
        ([float("nan")], [True], 3, "whole number"),
        ([10**30], [True], 3, "whole number"),
    ],
)
def test_what_is_no_diary_is_refused(cramps, practised, goal, message):
    with pytest.raises(ValueError, match=message):
        compare(cramps, practised, goal)


# What comes out ----------------------------------------------------------------------------------------------


def test_a_large_difference_over_a_long_time_is_seen():
    found = compare(*diary(700, regular=1, other=6))
    assert found.verdict == "fewer"
    assert found.low < 1 / 6 * 1.3
    assert 0.1 < found.rate_ratio < 0.3


def test_the_opposite_difference_is_seen_too():
    assert compare(*diary(700, regular=6, other=1)).verdict == "more"


def test_no_difference_is_unclear():
    found = compare(*diary(400, regular=3, other=3))
    assert found.verdict == "unclear"
    assert found.low < 1 < found.high


def test_silent_days_widen_the_answer():
    cramps, practised = diary(400, regular=2, other=4)
    silent = [None if count == 0 and not done and day % 2 else count for day, (count, done) in
              enumerate(zip(cramps, practised, strict=True))]  # fmt: skip
    found = compare(silent, practised)
    assert found.low == min(found.estimate.unknown.low, found.estimate.quiet.low)
    assert found.high == max(found.estimate.unknown.high, found.estimate.quiet.high)
    assert found.estimate.unknown.median < found.estimate.quiet.median


@given(st.lists(st.tuples(COUNTS, st.booleans()), max_size=150), st.integers(1, 7))
@settings(max_examples=150)
def test_every_diary_gets_an_answer_that_agrees_with_itself(days, goal):
    cramps, practised = [count for count, _done in days], [done for _count, done in days]
    found = compare(cramps, practised, goal)
    assert compare(cramps, practised, goal).rate_ratio == found.rate_ratio
    if found.verdict == "insufficient":
        assert (found.rate_ratio, bool(found.reason)) == (None, True)
        return
    assert found.low <= found.estimate.low_half <= found.rate_ratio <= found.estimate.high_half <= found.high
    verdicts = {True: "fewer" if found.high < 1 else "more" if found.low > 1 else "unclear"}
    assert (found.verdict, found.reason) == (verdicts[True], "")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("cramps", [[1000] * 200, [0, 1000] * 100, [0] * 190 + [10] * 10, [1] * 7000])
def test_extreme_diaries_are_answered_without_a_warning(cramps):
    found = compare(cramps, spells(len(cramps)))
    assert math.isfinite(found.low)
    assert math.isfinite(found.high)


def test_a_search_that_runs_out_of_halvings_still_agrees_with_itself(monkeypatch):
    monkeypatch.setattr(state_space, "MOST_HALVINGS", 1)
    found = compare([0] * 190 + [10] * 10, spells(200))
    assert found.low <= found.estimate.low_half <= found.rate_ratio <= found.estimate.high_half <= found.high


# Sixty days before practice began, of which the comparison knows nothing.
BEGINNINGS = [
    ([1] * 30 + [0] * 30, Before(first_half=pytest.approx(6.8, abs=0.05), second_half=0)),
    ([1] * 60, None),
    ([None] * 31 + [1] * 29, None),
    ([1] * 7 + [0] * 53, None),
]


@pytest.mark.parametrize(("before", "told"), BEGINNINGS)
def test_cramps_that_were_falling_before_practice_began_are_told(before, told):
    assert answer(before + [0] * 60, [False] * 60 + [True] * 60, 3).falling_before == told


def test_the_diary_is_not_changed():
    cramps, practised = diary(200, regular=2, other=4)
    before = (list(cramps), list(practised))
    compare(cramps, practised)
    assert (cramps, practised) == before


def test_numbers_of_numpy_are_as_good_as_those_of_python():
    cramps, practised = diary(200, regular=2, other=4)
    found = compare(np.array(cramps), np.array(practised, dtype=np.int8), np.int64(3))
    assert found.rate_ratio == compare(cramps, practised).rate_ratio


def test_few_days_are_counted_as_confirmed_ones():
    cramps = [None if day % 2 else 1 for day in range(80)]
    assert compare(cramps, spells(80)).shortage.need == DAYS_NEEDED


# Its parts ---------------------------------------------------------------------------------------------------


@given(st.integers(1, 40), st.integers(0, 10_000))
def test_cyclic_reduction_solves_what_numpy_solves(size, seed):
    chance = np.random.default_rng(seed)
    beside = chance.uniform(-1, 1, size=(3, size - 1))
    diagonal = 3 + np.abs(chance.normal(size=(3, size)))
    right = chance.normal(size=(3, 2, size))
    solution, log_determinant = solve(diagonal, beside, right)
    for point in range(3):
        matrix = np.diag(diagonal[point]) + np.diag(beside[point], 1) + np.diag(beside[point], -1)
        assert np.allclose(matrix @ solution[point].T, right[point].T, atol=1e-9)
        assert np.isclose(np.linalg.slogdet(matrix)[1], log_determinant[point])


@given(st.floats(0.01, 0.99), st.floats(-3, 3), st.floats(0.1, 3))
def test_a_quantile_is_where_the_distribution_reaches_it(probability, mean, deviation):
    mixture = NormalMixture(np.array([0.3, 0.7]), np.array([mean, 0.0]), np.array([deviation, 1.0]))
    assert mixture.cumulative(mixture.quantile(probability)) == pytest.approx(probability, abs=1e-9)


# The experiment ----------------------------------------------------------------------------------------------

PLAN = [True, False, False, True, True, False, True, False, False, True, False, True]


def test_the_planned_dose_is_the_share_of_the_last_week_that_was_drawn_for_practice():
    doses = planned_doses(np.array([[1, 0]], dtype=np.int8), 7)[0]
    assert doses.tolist() == [day / 7 for day in range(1, 8)] + [day / 7 for day in range(6, -1, -1)]


def test_an_experiment_without_a_difference_finds_none():
    found = randomised(PLAN, [1, 0, 0, 1, 0, 0, 1] * 12, 7)
    assert found.verdict == "unclear"
    assert found.low < 1 < found.high


def test_an_experiment_with_a_stark_difference_finds_it():
    cramps = [0 if practise else 3 for practise in PLAN for _day in range(7)]
    found = randomised(PLAN, cramps, 7)
    assert (found.verdict, found.chance_fewer) == ("fewer", 2 / 924)
    assert found.high < 1


def test_a_year_of_fortnights_is_compared_with_two_thousand_orders():
    plan = [index % 4 in (0, 3) for index in range(26)]
    cramps = [1 if practise else 4 for practise in plan for _day in range(14)]
    assert randomised(plan, cramps, 14).chance_fewer == 1 / 2000


def test_an_experiment_without_cramps_says_nothing():
    assert randomised(PLAN, [0] * 84, 7).verdict == "insufficient"


def test_days_that_nobody_logged_at_the_end_are_unknown():
    cramps = [0 if practise else 3 for practise in PLAN for _day in range(7)]
    assert randomised(PLAN, cramps[:70], 7) == randomised(PLAN, cramps[:70] + [None] * 14, 7)


@pytest.mark.parametrize(
    ("plan", "block_days"),
    [
        ([True] * 12, 7),
        (PLAN[:11], 7),
        (PLAN, 10),
        (PLAN, 7.0),
        (PLAN, "7"),
        (None, 7),
        (["yes"] * 12, 7),
        ([True, False], 7),
        ([True, False] * 60, 7),
    ],
)
def test_a_plan_that_could_not_have_been_drawn_is_refused(plan, block_days):
    with pytest.raises(ValueError, match="block"):
        randomised(plan, [1] * 84, block_days)


@pytest.mark.parametrize("cramps", [None, 3, [-1], [1.0], ["one"], [True]])
def test_nights_of_an_experiment_that_are_none_are_refused(cramps):
    with pytest.raises(ValueError, match=r"whole number|in order"):
        randomised(PLAN, cramps, 7)


@given(st.lists(COUNTS, max_size=84), st.permutations(PLAN))
@settings(max_examples=40)
def test_every_experiment_gets_an_answer_that_agrees_with_itself(cramps, plan):
    found = randomised(plan, cramps, 7)
    if found.verdict != "insufficient":
        assert found.low <= found.rate_ratio <= found.high
        assert 0 < found.chance_fewer <= 1
