"""What `compare` answers, for many thousand lives: the search ends earlier, and quantiles move by less than 0.0002.

Where only the verdict is asked for, no sum is made that cannot change it, and after the first one only those points of
the grid are looked at that weigh something in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from journal.domain.evidence.answers import INTERIM_DAYS
from journal.domain.evidence.comparison import Estimate, Verdict, difference, estimate_of, with_short_silences
from journal.domain.evidence.exposure import Analysed, Bools, analysed_days, read_diary, shortage_of
from journal.domain.evidence.state_space import GridPoint, grid_points
from tests.calibration.simulator import GOAL, Simulated

QUICKLY, VERY_QUICKLY = 1e-5, 1e-3
TAIL, NOTHING = 0.025, 1e-4
Found = tuple[Verdict, Sequence[GridPoint]]


def estimate_at(diary: Simulated, days: int) -> Estimate | None:
    """Return what the look after so many days estimates; None for too little data."""
    found = _analysed(diary, days)
    return estimate_of(found, converged=QUICKLY) if found else None


def verdict_at(diary: Simulated, days: int) -> Verdict:
    """Return what the look after so many days says."""
    return _look(diary, days, grid_points())[0]


def is_shown(verdict: Verdict, diary: Simulated, days: int) -> bool:
    """Tell whether the site says it after so many days: two looks in a row, four weeks apart, find it."""
    present, points = _look(diary, days, grid_points())
    return present is verdict and _look(diary, days - INTERIM_DAYS, points)[0] is verdict


def _look(diary: Simulated, days: int, points: Sequence[GridPoint]) -> Found:
    found = _analysed(diary, days)
    if found is None:
        return Verdict.INSUFFICIENT, points
    first, points = _side(found, found.confirmed, points)
    if first is Verdict.MORE:
        return estimate_of(found, converged=QUICKLY).verdict, points
    filled = with_short_silences(found.confirmed, found.left_out)
    if first is Verdict.UNCLEAR or (filled == found.confirmed).all():
        return first, points
    second, _points = _side(found, filled, points)
    return (first if second is first else Verdict.UNCLEAR), points


def _analysed(diary: Simulated, days: int) -> Analysed | None:
    found = analysed_days(*read_diary(diary.cramps[:days], diary.practised[:days]), GOAL)
    return None if shortage_of(found) else found


def _side(found: Analysed, confirmed: Bools, points: Sequence[GridPoint]) -> Found:
    posterior = difference(found, confirmed, points=points, converged=VERY_QUICKLY)
    if len(posterior.weights) == len(points):  # Else some were dropped on the way, and nobody knows which.
        points = [point for point, weight in zip(points, posterior.weights, strict=True) if weight > NOTHING]
    below = posterior.cumulative(0.0)
    if below >= 1 - TAIL:
        return Verdict.FEWER, points
    return (Verdict.MORE if below <= TAIL else Verdict.UNCLEAR), points
