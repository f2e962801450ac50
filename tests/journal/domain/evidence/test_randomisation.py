"""The experiment: what was drawn, and what comes out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.domain.evidence import randomised
from journal.domain.evidence.exposure import regular_days
from journal.domain.evidence.randomisation import planned_doses

COUNTS = st.none() | st.integers(0, 4)


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


@pytest.mark.slow
@given(st.lists(COUNTS, max_size=84), st.permutations(PLAN))
@settings(max_examples=40)
def test_every_experiment_gets_an_answer_that_agrees_with_itself(cramps, plan):
    found = randomised(plan, cramps, 7)
    if found.verdict != "insufficient":
        assert found.low <= found.rate_ratio <= found.high
        assert 0 < found.chance_fewer <= 1


def lived(weeks, ratio, seed):
    """A drawn plan and its nights: bad spells, practice on most of the days drawn for it, some nights unknown."""
    chance = np.random.default_rng(seed)
    plan = chance.permutation(np.arange(weeks) % 2 == 0)
    drawn = np.repeat(plan, 7)
    practised = chance.random(7 * weeks) < np.where(drawn, 0.7, 0.05)
    spells = np.exp(np.convolve(chance.normal(0, 0.3, 7 * weeks), 0.8 ** np.arange(20))[: 7 * weeks])
    counts = chance.poisson(3 / 7 * spells * np.where(regular_days(practised, 3), ratio, 1))
    known = chance.random(7 * weeks) > 0.15
    nights = [int(count) if is_known else None for count, is_known in zip(counts, known, strict=True)]
    return [bool(each) for each in plan], nights


@pytest.mark.parametrize("weeks", [12, 24])
@pytest.mark.parametrize("ratio", [1, 0.7])
def test_the_chance_is_that_of_the_gap_that_the_two_rates_show(weeks, ratio):
    for seed in range(30):
        found = randomised(*lived(weeks, ratio, seed), 7)
        of_its_side = found.chance_fewer if found.practice_rate < found.rest_rate else found.chance_more
        assert found.chance_either == min(1, 2 * of_its_side)
        # The other side is never the rarer one, but where luck brings such a gap nearly always.
        assert of_its_side == min(found.chance_fewer, found.chance_more) or found.chance_either > 0.9


def test_both_rates_and_the_plan_give_the_cramps_that_were_counted():
    plan, nights = lived(24, 0.7, 3)
    nights = [night or 0 for night in nights]
    found = randomised(plan, nights, 7)
    doses = planned_doses(np.array([plan]).astype(np.int8), 7)[0]
    assert (found.rest_rate / 7 * found.rate_ratio**doses).sum() == pytest.approx(sum(nights))
