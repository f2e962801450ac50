"""How sure: the likely range inside the wide one, on a scale where the same distance is the same ratio."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from journal.domain.charts.shapes import Box, box, px
from journal.domain.evidence.comparison import Estimate

TICKS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
LEAST_FROM, MOST_FROM = 0.35, 1.5
"""The scale holds at least these ratios."""
FURTHEST = 12.0
"""Ratios beyond it, or below its inverse, are drawn at the edge."""
BAR_Y, BAR_HEIGHT, HEIGHT = 46, 24, 132
LEAST_TICK_SPACE = 38.0


@dataclass(frozen=True)
class RangeTick:
    """A mark of the scale: `percent` fewer (negative) or more; 0 is "same"."""

    x: str
    percent: int

    @property
    def size(self) -> int:
        """The number without its sign; the side of the scale says which way."""
        return abs(self.percent)


@dataclass(frozen=True)
class RangeBar:
    """What `templates/journal/charts/_range_svg.html` draws."""

    identifier: str
    width: int
    height: int
    axis_end: str
    same_x: str
    wide: Box
    likely: Box
    guess_x: str
    ticks: tuple[RangeTick, ...]
    fewer_x: str
    more_x: str


def range_bar(estimate: Estimate, width: int, *, identifier: str) -> RangeBar:
    """Lay out the bar in `width` units."""
    ratios = (estimate.low, estimate.low_half, estimate.ratio, estimate.high_half, estimate.high)
    bounds = [min(max(ratio, 1 / FURTHEST), FURTHEST) for ratio in ratios]
    start = math.log(min(LEAST_FROM, bounds[0])) - 0.1
    end = math.log(max(MOST_FROM, bounds[-1])) + 0.1
    left, right = 14.0, width - 14.0

    def x_of(value: float) -> float:
        return left + (math.log(value) - start) / (end - start) * (right - left)

    low_x, likely_low, guess, likely_high, high_x = (x_of(value) for value in bounds)
    same = x_of(1.0)
    return RangeBar(
        identifier=identifier,
        width=width,
        height=HEIGHT,
        axis_end=px(right),
        same_x=px(same),
        wide=box(low_x, BAR_Y, high_x - low_x, BAR_HEIGHT),
        likely=box(likely_low, BAR_Y, likely_high - likely_low, BAR_HEIGHT),
        guess_x=px(guess),
        ticks=_ticks(x_of, math.exp(start), math.exp(end)),
        fewer_x=px((left + same) / 2),
        more_x=px((same + right) / 2),
    )


def _ticks(x_of: Callable[[float], float], start: float, end: float) -> tuple[RangeTick, ...]:
    """Marks that do not crowd each other, from "same" outwards."""
    same = TICKS.index(1.0)
    chosen = [1.0]
    for ratios in (TICKS[:same][::-1], TICKS[same + 1 :]):
        last = x_of(1.0)
        for ratio in ratios:
            if start < ratio < end and abs(x_of(ratio) - last) >= LEAST_TICK_SPACE:
                chosen.append(ratio)
                last = x_of(ratio)
    return tuple(RangeTick(px(x_of(ratio)), percent_of(ratio)) for ratio in sorted(chosen))


def percent_of(ratio: float) -> int:
    """Return a ratio as whole per cent of change: 0.46 is 54 % fewer, so -54."""
    return round(100 * (ratio - 1))
