"""Cramps of each week on a zero line, practice days below it (design: one dot is one cramp; unknown is hatched)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journal.domain.charts.blocks import Block, blocks_of, in_blocks
from journal.domain.charts.frame import MONTHS_HEIGHT, MOST_STACKED, TOP, Frame, tick_step
from journal.domain.charts.marks import Spell, Strip, strip_of
from journal.domain.charts.shapes import Box, Circle, Point, box, circle, px, runs
from journal.domain.evidence.weeks import Week, WeekGroup

UNKNOWN_HEIGHT = 30


@dataclass(frozen=True)
class Tick:
    """A line of the scale and its number."""

    value: int
    y: str
    text_y: str


@dataclass(frozen=True)
class Month:
    """Where a month begins; named where there is room."""

    first: date
    x: str
    is_named: bool


@dataclass(frozen=True)
class Unknown:
    """A stretch of weeks that nobody knows, or that were paused; labelled in words where there is room."""

    area: Box
    middle: str
    has_room: bool


@dataclass(frozen=True)
class WeeklyChart:
    """What `templates/journal/charts/_weekly_svg.html` draws; sizes in SVG units, which are pixels when shown."""

    identifier: str
    width: int
    height: int
    is_narrow: bool
    is_stacked: bool
    shows_practice: bool
    blocks_of: int
    left: str
    right: str
    base: str
    practice_top: str
    practice_base: str
    ticks: tuple[Tick, ...]
    bands: tuple[Box, ...]
    band_label: Point | None
    unknowns: tuple[Unknown, ...]
    pauses: tuple[Unknown, ...]
    unknown_label_y: str
    stems: tuple[Circle, ...]
    dots: tuple[Circle, ...]
    zeros: tuple[Circle, ...]
    hollows: tuple[Circle, ...]
    practice: tuple[Box, ...]
    practice_now: tuple[Box, ...]
    months: tuple[Month, ...]
    months_y: str
    strip: Strip


def weekly_chart(weeks: Sequence[Week], width: int, *, identifier: str, spells: Sequence[Spell] = ()) -> WeeklyChart:
    """Lay out the chart of at least one week in `width` units. `identifier`: unique on the page, names its title.

    `spells`: what else went on, marked under the chart.
    """
    columns = in_blocks(weeks)
    frame = Frame.fitting(columns, width)
    is_stacked = blocks_of(weeks) == 1 and frame.scale_top <= MOST_STACKED
    marks = _marks(frame, columns, is_stacked=is_stacked)
    months_end = frame.practice_base + MONTHS_HEIGHT
    strip = strip_of(frame, spells, top=months_end)
    return WeeklyChart(
        identifier=identifier,
        width=width,
        height=round(months_end + strip.height),
        is_narrow=frame.is_narrow,
        is_stacked=is_stacked,
        shows_practice=all(week.group is not WeekGroup.CLOSED for week in weeks),
        blocks_of=blocks_of(weeks),
        left=px(frame.left),
        right=px(frame.right),
        base=px(frame.base),
        practice_top=px(frame.practice_top),
        practice_base=px(frame.practice_base),
        ticks=_ticks(frame),
        bands=tuple(_band(frame, first, last) for first, last in _regular(columns)),
        band_label=_band_label(frame, columns),
        unknowns=_stretches(frame, columns, lambda block: block.cramps is None and not _is_paused(block)),
        pauses=_stretches(frame, columns, _is_paused),
        unknown_label_y=px(frame.base - UNKNOWN_HEIGHT - 8),
        practice=_practice(frame, columns, is_now=False),
        practice_now=_practice(frame, columns, is_now=True),
        months=_months(frame, columns),
        months_y=px(months_end - 8),
        strip=strip,
        **marks,
    )


def _belongs_to(group: WeekGroup) -> Callable[[Block], bool]:
    return lambda block: block.group is group


def _ticks(frame: Frame) -> tuple[Tick, ...]:
    values = range(0, frame.scale_top + 1, tick_step(frame.scale_top))
    return tuple(Tick(value, px(frame.y(value)), px(frame.y(value) + 5)) for value in values)


def _band(frame: Frame, first: int, last: int) -> Box:
    width = (last - first + 1) * frame.column - 1
    return box(frame.x(first) + 0.5, TOP - 8, width, frame.base - TOP + 8)


def _regular(columns: Sequence[Block]) -> list[tuple[int, int]]:
    return list(runs(columns, _belongs_to(WeekGroup.REGULAR)))


def _band_label(frame: Frame, columns: Sequence[Block]) -> Point | None:
    """Stand over the first band, clear of the scale's name on the left and of the edge on the right."""
    bands = _regular(columns)
    if not bands:
        return None
    first = bands[0][0]
    clear_of_name, room = (72, 170) if frame.is_narrow else (160, 250)
    return Point(px(min(max(frame.x(first), clear_of_name), frame.right - room)), px(TOP - 16))


