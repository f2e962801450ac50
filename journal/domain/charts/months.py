"""Cramps of each month as bars, with a line of known nights below; a month of too few known nights is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.domain.charts.shapes import Box, box, px
from journal.domain.tallies.months import Month

NARROW = 400
TOP, LABEL_ROOM, LINE_ROOM, LINE_HEIGHT, EDGE = 34, 19, 31, 8, 4
NUMBER_ABOVE = 7
MOST_CRAMPS_LEAST = 4
"""The scale holds at least these cramps, so that a month of one does not stand as high as a bad one."""


@dataclass(frozen=True)
class MonthBar:
    """One month. `is_known`: enough nights are known; else the area is hatched and stands for no number."""

    first: date
    cramps: int
    is_known: bool
    is_now: bool
    area: Box
    middle: str
    number_y: str
    known: Box
    unknown: Box


@dataclass(frozen=True)
class MonthsChart:
    """What `templates/journal/charts/_months_svg.html` draws."""

    identifier: str
    width: int
    height: int
    is_narrow: bool
    base: str
    end: str
    label_y: str
    bars: tuple[MonthBar, ...]


def months_chart(months: Sequence[Month], width: int, *, identifier: str) -> MonthsChart:
    """Lay out at least one month in `width` units; the last one is the present month."""
    is_narrow = width < NARROW
    base = 192 if is_narrow else 222
    most = max([MOST_CRAMPS_LEAST, *(month.cramps for month in months if month.is_enough)])
    column = (width - 2 * EDGE) / len(months)
    return MonthsChart(
        identifier=identifier,
        width=width,
        height=base + 58,
        is_narrow=is_narrow,
        base=px(base),
        end=px(width - EDGE),
        label_y=px(base + LABEL_ROOM),
        bars=tuple(
            _bar(month, EDGE + index * column, column, base, most, is_now=index == len(months) - 1)
            for index, month in enumerate(months)
        ),
    )


def _bar(month: Month, x: float, column: float, base: float, most: int, *, is_now: bool) -> MonthBar:
    height = (base - TOP) * (month.cramps / most if month.is_enough else 1)
    line_x, line = x + 1, column - 2
    share = month.known / month.nights if month.nights else 0
    return MonthBar(
        first=month.first,
        cramps=month.cramps,
        is_known=month.is_enough,
        is_now=is_now,
        area=box(x + 0.17 * column, base - height, 0.66 * column, height),
        middle=px(x + column / 2),
        number_y=px(base - height - NUMBER_ABOVE),
        known=box(line_x, base + LINE_ROOM, line * share, LINE_HEIGHT),
        unknown=box(line_x + line * share, base + LINE_ROOM, line * (1 - share), LINE_HEIGHT),
    )
