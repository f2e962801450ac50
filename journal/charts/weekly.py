"""Cramps of each week on a zero line, practice days below it (design: one dot is one cramp; unknown is hatched)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journal.charts.blocks import Block, blocks_of, in_blocks
from journal.charts.shapes import Box, Circle, Point, box, circle, px, runs
from journal.evidence.weeks import Rate, Rates, Week, WeekGroup

NARROW = 500
LOWEST_SCALE, MOST_STACKED = 3, 10
TOP, GAP, MONTHS_HEIGHT = 34, 12, 34
LABELS_APART = 38
UNKNOWN_HEIGHT = 30


@dataclass(frozen=True)
class Tick:
    """A line of the scale and its number."""

    value: int
    y: str
    text_y: str


@dataclass(frozen=True)
class Mean:
    """A piece of an average line."""

    is_regular: bool
    x: str
    end: str
    y: str


@dataclass(frozen=True)
class MeanLabel:
    """The average in words at the right end of a wide chart."""

    is_regular: bool
    rate: Rate
    y: str
    second_y: str


@dataclass(frozen=True)
class Month:
    """Where a month begins; named where there is room."""

    first: date
    x: str
    is_named: bool


@dataclass(frozen=True)
class Unknown:
    """A stretch of weeks that nobody knows; the first is labelled: with two words, or a question mark."""

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
    unknown_label_y: str
    means: tuple[Mean, ...]
    mean_labels: tuple[MeanLabel, ...]
    stems: tuple[Circle, ...]
    dots: tuple[Circle, ...]
    zeros: tuple[Circle, ...]
    hollows: tuple[Circle, ...]
    practice: tuple[Box, ...]
    practice_now: tuple[Box, ...]
    months: tuple[Month, ...]


def weekly_chart(weeks: Sequence[Week], rates: Rates, width: int, *, identifier: str) -> WeeklyChart:
    """Lay out the chart of at least one week in `width` units. `identifier`: unique on the page, names its title."""
    columns = in_blocks(weeks)
    frame = _Frame.fitting(columns, rates, width)
    is_stacked = blocks_of(weeks) == 1 and frame.scale_top <= MOST_STACKED
    marks = _marks(frame, columns, is_stacked=is_stacked)
    bands = list(runs(columns, _belongs_to(WeekGroup.REGULAR)))
    return WeeklyChart(
        identifier=identifier,
        width=width,
        height=round(frame.practice_base + MONTHS_HEIGHT),
        is_narrow=frame.is_narrow,
        is_stacked=is_stacked,
        blocks_of=blocks_of(weeks),
        left=px(frame.left),
        right=px(frame.right),
        base=px(frame.base),
        practice_top=px(frame.practice_top),
        practice_base=px(frame.practice_base),
        ticks=_ticks(frame),
        bands=tuple(_band(frame, first, last) for first, last in bands),
        band_label=_band_label(frame, bands[0][0]) if bands else None,
        unknowns=tuple(
            _unknown(frame, first, last) for first, last in runs(columns, lambda block: block.cramps is None)
        ),
        unknown_label_y=px(frame.base - UNKNOWN_HEIGHT - 8),
        means=_means(frame, columns, rates),
        mean_labels=() if frame.is_narrow else _mean_labels(frame, rates),
        practice=_practice(frame, columns, is_now=False),
        practice_now=_practice(frame, columns, is_now=True),
        months=_months(frame, columns),
        **marks,
    )


@dataclass(frozen=True)
class _Frame:
    """The scales: from weeks and cramps to coordinates."""

    is_narrow: bool
    left: float
    right: float
    column: float
    unit: float
    scale_top: int
    practice_unit: float

    @classmethod
    def fitting(cls, columns: Sequence[Block], rates: Rates, width: int) -> _Frame:
        """Choose the scales so that everything is inside."""
        is_narrow = width < NARROW
        left, margin = (26, 4) if is_narrow else (34, 136)
        drawn = [block.cramps or 0 for block in columns]
        averages = [rate.per_week for rate in (rates.regular, rates.other) if rate]
        top = max(LOWEST_SCALE, math.ceil(max([*drawn, *averages])))
        top = top if top <= MOST_STACKED else math.ceil(top / _tick_step(top)) * _tick_step(top)
        step = 24 if is_narrow else 32
        return cls(
            is_narrow=is_narrow,
            left=left,
            right=width - margin,
            column=(width - left - margin) / len(columns),
            unit=step * min(top, 6) / top,
            scale_top=top,
            practice_unit=5 if is_narrow else 6,
        )

    @property
    def base(self) -> float:
        return TOP + self.scale_top * self.unit

    @property
    def practice_top(self) -> float:
        return self.base + GAP

    @property
    def practice_base(self) -> float:
        return self.practice_top + 7 * self.practice_unit

    @property
    def radius(self) -> float:
        return min(self.column * 0.4, self.unit * 0.38, 9)

    def x(self, index: float) -> float:
        return self.left + index * self.column

    def y(self, cramps: float) -> float:
        return self.base - cramps * self.unit


def _belongs_to(group: WeekGroup) -> Callable[[Block], bool]:
    return lambda block: block.group is group


def _tick_step(top: int) -> int:
    """Return the step of the scale: at most seven lines, in ones, twos, fives or tens."""
    steps = (1, 2, 5, 10, 20, 50)
    return next((step for step in steps if top / step <= 6), 100)


def _ticks(frame: _Frame) -> tuple[Tick, ...]:
    values = range(0, frame.scale_top + 1, _tick_step(frame.scale_top))
    return tuple(Tick(value, px(frame.y(value)), px(frame.y(value) + 5)) for value in values)


def _band(frame: _Frame, first: int, last: int) -> Box:
    width = (last - first + 1) * frame.column - 1
    return box(frame.x(first) + 0.5, TOP - 8, width, frame.base - TOP + 8)


def _band_label(frame: _Frame, first: int) -> Point:
    """Stand over the first band, clear of the scale's name on the left and of the edge on the right."""
    clear_of_name, room = (72, 170) if frame.is_narrow else (160, 250)
    return Point(px(min(max(frame.x(first), clear_of_name), frame.right - room)), px(TOP - 16))


