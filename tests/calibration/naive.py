"""What other apps do, to be set beside the estimator: each returns "fewer", "more" or "unclear"."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.calibration.simulator import GOAL, WEEK, trailing

Floats = NDArray[np.float64]
Diary = tuple[Sequence[int | None], Sequence[bool]]
LEAST_PER_CENT, LEAST_CORRELATION, KNOWN_DAYS = 10, 0.3, 5
NORMAL_95 = 1.96


def plain_percentage(cramps: Sequence[int | None], practised: Sequence[bool]) -> str:
    """Ten per cent fewer on regular days is "fewer"."""
    rates = _rates(cramps, practised)
    if rates is None or rates[1] == 0:
        return "unclear"
    change = 100 * (rates[0] / rates[1] - 1)
    return _side(change, -LEAST_PER_CENT, LEAST_PER_CENT)


def weekly_correlation(cramps: Sequence[int | None], practised: Sequence[bool]) -> str:
    """Pearson's correlation of a week's practice days with its cramps, beyond 0.3."""
    weekly, done = _weeks(cramps, practised)
    if len(weekly) < 3 or weekly.std() == 0 or done.std() == 0:
        return "unclear"
    return _side(float(np.corrcoef(weekly, done)[0, 1]), -LEAST_CORRELATION, LEAST_CORRELATION)


def weekly_t_test(cramps: Sequence[int | None], practised: Sequence[bool]) -> str:
    """Welch's t test of weeks with enough practice against others, by the normal distribution."""
    weekly, done = _weeks(cramps, practised)
    first, second = weekly[done >= GOAL], weekly[done < GOAL]
    if min(len(first), len(second)) < 2:
        return "unclear"
    error = math.sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second))
    return _side((first.mean() - second.mean()) / error, -NORMAL_95, NORMAL_95) if error else "unclear"


def poisson_test(cramps: Sequence[int | None], practised: Sequence[bool]) -> str:
    """The conditional test that two Poisson rates are equal, by the normal distribution."""
    regular = trailing(np.array(practised, dtype=bool)) >= GOAL
    known = np.array([count is not None for count in cramps])
    counts = np.array([count or 0 for count in cramps])
    total, days = counts[known].sum(), known.sum()
    if total == 0 or days == 0:
        return "unclear"
    share = (known & regular).sum() / days
    error = math.sqrt(total * share * (1 - share))
    return _side((counts[known & regular].sum() - total * share) / error, -NORMAL_95, NORMAL_95) if error else "unclear"


METHODS: dict[str, Callable[[Sequence[int | None], Sequence[bool]], str]] = {
    "plain percentage": plain_percentage,
    "weekly correlation": weekly_correlation,
    "weekly t test": weekly_t_test,
    "Poisson test": poisson_test,
}


def _side(value: float, low: float, high: float) -> str:
    if value < low:
        return "fewer"
    return "more" if value > high else "unclear"


def _rates(cramps: Sequence[int | None], practised: Sequence[bool]) -> tuple[float, float] | None:
    regular = trailing(np.array(practised, dtype=bool)) >= GOAL
    groups = [[count for count, is_in in zip(cramps, where, strict=True) if is_in and count is not None]
              for where in (regular, ~regular)]  # fmt: skip
    if not all(groups):
        return None
    return float(np.mean(groups[0])), float(np.mean(groups[1]))


def _weeks(cramps: Sequence[int | None], practised: Sequence[bool]) -> tuple[Floats, Floats]:
    weekly, done = [], []
    for start in range(0, len(cramps) - WEEK + 1, WEEK):
        known = [count for count in cramps[start : start + WEEK] if count is not None]
        if len(known) >= KNOWN_DAYS:
            weekly.append(WEEK * sum(known) / len(known))
            done.append(sum(practised[start : start + WEEK]))
    return np.array(weekly, dtype=float), np.array(done, dtype=float)
