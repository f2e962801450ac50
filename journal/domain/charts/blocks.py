"""The columns of the weekly chart: single weeks, or for a long diary the averages of several."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.domain.evidence.weeks import Week, WeekGroup

MOST_COLUMNS = 60
_LEFT_OUT = (WeekGroup.UNKNOWN, WeekGroup.PAUSED)
_UNCOUNTED = (*_LEFT_OUT, WeekGroup.CURRENT)


@dataclass(frozen=True)
class Block:
    """One column: cramps a week (None: nobody knows), practice days a week, and where it counts."""

    monday: date
    weeks: int
    cramps: float | None
    practice_days: float
    group: WeekGroup


def blocks_of(weeks: Sequence[Week]) -> int:
    """Return how many weeks share a column: one up to 60 weeks, more beyond."""
    return max(1, math.ceil(len(weeks) / MOST_COLUMNS))


def in_blocks(weeks: Sequence[Week]) -> tuple[Block, ...]:
    """Return the columns in order of time. The present week always stands alone, as the last one."""
    size = blocks_of(weeks)
    past = [week for week in weeks if week.group is not WeekGroup.CURRENT]
    present = weeks[len(past) :]
    columns = [past[start : start + size] for start in range(0, len(past), size)]
    return tuple(_block(column) for column in [*columns, *([week] for week in present)])


def _block(weeks: Sequence[Week]) -> Block:
    known = [week for week in weeks if week.group not in _LEFT_OUT]
    return Block(
        monday=weeks[0].monday,
        weeks=len(weeks),
        cramps=sum(week.cramps for week in known) / len(known) if known else None,
        practice_days=sum(week.practice_days for week in weeks) / len(weeks),
        group=_group(weeks),
    )


def _group(weeks: Sequence[Week]) -> WeekGroup:
    """Return the group of most of the counted weeks; a tie is the one that came first."""
    counted = [week.group for week in weeks if week.group not in _UNCOUNTED]
    return max(counted, key=counted.count) if counted else weeks[0].group