def _is_paused(block: Block) -> bool:
    return block.cramps is None and block.group is WeekGroup.PAUSED


def _stretches(frame: Frame, columns: Sequence[Block], belongs: Callable[[Block], bool]) -> tuple[Unknown, ...]:
    return tuple(_unknown(frame, first, last) for first, last in runs(columns, belongs))


def _unknown(frame: Frame, first: int, last: int) -> Unknown:
    width = (last - first + 1) * frame.column
    area = box(frame.x(first) + 1, frame.base - UNKNOWN_HEIGHT, max(width - 2, 1), UNKNOWN_HEIGHT)
    return Unknown(area, px(frame.x(first) + width / 2), width >= 46)


def _marks(frame: Frame, columns: Sequence[Block], *, is_stacked: bool) -> dict[str, tuple[Circle, ...]]:
    marks: dict[str, list[Circle]] = {"stems": [], "dots": [], "zeros": [], "hollows": []}
    for index, block in enumerate(columns):
        x = frame.x(index + 0.5)
        if block.cramps is None:
            continue
        if block.cramps == 0 and block.group is not WeekGroup.CURRENT:
            marks["zeros"].append(circle(x, frame.base, min(frame.radius, 4)))
            continue
        kind = "hollows" if block.group is WeekGroup.CURRENT else "dots"
        radius = frame.radius - 0.8 if block.group is WeekGroup.CURRENT else frame.radius
        if is_stacked:
            heights = [number + 0.5 for number in range(round(block.cramps))]
            marks[kind] += [circle(x, frame.y(height), radius) for height in heights]
        elif block.cramps > 0:
            radius = min(frame.column * 0.4, 5)
            marks[kind].append(circle(x, frame.y(block.cramps), radius))
            marks["stems"].append(circle(x, frame.y(block.cramps) + radius, 0))
    return {name: tuple(circles) for name, circles in marks.items()}


def _practice(frame: Frame, columns: Sequence[Block], *, is_now: bool) -> tuple[Box, ...]:
    return tuple(
        box(
            frame.x(index + 0.2),
            frame.practice_top,
            frame.column * 0.6,
            block.practice_days * frame.practice_unit,
        )
        for index, block in enumerate(columns)
        if block.practice_days and (block.group is WeekGroup.CURRENT) == is_now
    )


def _months(frame: Frame, columns: Sequence[Block]) -> tuple[Month, ...]:
    """Mark the first of each month; name those that have room, and of a long diary only Januaries."""
    months: list[Month] = []
    last_named = -math.inf
    is_long = columns[0].weeks > 1
    room = 40 if is_long else 30
    for index, block in enumerate(columns):
        for day in range(7 * block.weeks):
            first = block.monday + timedelta(days=day)
            if first.day != 1 or (is_long and first.month != 1):
                continue
            x = frame.x(index + day / (7 * block.weeks))
            is_named = x - last_named > room and x < frame.right - room
            last_named = x if is_named else last_named
            months.append(Month(first, px(x), is_named))
    return tuple(months)
