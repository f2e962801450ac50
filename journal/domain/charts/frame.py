"""The scales of the weekly chart: from weeks, cramps and dates to coordinates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.domain.charts.blocks import Block

NARROW = 500
LOWEST_SCALE, MOST_STACKED = 3, 10
TOP, GAP, MONTHS_HEIGHT = 34, 12, 34


@dataclass(frozen=True)
class Frame:
    """The scales: from weeks and cramps to coordinates."""

    is_narrow: bool
    left: float
    right: float
    column: float
    unit: float
    scale_top: int
    practice_unit: float
    columns: tuple[Block, ...]

    @classmethod
    def fitting(cls, columns: Sequence[Block], width: int) -> Frame:
        """Choose the scales so that everything is inside."""
        is_narrow = width < NARROW
        left, margin = (26, 4) if is_narrow else (34, 116)
        drawn = [block.cramps or 0 for block in columns]
        top = max(LOWEST_SCALE, math.ceil(max(drawn)))
        top = top if top <= MOST_STACKED else math.ceil(top / tick_step(top)) * tick_step(top)
        step = 24 if is_narrow else 32
        return cls(
            is_narrow=is_narrow,
            left=left,
            right=width - margin,
            column=(width - left - margin) / len(columns),
            unit=step * min(top, 6) / top,
            scale_top=top,
            practice_unit=5 if is_narrow else 6,
            columns=tuple(columns),
        )

    @property
    def base(self) -> float:
        """The line of no cramps."""
        return TOP + self.scale_top * self.unit

    @property
    def practice_top(self) -> float:
        """Where the bars of practice hang from."""
        return self.base + GAP

    @property
    def practice_base(self) -> float:
        """Where a week of seven practice days ends."""
        return self.practice_top + 7 * self.practice_unit

    @property
    def radius(self) -> float:
        """Of a dot."""
        return min(self.column * 0.4, self.unit * 0.38, 9)

    def x(self, index: float) -> float:
        """Where a column begins, counted from 0."""
        return self.left + index * self.column

    def y(self, cramps: float) -> float:
        """The height of a number of cramps."""
        return self.base - cramps * self.unit

    def x_of(self, day: date) -> float:
        """Where a day begins, kept inside the columns."""
        for index, block in reversed(list(enumerate(self.columns))):
            if day >= block.monday:
                return self.x(index + min((day - block.monday).days / (7 * block.weeks), 1))
        return self.left


def tick_step(top: int) -> int:
    """Return the step of the scale: at most seven lines, in ones, twos, fives or tens."""
    steps = (1, 2, 5, 10, 20, 50)
    return next((step for step in steps if top / step <= 6), 100)
