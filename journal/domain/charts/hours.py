"""Cramps of each hour of the night as bars; those of the usual hours stand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from journal.domain.charts.shapes import Box, box, px

NARROW = 400
FEWEST_COLUMNS = 9
NIGHT_BEGINS = 22
TOP, EDGE, LABEL_ROOM, NUMBER_ABOVE = 24, 2, 19, 6
HOURS_A_DAY, NOON = 24, 12
WIDEST_NAME = 30


class HourName(Protocol):
    """Says an hour of the clock in a word; `is_edge`: it stands alone, so both halves of the day must be told apart."""

    def __call__(self, hour: int, *, is_edge: bool) -> str:
        """Return the word."""
        ...


@dataclass(frozen=True)
class HourBar:
    """One hour; `name` is empty where there is no room for it below."""

    hour: int
    name: str
    cramps: int
    is_usual: bool
    area: Box
    middle: str
    number_y: str


@dataclass(frozen=True)
class HoursChart:
    """What `templates/journal/charts/_hours_svg.html` draws."""

    identifier: str
    width: int
    height: int
    base: str
    end: str
    label_y: str
    bars: tuple[HourBar, ...]


def hours_chart(
    hours: Sequence[tuple[int, int]],
    width: int,
    *,
    identifier: str,
    named: HourName,
    usual: tuple[int, int] | None = None,
) -> HoursChart:
    """Lay out `hours` (hour of the clock and its cramps, in the order of a night) in `width` units.

    `named`: says an hour of the clock in a word. `usual`: the hours that stand out, from the first to the one before
    the end.
    """
    shown = _widened(hours)
    base, column = (150 if width < NARROW else 184), (width - 2 * EDGE) / len(shown)
    most = max(count for _hour, count in shown) or 1
    step = 1 if column >= WIDEST_NAME else 3
    bars = []
    for index, (hour, count) in enumerate(shown):
        height, x = (base - TOP) * count / most, EDGE + index * column
        bars.append(
            HourBar(
                hour=hour,
                name="" if index % step else named(hour, is_edge=step > 1 or index in (0, len(shown) - 1)),
                cramps=count,
                is_usual=usual is not None and (hour - usual[0]) % HOURS_A_DAY < (usual[1] - usual[0]) % HOURS_A_DAY,
                area=box(x + 0.14 * column, base - height, 0.72 * column, height),
                middle=px(x + column / 2),
                number_y=px(base - height - NUMBER_ABOVE),
            )
        )
    return HoursChart(
        identifier=identifier,
        width=width,
        height=base + 28,
        base=px(base),
        end=px(width - EDGE),
        label_y=px(base + LABEL_ROOM),
        bars=tuple(bars),
    )


def _widened(hours: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add hours without a cramp, so that at least the heart of the night is drawn."""
    counts = {(hour - NOON) % HOURS_A_DAY: count for hour, count in hours}
    night = NIGHT_BEGINS - NOON
    first, last = min([night, *counts]), max([night + FEWEST_COLUMNS - 1, *counts])
    return [((place + NOON) % HOURS_A_DAY, counts.get(place, 0)) for place in range(first, last + 1)]
