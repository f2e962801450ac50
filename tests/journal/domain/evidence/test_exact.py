"""The experiment's test, beside the same sums done order by order and day by day."""

import itertools
import math

import numpy as np
import pytest

from journal.domain.evidence import randomised
from journal.domain.evidence.randomisation import Randomised, _assumptions

PLAN = [True, False, False, True, False, True, True, False, False, True]
DAYS = 70
SEEN = np.random.default_rng(5).poisson([1 if practise else 2 for practise in PLAN for _day in range(7)])
SOME = np.arange(DAYS) % 9 != 4
ALL = SOME | True


def dose(order, day):
    return sum(order[earlier // 7] for earlier in range(max(0, day - 6), day + 1)) / 7


def weights_of(order, known):
    """The dose of each known day, freed of its mean and of a line by least squares, over its sum of squares."""
    doses = np.array([dose(order, day) for day in range(DAYS)])[known]
    line = np.stack([np.ones(len(doses)), np.flatnonzero(known)], axis=1)
    rest = doses - line @ np.linalg.lstsq(line, doses, rcond=None)[0]
    return rest / max(rest @ rest, 1e-6)  # nothing for an order that has one dose on all of them


class Naive:
    def __init__(self, known):
        orders = [[place in chosen for place in range(10)] for chosen in itertools.combinations(range(10), 5)]
        self.weights, self.place = np.array([weights_of(order, known) for order in orders]), orders.index(PLAN)
        self.counts, self.doses = SEEN[known], np.array([dose(PLAN, day) for day in range(DAYS)])[known]

    def statistics(self, log_ratio):
        return self.weights @ (self.counts * np.exp(-log_ratio * self.doses))

    def chances(self, log_ratio):
        found = self.statistics(log_ratio)
        real = found[self.place]
        return np.mean(found <= real + 1e-9), np.mean(found >= real - 1e-9)

    def estimate(self):
        """Where the statistic of the real order crosses zero, falling."""
        real = self.weights[self.place]
        low, high = -3.0, 3.0
        while high - low > 1e-9:
            middle = (low + high) / 2
            is_above = real @ (self.counts * np.exp(-middle * self.doses)) > 0
            low, high = (middle, high) if is_above else (low, middle)
        return middle

    def is_edge(self, log_ratio, side):
        """Whether a log ratio is rejected on its outer side and kept on its inner one."""
        outer, inner = log_ratio + side * 1e-5, log_ratio - side * 1e-5
        tail = 0 if side > 0 else 1
        return self.chances(outer)[tail] <= 0.025 < self.chances(inner)[tail]


def diary(known):
    return [int(count) if is_known else None for count, is_known in zip(SEEN, known, strict=True)]


def test_the_numbers_are_those_of_the_sums_done_day_by_day():
    found, naive = randomised(PLAN, diary(ALL), 7), Naive(ALL)
    assert math.log(found.rate_ratio) == pytest.approx(naive.estimate(), abs=1e-6)
    assert (found.chance_fewer, found.chance_more) == naive.chances(0)
    assert (naive.is_edge(math.log(found.low), -1), naive.is_edge(math.log(found.high), 1)) == (True, True)


def test_an_unknown_day_is_read_both_ways_and_the_wider_answer_is_given():
    found, ways = randomised(PLAN, diary(SOME), 7), [Naive(SOME), Naive(ALL)]
    ways[1].counts = SEEN * SOME  # a short silence read as no cramps
    estimates = [each.estimate() for each in ways]
    assert math.log(found.rate_ratio) == pytest.approx(sum(estimates) / 2, abs=1e-6)
    chances = [each.chances(0) for each in ways]
    assert (found.chance_fewer, found.chance_more) == tuple(map(max, zip(*chances, strict=True)))
    assert any(each.is_edge(math.log(found.low), -1) for each in ways)
    assert any(each.is_edge(math.log(found.high), 1) for each in ways)
    alone = [randomised(PLAN, diary(SOME), 7, left_out=list(~SOME)), randomised(PLAN, (SEEN * SOME).tolist(), 7)]
    assert (found.low, found.high) == (min(each.low for each in alone), max(each.high for each in alone))


def test_a_day_left_out_is_unknown_whatever_was_logged():
    found, naive = randomised(PLAN, diary(ALL), 7, left_out=list(~SOME)), Naive(SOME)
    assert math.log(found.rate_ratio) == pytest.approx(naive.estimate(), abs=1e-6)
    assert (found.chance_fewer, found.chance_more) == naive.chances(0)


def test_one_known_night_says_nothing_of_any_order():
    found = randomised(PLAN, [1], 7)
    assert (found.verdict, found.chance_fewer, found.chance_more) == ("unclear", 1, 1)


def test_a_short_diary_is_measured_by_the_few_doses_that_it_holds():
    known = np.arange(DAYS) < 12
    found, naive = randomised(PLAN, diary(known), 7), Naive(known)
    assert math.log(found.rate_ratio) == pytest.approx(naive.estimate(), abs=1e-6)
    assert (found.chance_fewer, found.chance_more) == naive.chances(0)


def test_a_diary_without_silent_days_is_tested_once():
    assert [len(_assumptions(known, ~ALL)) for known in (ALL, SOME)] == [1, 2]


def test_days_after_the_plan_are_left_out():
    longer = randomised(PLAN, diary(ALL) + [9] * 30, 7, left_out=[False] * 100)
    assert longer == randomised(PLAN, diary(ALL), 7)


def test_two_thousand_orders_of_a_year_are_the_same_each_time():
    plan = [index % 4 in (0, 3) for index in range(26)]
    found = randomised(plan, [(5 * day * day + day // 9) % 4 // 3 + (day % 13 == 0) for day in range(364)], 14)
    assert [found.rate_ratio, found.low, found.high] == pytest.approx([0.9081997, 0.5172415, 1.6149987], abs=1e-6)
    assert (found.chance_fewer, found.chance_more) == (0.3525, 0.648)


@pytest.mark.parametrize(("first", "second", "verdict"), [(0, 3, "fewer"), (3, 0, "more"), (1, 1, "unclear")])
def test_a_stark_difference_is_seen_to_both_sides(first, second, verdict):
    plan = [True, False, False, True] * 3
    cramps = [first if practise else second for practise in plan for _day in range(7)]
    assert randomised(plan, cramps, 7).verdict == verdict


@pytest.mark.parametrize(("with_practice", "without", "end"), [(0, 9, "low"), (9, 0, "high")])
def test_an_end_of_the_interval_is_looked_for_up_to_a_factor_of_twenty(with_practice, without, end):
    cramps = [with_practice if practise else without for practise in PLAN for _day in range(7)]
    found = randomised(PLAN, cramps, 7)
    assert abs(math.log(found.rate_ratio / getattr(found, end))) == pytest.approx(3, abs=1e-9)


@pytest.mark.parametrize(("is_meant", "log_ratio"), [(lambda part: part == 0, -5), (lambda part: part == 1, 5)])
def test_cramps_at_one_end_of_the_dose_alone_give_the_furthest_ratio_that_is_looked_for(is_meant, log_ratio):
    cramps = [9 if is_meant(dose(PLAN, day)) else 0 for day in range(DAYS)]
    assert math.log(randomised(PLAN, cramps, 7).rate_ratio) == pytest.approx(log_ratio, abs=1e-6)


@pytest.mark.parametrize(
    ("plan", "days_with_cramps", "end", "log_ratio"),
    [("01111000", [9], "high", 1e-4), ("10001110", [36, 37], "low", -1e-4)],
)
def test_no_difference_stays_inside_the_interval_while_the_test_does_not_reject_it(
    plan, days_with_cramps, end, log_ratio
):
    """Between it and the estimate the test rejects some, so that the search for the end stops there."""
    found = randomised([each == "1" for each in plan], [int(day in days_with_cramps) for day in range(56)], 7)
    assert min(found.chance_fewer, found.chance_more) > 0.025
    assert math.log(getattr(found, end)) == pytest.approx(log_ratio, abs=1e-12)


def test_no_cramp_in_an_experiment_says_so():
    assert randomised(PLAN, [0] * DAYS, 7) == Randomised("insufficient", "few-cramps")


@pytest.mark.parametrize("blocks", [8, 104])
def test_the_shortest_and_the_longest_plan_are_analysed(blocks):
    assert randomised([True, False] * (blocks // 2), [1, 0, 2] * (blocks * 7 // 3), 7).verdict == "unclear"


@pytest.mark.parametrize("blocks", [6, 106])
def test_a_shorter_and_a_longer_one_are_refused(blocks):
    with pytest.raises(ValueError, match="8 to 104 blocks"):
        randomised([True, False] * (blocks // 2), [1], 7)