def _unknown(frame: _Frame, first: int, last: int) -> Unknown:
    width = (last - first + 1) * frame.column
    area = box(frame.x(first) + 1, frame.base - UNKNOWN_HEIGHT, max(width - 2, 1), UNKNOWN_HEIGHT)
    return Unknown(area, px(frame.x(first) + width / 2), width >= 46)


def _means(frame: _Frame, columns: Sequence[Block], rates: Rates) -> tuple[Mean, ...]:
    lines: list[Mean] = []
    for group, rate in ((WeekGroup.REGULAR, rates.regular), (WeekGroup.OTHER, rates.other)):
        if rate is None:
            continue
        for first, last in runs(columns, _belongs_to(group)):
            start, end = frame.x(first) + 2, frame.x(last + 1) - 2
            lines.append(Mean(group is WeekGroup.REGULAR, px(start), px(end), px(frame.y(rate.per_week))))
    return tuple(lines)


def _mean_labels(frame: _Frame, rates: Rates) -> tuple[MeanLabel, ...]:
    """Put each label at its line; two that would overlap move apart by the same way."""
    wanted = [(True, rates.regular), (False, rates.other)]
    placed = [(frame.y(rate.per_week), is_regular, rate) for is_regular, rate in wanted if rate is not None]
    placed.sort(key=lambda label: label[0])
    shift = max(0.0, LABELS_APART - (placed[1][0] - placed[0][0])) / 2 if len(placed) > 1 else 0.0
    return tuple(
        MeanLabel(is_regular, rate, px(y + way * shift - 3), px(y + way * shift + 14))
        for (y, is_regular, rate), way in zip(placed, (-1, 1), strict=False)
    )


def _marks(frame: _Frame, columns: Sequence[Block], *, is_stacked: bool) -> dict[str, tuple[Circle, ...]]:
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


def _practice(frame: _Frame, columns: Sequence[Block], *, is_now: bool) -> tuple[Box, ...]:
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


def _months(frame: _Frame, columns: Sequence[Block]) -> tuple[Month, ...]:
    """Mark the first of each month; name those that have room, and of a long diary only Januaries."""
    months: list[Month] = []
    last_named = -math.inf
    end_room = 20 if frame.is_narrow else 30
    is_long = columns[0].weeks > 1
    for index, block in enumerate(columns):
        for day in range(7 * block.weeks):
            first = block.monday + timedelta(days=day)
            if first.day != 1 or (is_long and first.month != 1):
                continue
            x = frame.x(index + day / (7 * block.weeks))
            is_named = x - last_named > (40 if is_long else 30) and x < frame.right - end_room
            last_named = x if is_named else last_named
            months.append(Month(first, px(x), is_named))
    return tuple(months)
