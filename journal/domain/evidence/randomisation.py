"""The randomised experiment: blocks drawn by lot for practice or rest, and the exact test that goes with the draw.

The statistic is compared with the same statistic under other orders that could have been drawn. If the plan makes no
difference, every order is equally likely to give the largest one, whatever the bad spells, trends or seasons.
Source: docs/statistics.md.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journal.domain.evidence.comparison import Verdict, with_short_silences
from journal.domain.evidence.exposure import WINDOW, Bools, Floats, as_flags, as_list, is_whole, read_diary

BLOCK_DAYS = (7, 14)
FEWEST_BLOCKS, MOST_BLOCKS = 8, 104
"""Below eight no order can be rare enough to reject."""
MOST_ORDERS = 1999
"""All orders when there are no more; else this many drawn with a fixed seed, and the real one."""
SEED = 0
ALPHA = 0.025
"""One-sided."""
WIDEST_LOG_RATIO, FURTHEST_EDGE = 5.0, 3.0
ESTIMATE_STEPS, EDGE_STEPS = 40, 24
TIE = 1e-9
"""Share of the largest statistic within which two orders count as equal."""

Orders = NDArray[np.int8]


@dataclass(frozen=True)
class Randomised:
    """The result of an experiment.

    `rate_ratio`: full planned practice against none, with its 95 % interval. `chance_fewer`, `chance_more`: share of
    the possible draws with a result at least as far to that side. `rest_rate`: cramps a week without practice that go
    with this ratio, so that the ratio and both rates together give the cramps that were counted.
    """

    verdict: str
    reason: str = ""
    rate_ratio: float | None = None
    low: float | None = None
    high: float | None = None
    chance_fewer: float | None = None
    chance_more: float | None = None
    rest_rate: float | None = None

    @property
    def practice_rate(self) -> float | None:
        """Cramps a week with full planned practice."""
        if self.rest_rate is None or self.rate_ratio is None:
            return None
        return self.rest_rate * self.rate_ratio

    @property
    def chance_either(self) -> float | None:
        """Share of the possible draws with a gap as large as this one to either side: twice that of its own side."""
        if self.rate_ratio is None or self.chance_fewer is None or self.chance_more is None:
            return None
        return min(1.0, 2 * (self.chance_fewer if self.rate_ratio < 1 else self.chance_more))


@dataclass(frozen=True)
class _TestResult:
    """Under one assumption about silent days: log ratio with its interval, the two chances, and the rate at rest."""

    estimate: float
    low: float
    high: float
    chance_fewer: float
    chance_more: float
    rest_rate: float


def randomised(
    plan: Sequence[bool], cramps: Sequence[int | None], block_days: int, *, left_out: Sequence[bool] = ()
) -> Randomised:
    """Analyse a finished experiment by its plan, never by what was done.

    `plan`: one bool a block in order (True: practise), half of them True. `cramps`: one entry a day, a count or None,
    from the plan's first day; days after the plan's end are left out. `block_days`: 7 or 14. `left_out`: one bool
    a day of `cramps`, or nothing; such a day is unknown under both assumptions. Raises ValueError for a plan that could
    not have been drawn, and for counts that are none. Deterministic.
    """
    order = _checked_plan(plan, block_days)
    days = len(order) * block_days
    nights = as_list(cramps)[:days]
    counts, confirmed, _practice, out = read_diary(nights, [False] * len(nights), as_list(left_out)[:days])
    counts, confirmed, out = (_padded(values, days) for values in (counts, confirmed, out))
    if counts[confirmed].sum() == 0:
        return Randomised(Verdict.INSUFFICIENT.value, "few-cramps")
    orders, position = _orders(order)
    doses = planned_doses(orders, block_days)
    results = [_test(counts, each, doses, position) for each in _assumptions(confirmed, out)]
    low, high = min(each.low for each in results), max(each.high for each in results)
    verdicts = {_verdict(each) for each in results}
    return Randomised(
        verdict=(verdicts.pop() if len(verdicts) == 1 else Verdict.UNCLEAR).value,
        rate_ratio=math.exp(sum(each.estimate for each in results) / len(results)),
        low=math.exp(low),
        high=math.exp(high),
        chance_fewer=max(each.chance_fewer for each in results),
        chance_more=max(each.chance_more for each in results),
        rest_rate=math.exp(sum(math.log(each.rest_rate) for each in results) / len(results)),
    )


def planned_doses(orders: Orders, block_days: int) -> Floats:
    """Return for each order (K, blocks) and day the share of the last seven days drawn for practice, (K, days)."""
    daily = np.repeat(orders, block_days, axis=1).astype(np.float64)
    total = np.concatenate([np.zeros((len(daily), 1)), np.cumsum(daily, axis=1)], axis=1)
    last = np.arange(1, daily.shape[1] + 1)
    return np.asarray((total[:, last] - total[:, np.maximum(last - WINDOW, 0)]) / WINDOW)


def _checked_plan(plan: Sequence[bool], block_days: int) -> Orders:
    if not is_whole(block_days) or block_days not in BLOCK_DAYS:
        raise ValueError("A block has 7 or 14 days.")
    order = as_flags(plan).astype(np.int8)
    if len(order) % 2 or not FEWEST_BLOCKS <= len(order) <= MOST_BLOCKS or 2 * order.sum() != len(order):
        raise ValueError(f"A plan has {FEWEST_BLOCKS} to {MOST_BLOCKS} blocks, exactly half of them practice.")
    return order


def _padded(values: NDArray[Any], days: int) -> NDArray[Any]:
    """Days that the diary does not reach are unknown."""
    return np.concatenate([values, np.zeros(days - len(values), dtype=values.dtype)])


def _assumptions(confirmed: Bools, left_out: Bools) -> list[Bools]:
    """Unconfirmed days unknown; and, where that differs, short silences read as no cramps."""
    filled = with_short_silences(confirmed, left_out)
    return [confirmed] if (filled == confirmed).all() else [confirmed, filled]


def _orders(order: Orders) -> tuple[Orders, int]:
    """Return the orders to compare with, and which of them is the real one."""
    blocks, half = len(order), len(order) // 2
    if math.comb(blocks, half) <= MOST_ORDERS:
        chosen = list(itertools.combinations(range(blocks), half))
        orders = np.zeros((len(chosen), blocks), dtype=np.int8)
        orders[np.arange(len(chosen))[:, None], np.array(chosen)] = 1
        return orders, int(np.flatnonzero((orders == order).all(axis=1))[0])
    drawn = np.random.default_rng(SEED).random((MOST_ORDERS, blocks)).argsort(axis=1) < half
    return np.concatenate([order[None], drawn.astype(np.int8)]), 0


def _without_line(doses: Floats, confirmed: Bools) -> Floats:
    """Free each dose, on confirmed days, of its mean and of a straight line in time."""
    days = len(confirmed)
    basis = np.stack([np.ones(days), np.arange(days)], axis=1) * confirmed[:, None]
    known = doses * confirmed
    return np.asarray(known - (known @ np.linalg.pinv(basis).T) @ basis.T)


def _test(counts: Floats, confirmed: Bools, doses: Floats, position: int) -> _TestResult:
    residual = _without_line(doses, confirmed)
    weights = residual / np.maximum((residual**2).sum(axis=1, keepdims=True), 1e-6)
    # The real order knows few doses, so each order's sums over the days of one dose serve every ratio.
    levels, level_of_day = np.unique(doses[position], return_inverse=True)
    is_of_level = level_of_day[:, None] == np.arange(len(levels))
    sums = weights @ (is_of_level * (counts * confirmed)[:, None])

    def statistics(log_ratio: float) -> Floats:
        return np.asarray(sums @ np.exp(-log_ratio * levels))

    def tails(log_ratio: float) -> tuple[float, float]:
        found = statistics(log_ratio)
        tie = TIE * float(np.abs(found).max())
        real = found[position]
        return float((found <= real + tie).mean()), float((found >= real - tie).mean())

    estimate = _root(lambda log_ratio: float(statistics(log_ratio)[position]))
    fewer, more = tails(0.0)
    high = _edge(estimate, estimate + FURTHEST_EDGE, lambda log_ratio: tails(log_ratio)[0] > ALPHA)
    low = _edge(estimate, estimate - FURTHEST_EDGE, lambda log_ratio: tails(log_ratio)[1] > ALPHA)
    # The interval and the test say the same: no difference is inside whenever it is not rejected.
    high = max(high, 1e-4) if fewer > ALPHA else high
    low = min(low, -1e-4) if more > ALPHA else low
    known_doses = doses[position][confirmed]
    rest_rate = WINDOW * float(counts[confirmed].sum() / np.exp(estimate * known_doses).sum())
    return _TestResult(estimate, low, high, fewer, more, rest_rate)


def _root(statistic: Callable[[float], float]) -> float:
    """Return where a falling function crosses zero, by bisection."""
    low, high = -WIDEST_LOG_RATIO, WIDEST_LOG_RATIO
    for _step in range(ESTIMATE_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if statistic(middle) > 0 else (low, middle)
    return (low + high) / 2


def _edge(inside: float, outside: float, is_kept: Callable[[float], bool]) -> float:
    """Return the last log ratio that is not rejected on the way from `inside` to `outside`."""
    if is_kept(outside):
        return outside
    for _step in range(EDGE_STEPS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if is_kept(middle) else (inside, middle)
    return outside


def _verdict(result: _TestResult) -> Verdict:
    if result.high < 0:
        return Verdict.FEWER
    return Verdict.MORE if result.low > 0 else Verdict.UNCLEAR
