"""How weeks vary: one dot a week, stacked over that week's number of cramps, in two rows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journal.domain.charts.shapes import Circle, circle, px
from journal.domain.evidence.weeks import Week, WeekGroup

NARROW = 400
LAST_COLUMN, FEWEST_COLUMNS = 8, 4
MOST_DOTS = 36


@dataclass(frozen=True)
class SpreadRow:
    """The weeks of one group."""

    is_regular: bool
    weeks: int
    label_y: str
    count_y: str
    line_y: str
    dots: tuple[Circle, ...]


@dataclass(frozen=True)
class SpreadColumn:
    """A number of cramps on the scale; the last one may stand for "or more"."""

    cramps: int
    is_open: bool
    x: str


@dataclass(frozen=True)
class SpreadChart:
    """What `templates/journal/charts/_spread_svg.html` draws."""

    identifier: str
    width: int
    height: int
    is_narrow: bool
    left: str
    weeks_a_dot: int
    rows: tuple[SpreadRow, ...]
    columns: tuple[SpreadColumn, ...]
    numbers_y: str
    unit_y: str


def spread_chart(weeks: Sequence[Week], width: int, *, identifier: str) -> SpreadChart:
    """Lay out the chart in `width` units; weeks that do not count are left out."""
    groups = [
        (True, [week.cramps for week in weeks if week.group is WeekGroup.REGULAR]),
        (False, [week.cramps for week in weeks if week.group is WeekGroup.OTHER]),
    ]
    most = max([FEWEST_COLUMNS, *(cramps for _is_regular, counts in groups for cramps in counts)])
    last = min(most, LAST_COLUMN)
    tallies = [(is_regular, len(counts), Counter(min(n, last) for n in counts)) for is_regular, counts in groups]
    highest = max([1, *(number for _regular, _weeks, tally in tallies for number in tally.values())])
    weeks_a_dot = math.ceil(highest / MOST_DOTS)
    is_narrow = width < NARROW
    left, size = (4, 13) if is_narrow else (208, 15)
    column = (width - left - 8) / (last + 1)
    per_line = max(1, min(3, int(column / size)))
    rows, y = _rows(tallies, weeks_a_dot, is_narrow=is_narrow, left=left, column=column, size=size, per_line=per_line)
    middle = size * 0.7 + (per_line - 1) / 2 * size
    return SpreadChart(
        identifier=identifier,
        width=width,
        height=round(y + 38),
        is_narrow=is_narrow,
        left=px(left),
        weeks_a_dot=weeks_a_dot,
        rows=tuple(rows),
        columns=tuple(
            SpreadColumn(cramps, cramps == last < most, px(left + column * cramps + middle))
            for cramps in range(last + 1)
        ),
        numbers_y=px(y + 12),
        unit_y=px(y + 32),
    )


def _rows(
    tallies: Sequence[tuple[bool, int, Counter[int]]],
    weeks_a_dot: int,
    *,
    is_narrow: bool,
    left: float,
    column: float,
    size: float,
    per_line: int,
) -> tuple[list[SpreadRow], float]:
    """Return the rows, and where the last one ends."""
    rows: list[SpreadRow] = []
    y = 0.0
    for is_regular, number, tally in tallies:
        dots = {cramps: _dots(weeks, weeks_a_dot) for cramps, weeks in tally.items()}
        lines = math.ceil(max([1, *dots.values()]) / per_line)
        # Room for the two lines of words beside a short stack.
        base = y + (24 if is_narrow else 6) + max(lines * size, 0 if is_narrow else 36)
        circles = _circles(dots, left=left, base=base, column=column, size=size, per_line=per_line)
        label_y = y + 14 if is_narrow else base - 18
        rows.append(SpreadRow(is_regular, number, px(label_y), px(base), px(base + 3), circles))
        y = base + (14 if is_narrow else 16)
    return rows, y


def _circles(
    dots: Mapping[int, int], *, left: float, base: float, column: float, size: float, per_line: int
) -> tuple[Circle, ...]:
    """Stack the dots of each number of cramps over its place, `per_line` side by side."""
    return tuple(
        circle(
            left + column * cramps + size * 0.7 + place % per_line * size,
            base - size / 2 - place // per_line * size,
            size * 0.38,
        )
        for cramps, count in sorted(dots.items())
        for place in range(count)
    )


def _dots(weeks: int, weeks_a_dot: int) -> int:
    return math.ceil(weeks / weeks_a_dot)
