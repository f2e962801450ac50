"""Does practice coincide with fewer cramps: what is compared, what is refused, and what comes out."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.domain.evidence import compare, state_space
from journal.domain.evidence.comparison import Estimate, SilenceAssumption, with_short_silences
from journal.domain.evidence.exposure import DAYS_NEEDED, regular_days
from tests.calibration.quick import verdict_at
from tests.calibration.simulator import simulate
from tests.calibration.worlds import WORLDS

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


@pytest.mark.slow
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


def test_a_yearly_wave_is_not_taken_for_practice():
    angle = 2 * np.pi * np.arange(730) / 365.25
    practised = [day // 14 % (2 if wave > 0 else 6) == 0 for day, wave in enumerate(np.cos(angle))]
    counts = np.random.default_rng(1).poisson(4 * np.exp(-1.5 * np.cos(angle)) / 7)  # fewer when practice is frequent
    found = compare([int(count) for count in counts], practised)
    assert (found.verdict, found.low < 1 < found.high) == ("unclear", True)


def test_a_silence_of_four_weeks_may_have_been_quiet_and_a_longer_one_is_nobodys_guess():
    confirmed = np.array([True] + [False] * 28 + [True] + [False] * 29 + [True])
    filled = with_short_silences(confirmed, np.zeros(len(confirmed), dtype=bool))
    assert np.flatnonzero(~filled).tolist() == list(range(30, 59))


@pytest.mark.slow
@pytest.mark.parametrize(
    "world", ["idle: only cramps logged, 97 %, 0.5 a week", "idle: only cramps logged, spells of two months"]
)
def test_logging_only_cramps_while_idle_is_not_taken_for_a_difference(world):
    lives = [simulate(WORLDS[world], 730, np.random.default_rng(seed)) for seed in range(10)]
    assert (
        sum(verdict_at(life, 730) == "fewer" for life in lives) <= 1
    )  # 6 and 5 of them where only a week may be quiet


@pytest.mark.slow
def test_a_benefit_that_comes_three_weeks_late_is_not_taken_for_harm():
    lives = [simulate(WORLDS["ratio 0.5, three weeks later"], 365, np.random.default_rng(seed)) for seed in range(10)]
    assert sum(verdict_at(life, 365) == "more" for life in lives) <= 1  # 7 of them without the third reading


def test_more_must_hold_beside_practice_of_some_weeks_ago():
    found = compare(*diary(700, regular=6, other=1)).estimate
    assert (found.delayed.verdict, found.low) == ("more", min(found.unknown.low, found.quiet.low, found.delayed.low))
    assert compare(*diary(700, regular=1, other=6)).estimate.delayed is None


@pytest.mark.parametrize(
    ("low", "high", "halving", "doubling"),
    [(0.51, 1.99, True, True), (0.5, 1.2, False, True), (0.6, 2.0, True, False), (0.3, 3.0, False, False)],
)
def test_what_the_nights_exclude_is_outside_the_whole_range(low, high, halving, doubling):
    narrow = SilenceAssumption(1.0, 0.9, 1.1, 0.95, 1.05)
    for found in (
        Estimate(replace(narrow, low=low, high=high), narrow),
        Estimate(narrow, replace(narrow, low=low, high=high)),
    ):
        assert (found.excludes_halving, found.excludes_doubling) == (halving, doubling)
