"""When cramps come, where, and how strong they are: plain counts. What was not noted is counted as not noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journal.domain.choices import Muscle, Side

NOON = 12
HOURS_A_DAY = 24
HOURS_TOGETHER = 3
ENOUGH_TO_SAY = 20
"""Cramps of which something is known before it may be said that most are of one kind."""
STRENGTHS = ((0, 3), (4, 6), (7, 10))
"""Pain from 0 to 10 in three steps, both ends included."""


class CrampFacts(NamedTuple):
    """What is known of a cramp, or of several entered together: hour of the person's clock or None, and so on."""

    hour: int | None
    cramps: int
    side: str
    muscles: int
    pain: int | None


@dataclass(frozen=True)
class WhenAndWhere:
    """The counts. A cramp of several muscles is in each of them, so those may add up to more than `total`.

    `hours`: cramps of each hour in the order of a night, from the first to the last hour that has one.
    """

    total: int
    hours: tuple[tuple[int, int], ...]
    muscles: dict[Muscle, int]
    muscle_unknown: int
    sides: dict[Side, int]
    side_unknown: int
    strengths: tuple[int, ...]
    strength_unknown: int
    places: dict[tuple[Side, Muscle], int]
    """Cramps of one leg, in one of its muscles."""

    @property
    def timed(self) -> int:
        """Cramps of which the hour is known."""
        return sum(count for _hour, count in self.hours)

    @property
    def usual_hours(self) -> tuple[int, int] | None:
        """Three hours in a row, first and end, that hold half of the timed cramps; None without."""
        spans = [self.hours[start : start + HOURS_TOGETHER] for start in range(len(self.hours))]
        if self.timed < ENOUGH_TO_SAY:
            return None
        best = max(spans, key=lambda span: sum(count for _hour, count in span))
        if 2 * sum(count for _hour, count in best) < self.timed:
            return None
        first = best[0][0]
        return first, (first + HOURS_TOGETHER) % HOURS_A_DAY

    @property
    def usual_place(self) -> tuple[Side | None, Muscle] | None:
        """The muscle, and if it can be said the leg, of half of the cramps of which it is known; None without."""
        known = self.total - self.muscle_unknown
        if known < ENOUGH_TO_SAY:
            return None
        muscle = max(self.muscles, key=lambda each: self.muscles[each])
        if muscle is Muscle.OTHER or 2 * self.muscles[muscle] < known:
            return None
        side = max((Side.LEFT, Side.RIGHT), key=lambda each: self.places.get((each, muscle), 0))
        return (side if 2 * self.places.get((side, muscle), 0) >= known else None), muscle


def when_and_where(cramps: Iterable[CrampFacts]) -> WhenAndWhere:
    """Count `cramps`, in any order."""
    rows = list(cramps)
    total = sum(row.cramps for row in rows)
    sides = {side: sum(row.cramps for row in rows if row.side == side) for side in (Side.LEFT, Side.RIGHT, Side.BOTH)}
    strengths = tuple(_sum_of_pain(rows, low, high) for low, high in STRENGTHS)
    return WhenAndWhere(
        total=total,
        hours=_hours(rows),
        muscles={muscle: sum(row.cramps for row in rows if row.muscles & muscle) for muscle in Muscle},
        muscle_unknown=sum(row.cramps for row in rows if not row.muscles),
        sides=sides,
        side_unknown=total - sum(sides.values()),
        strengths=strengths,
        strength_unknown=total - sum(strengths),
        places=_places(rows),
    )


def _sum_of_pain(rows: Sequence[CrampFacts], low: int, high: int) -> int:
    return sum(row.cramps for row in rows if row.pain is not None and low <= row.pain <= high)


def _hours(rows: Sequence[CrampFacts]) -> tuple[tuple[int, int], ...]:
    counts: Counter[int] = Counter()
    for row in rows:
        if row.hour is not None:
            counts[(row.hour - NOON) % HOURS_A_DAY] += row.cramps
    if not counts:
        return ()
    return tuple(((place + NOON) % HOURS_A_DAY, counts[place]) for place in range(min(counts), max(counts) + 1))


def _places(rows: Sequence[CrampFacts]) -> dict[tuple[Side, Muscle], int]:
    places: Counter[tuple[Side, Muscle]] = Counter()
    for row in rows:
        if row.side in (Side.LEFT, Side.RIGHT):
            for muscle in Muscle:
                places[Side(row.side), muscle] += row.cramps if row.muscles & muscle else 0
    return dict(places)
