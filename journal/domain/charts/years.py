"""A long diary by month: one row a year, newest first, its months from January to December on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.domain.charts.shapes import Box, box, px
from journal.domain.tallies.months import Month

MONTHS_A_YEAR = 12
LEFT, ROW, BAR, LETTERS_ROOM, GAP = 44, 52, 40, 20, 0.15


@dataclass(frozen=True)
class YearRow:
    """One year: bars of the months that count, and hatched boxes of those with too few known nights."""

    year: int
    base: str
    label_y: str
    bars: tuple[Box, ...]
    unknowns: tuple[Box, ...]


@dataclass(frozen=True)
class MonthLetter:
    """Where a month of every year stands; `first` is the first day of one of them."""

    first: date
    x: str


@dataclass(frozen=True)
class YearsChart:
    """What `templates/journal/charts/_years_svg.html` draws. `most`: cramps of the highest bar."""

    identifier: str
    width: int
    height: int
    left: str
    letters_y: str
    letters: tuple[MonthLetter, ...]
    most: int
    rows: tuple[YearRow, ...]


def years_chart(months: Sequence[Month], width: int, *, identifier: str) -> YearsChart:
    """Lay out at least one month in `width` units."""
    column = (width - LEFT - 4) / MONTHS_A_YEAR
    most = max([1, *(month.cramps for month in months if month.is_enough)])
    years = sorted({month.first.year for month in months}, reverse=True)
    rows = tuple(_row(year, ROW * (index + 1), months, column, most) for index, year in enumerate(years))
    return YearsChart(
        identifier=identifier,
        width=width,
        height=ROW * len(years) + LETTERS_ROOM + 4,
        left=px(LEFT),
        letters_y=px(ROW * len(years) + LETTERS_ROOM),
        letters=tuple(
            MonthLetter(date(years[0], number + 1, 1), px(LEFT + (number + 0.5) * column))
            for number in range(MONTHS_A_YEAR)
        ),
        most=most,
        rows=rows,
    )


def _row(year: int, base: float, months: Sequence[Month], column: float, most: int) -> YearRow:
    own = [month for month in months if month.first.year == year]

    def area(month: Month, height: float) -> Box:
        return box(LEFT + (month.first.month - 1 + GAP) * column, base - height, (1 - 2 * GAP) * column, height)

    return YearRow(
        year=year,
        base=px(base),
        label_y=px(base - 4),
        bars=tuple(area(month, BAR * month.cramps / most) for month in own if month.is_enough),
        unknowns=tuple(area(month, BAR) for month in own if not month.is_enough),
    )
