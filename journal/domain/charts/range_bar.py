"""Where the true number could be: the likely range inside the wide one. The same distance is the same ratio."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journal.domain.charts.shapes import Box, box, px
from journal.domain.evidence.comparison import Estimate

NARROW = 400
MARKS = (0.25, 0.5, 1.5, 2.0, 4.0)
"""Ratios that the scale names in words, beside "the same"."""
LEAST_FROM, MOST_FROM = 0.42, 1.75
"""The scale holds at least these ratios."""
FURTHEST = 12.0
"""Ratios beyond it, or below its inverse, are drawn at the edge."""
BAR_Y, BAR_HEIGHT, HEIGHT, EDGE = 34, 38, 128, 14.0
MARKS_APART = {True: 74.0, False: 110.0}
END_ROOM, MANY_ROOM = {True: 52.0, False: 56.0}, {True: 36.0, False: 40.0}
"""By whether the bar is narrow: the least room between two names of the scale; half of that of an end's name, which is
shorter where it is so many times as many."""
MANY = 2
"""A ratio from which "times as many" is easier to grasp than per cent: "317% more" is read as three times."""


@dataclass(frozen=True)
class RangeMark:
    """A named ratio of the scale."""

    x: str
    ratio: float


@dataclass(frozen=True)
class RangeBar:
    """What `templates/journal/charts/_range_svg.html` draws; `low_x` and `high_x` are where the ends are named."""

    identifier: str
    width: int
    height: int
    is_narrow: bool
    axis_end: str
    same_x: str
    wide: Box
    likely: Box
    guess_x: str
    low_x: str
    high_x: str
    marks: tuple[RangeMark, ...]


def range_bar(estimate: Estimate, width: int, *, identifier: str) -> RangeBar:
    """Lay out the bar in `width` units."""
    is_narrow = width < NARROW
    ratios = (estimate.low, estimate.low_half, estimate.ratio, estimate.high_half, estimate.high)
    bounds = [min(max(ratio, 1 / FURTHEST), FURTHEST) for ratio in ratios]
    start = math.log(min(LEAST_FROM, bounds[0])) - 0.1
    end = math.log(max(MOST_FROM, bounds[-1])) + 0.1

    def x_of(value: float) -> float:
        return EDGE + (math.log(value) - start) / (end - start) * (width - 2 * EDGE)

    low_x, likely_low, guess, likely_high, high_x = (x_of(value) for value in bounds)
    rooms = [(MANY_ROOM if ratio >= MANY else END_ROOM)[is_narrow] for ratio in (estimate.low, estimate.high)]
    named_low, named_high = _ends(low_x, high_x, width, *rooms)
    wanted = [RangeMark(px(x_of(ratio)), ratio) for ratio in MARKS if start < math.log(ratio) < end]
    return RangeBar(
        identifier=identifier,
        width=width,
        height=HEIGHT,
        is_narrow=is_narrow,
        axis_end=px(width - EDGE),
        same_x=px(x_of(1.0)),
        wide=box(low_x, BAR_Y, high_x - low_x, BAR_HEIGHT),
        likely=box(likely_low, BAR_Y, likely_high - likely_low, BAR_HEIGHT),
        guess_x=px(guess),
        low_x=px(named_low),
        high_x=px(named_high),
        marks=_apart(wanted, MARKS_APART[is_narrow], width),
    )


def percent_of(ratio: float) -> int:
    """Return a ratio as whole per cent of change: 0.46 is 54 % fewer, so -54."""
    return round(100 * (ratio - 1))


def _ends(low: float, high: float, width: int, low_room: float, high_room: float) -> tuple[float, float]:
    """Return where the two ends are named: at them, but inside the picture and clear of each other."""
    apart = low_room + high_room
    low = min(max(low - max(0.0, apart - (high - low)) / 2, low_room), width - high_room - apart)
    return low, min(max(high, low + apart), width - high_room)


def _apart(marks: list[RangeMark], room: float, width: int) -> tuple[RangeMark, ...]:
    """Leave out what would crowd a mark that is nearer to "the same", or stand over the edge."""
    chosen: list[RangeMark] = []
    for mark in sorted(marks, key=lambda each: abs(math.log(each.ratio))):
        x = float(mark.x)
        inside = room / 2 <= x <= width - room / 2
        if inside and all(abs(x - float(other.x)) >= room for other in chosen):
            chosen.append(mark)
    return tuple(sorted(chosen, key=lambda each: each.ratio))
