"""Half a year at a glance: one square a night, one column a week."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from journal.domain.charts.shapes import Box, box, px

NARROW = 400
TOP, LARGEST = 20, 18


@dataclass(frozen=True)
class MonthName:
    """Where a month begins."""

    first: date
    x: str


@dataclass(frozen=True)
class HalfYearChart:
    """What `templates/journal/charts/_half_year_svg.html` draws."""

    identifier: str
    width: int
    height: int
    with_cramps: tuple[Box, ...]
    clear: tuple[Box, ...]
    unknown: tuple[Box, ...]
    paused: tuple[Box, ...]
    months: tuple[MonthName, ...]


def half_year_chart(
    nights: Sequence[tuple[date, int | None]], width: int, *, identifier: str, paused: Collection[date] = ()
) -> HalfYearChart:
    """Lay out `nights` (in order, at least one, with its cramps or None for unknown) in `width` units.

    A night of `paused` is drawn as one, whatever was logged, unless it has a cramp.
    """
    first = nights[0][0].toordinal() - nights[0][0].weekday()
    columns = (nights[-1][0].toordinal() - first) // 7 + 1
    gap = 2 if width < NARROW else 3
    side = min(width / columns - gap, LARGEST)
    boxes: dict[str, list[Box]] = {"with_cramps": [], "clear": [], "unknown": [], "paused": []}
    months: list[MonthName] = []
    for night, cramps in nights:
        column, row = divmod(night.toordinal() - first, 7)
        x, y = column * (side + gap), TOP + row * (side + gap)
        kind = _kind(cramps, is_paused=night in paused)
        inset = 0.6 if kind == "unknown" else side * 0.3 if kind == "paused" else 0.0
        boxes[kind].append(box(x + inset, y + inset, side - 2 * inset, side - 2 * inset))
        if night.day == 1:
            months.append(MonthName(night, px(x)))
    return HalfYearChart(
        identifier=identifier,
        width=width,
        height=round(TOP + 7 * (side + gap)),
        with_cramps=tuple(boxes["with_cramps"]),
        clear=tuple(boxes["clear"]),
        unknown=tuple(boxes["unknown"]),
        paused=tuple(boxes["paused"]),
        months=tuple(months),
    )


def _kind(cramps: int | None, *, is_paused: bool) -> str:
    if cramps:
        return "with_cramps"
    if is_paused:
        return "paused"
    return "unknown" if cramps is None else "clear"
