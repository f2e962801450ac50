"""What is fitted, and what is said of the two ways to read silent days."""

import math

import numpy as np
import pytest

from journal.domain.evidence import compare
from journal.domain.evidence.comparison import (
    LONGEST_SILENCE,
    Comparison,
    Estimate,
    SilenceAssumption,
    Verdict,
    with_short_silences,
)
from journal.domain.evidence.exposure import Reason, Shortage
from journal.domain.evidence.state_space import Data, grid_points, posterior_of


def assumption(low, median, high):
    return SilenceAssumption(median=median, low=low, high=high, low_half=median - 0.1, high_half=median + 0.1)


FEWER, UNCLEAR, MORE = assumption(0.5, 0.7, 0.9), assumption(0.6, 0.75, 1.2), assumption(1.1, 1.3, 1.6)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.5, 0.99, Verdict.FEWER),
        (0.5, 1, Verdict.UNCLEAR),
        (0.5, 1.5, Verdict.UNCLEAR),
        (1, 1.5, Verdict.UNCLEAR),
        (1.01, 1.5, Verdict.MORE),
    ],
)
def test_a_difference_is_one_when_the_whole_range_is_on_one_side(low, high, verdict):
    assert assumption(low, 1.0, high).verdict is verdict
    assert Estimate(assumption(low, 1.0, high), assumption(low, 1.0, high)).verdict is verdict


@pytest.mark.parametrize("ways", [(FEWER, UNCLEAR), (UNCLEAR, FEWER)])
def test_an_estimate_covers_both_ways_to_read_silent_days(ways):
    found = Estimate(*ways)
    assert (found.low, found.high, found.verdict) == (0.5, 1.2, Verdict.UNCLEAR)
    assert (found.low_half, found.high_half) == (FEWER.low_half, UNCLEAR.high_half)
    assert found.ratio == pytest.approx(math.sqrt(0.7 * 0.75))


@pytest.mark.parametrize(
    ("unknown", "quiet", "decides"),
    [
        (FEWER, FEWER, False),
        (FEWER, UNCLEAR, True),  # another verdict
        (assumption(0.2, 0.4, 0.9), assumption(0.2, 0.46, 0.9), False),  # the medians are just near enough
        (assumption(0.2, 0.4, 0.9), assumption(0.2, 0.47, 0.9), True),
        (assumption(0.2, 0.47, 0.9), assumption(0.2, 0.4, 0.9), True),
    ],
)
def test_silent_days_decide_when_the_two_ways_say_different_things(unknown, quiet, decides):
    assert Estimate(unknown, quiet).silence_decides is decides


def test_a_comparison_says_its_estimate():
    found = Comparison(None, estimate=Estimate(FEWER, FEWER))
    assert (found.verdict, found.reason, found.low, found.high) == ("fewer", "", 0.5, 0.9)
    assert found.rate_ratio == pytest.approx(0.7)


def test_a_comparison_without_one_says_what_is_missing():
    found = Comparison(None, Shortage(Reason.FEW_DAYS, 1, 42))
    assert (found.verdict, found.reason, found.rate_ratio, found.low, found.high) == (
        "insufficient", "few-days", None, None, None,
    )  # fmt: skip


def test_short_silences_are_filled_and_longer_ones_and_days_left_out_are_not():
    short, long = [False] * LONGEST_SILENCE, [False] * (LONGEST_SILENCE + 1)
    confirmed = np.array([True, *short, True, *long, True, False, False])
    left_out = np.array([False] * (len(confirmed) - 1) + [True])
    given = confirmed.copy()
    assert with_short_silences(confirmed, left_out).tolist() == [
        True,
        *[True] * len(short),
        True,
        *long,
        True,
        True,
        False,
    ]
    assert confirmed.tolist() == given.tolist()


def lived(days):
    chance = np.random.default_rng(2)
    practised = [(day // 15) % 2 == 0 for day in range(days)]
    return [int(count) for count in chance.poisson([0.3 if done else 0.5 for done in practised])], practised


@pytest.mark.parametrize(("days", "waves"), [(100, False), (185, False), (186, True), (400, True)])
def test_the_difference_is_fitted_beside_a_level_a_line_and_from_half_a_year_on_a_yearly_wave(days, waves):
    found = compare(*lived(days))
    assert found.days.start == 6
    number = np.arange(days - 6)
    columns = [np.ones(days - 6), found.days.regular.astype(float), (2 * number + 1) / (days - 6) - 1]
    prior_sd = [2.0, 1.0, 1.0]
    if waves:
        columns += [np.cos(2 * math.pi * number / 365.25), np.sin(2 * math.pi * number / 365.25)]
        prior_sd += [0.5, 0.5]
    data = Data(found.days.counts, found.days.confirmed, np.stack(columns, axis=1), np.array(prior_sd))
    posterior = posterior_of(1, data, grid_points())
    quantiles = [math.exp(posterior.quantile(chance)) for chance in (0.5, 0.025, 0.975, 0.25, 0.75)]
    estimate = found.estimate
    assert (
        estimate.quiet == estimate.unknown == SilenceAssumption(*(pytest.approx(each, rel=1e-7) for each in quantiles))
    )


def test_a_short_silence_is_unknown_in_one_way_and_quiet_in_the_other():
    cramps, practised = lived(100)
    silent = [None if day % 11 == 3 else count for day, count in enumerate(cramps)]
    found = compare(silent, practised).estimate
    assert found.quiet == compare([count or 0 for count in silent], practised).estimate.unknown
    out = compare(silent, practised, left_out=[count is None for count in silent]).estimate
    assert (out.unknown, out.quiet) == (found.unknown, found.unknown)
    assert found.unknown != found.quiet


def test_more_cramps_are_fitted_once_more_beside_the_practice_of_two_three_and_four_weeks_ago():
    practised = lived(130)[1]
    found = compare([3 if done else day % 5 // 4 for day, done in enumerate(practised)], practised)
    number, regular = np.arange(124), found.days.regular
    columns = [np.ones(124), regular, (2 * number + 1) / 124 - 1]
    columns += [[day >= delay and regular[day - delay] for day in number] for delay in (14, 21, 28)]
    design = np.stack(columns, axis=1).astype(float)
    data = Data(found.days.counts, found.days.confirmed, design, np.array([2.0, 1, 1, 1, 1, 1]))
    posterior = posterior_of(1, data, grid_points())
    assert math.log(found.estimate.delayed.median) == pytest.approx(posterior.quantile(0.5), abs=1e-7)
    assert found.estimate.delayed.median < found.estimate.unknown.median
