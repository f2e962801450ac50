"""The weekly chart on paper: the coordinates of `journal.domain.charts.weekly`, drawn as its template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dateformat import format as date_as
from fpdf.drawing import PaintedPath
from fpdf.drawing_primitives import Transform, rgb8
from fpdf.svg import svg_path_converter

from journal.domain.charts.marks import Mark
from journal.domain.charts.shapes import Box, Circle
from journal.domain.charts.weekly import WeeklyChart
from journal.pages.report.headings import ChartTitles, chart_titles
from journal.pages.report.pdf.paper import BAR, INK, LINE, QUIET, SHADE, Paper

LETTERS, SCALE_X, NAME_X, NAME_Y, BESIDE = 15.0, 26.0, 16.0, 18.0, 8.0
HATCH_APART = 6.0
EDGE, WHITE = (68, 68, 68), (255, 255, 255)
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Look:
    """How a line or a shape is drawn; widths and dashes in units of the chart."""

    colour: Colour = LINE
    width: float = 1.0
    dash: tuple[float, float] | None = None
    fill: Colour = INK


@dataclass(frozen=True)
class Pen:
    """Where a chart stands on the paper, and how large: from its units to points."""

    paper: Paper
    left: float
    top: float
    scale: float

    def x(self, value: str | float) -> float:
        """Return a place from the left."""
        return self.left + float(value) * self.scale

    def y(self, value: str | float) -> float:
        """Return a place from the top."""
        return self.top + float(value) * self.scale

    def line(self, x: str | float, y: str | float, end: str | float, end_y: str | float, look: Look) -> None:
        """Draw a straight line."""
        self._take(look)
        self.paper.line(self.x(x), self.y(y), self.x(end), self.y(end_y))
        self.paper.set_dash_pattern()

    def boxes(self, boxes: Iterable[Box], style: str, look: Look) -> None:
        """Draw rectangles: filled ("F") or outlined ("D")."""
        self._take(look)
        for each in boxes:
            size = float(each.width) * self.scale, float(each.height) * self.scale
            self.paper.rect(self.x(each.x), self.y(each.y), *size, style=style)

    def circles(self, circles: Iterable[Circle], style: str, look: Look) -> None:
        """Draw dots ("F") or rings ("DF")."""
        self._take(look)
        for each in circles:
            self.paper.circle(self.x(each.x), self.y(each.y), float(each.radius) * self.scale, style=style)

    def text(
        self,
        x: str | float,
        y: str | float,
        text: str,
        *,
        style: str = "",
        colour: Colour = QUIET,
        anchor: str = "start",
    ) -> None:
        """Put a label."""
        height = LETTERS * self.scale
        self.paper.put(self.x(x), self.y(y), text, height=height, style=style, colour=colour, anchor=anchor)

    def _take(self, look: Look) -> None:
        self.paper.set_draw_color(*look.colour)
        self.paper.set_fill_color(*look.fill)
        self.paper.set_line_width(look.width * self.scale)
        if look.dash:
            self.paper.set_dash_pattern(look.dash[0] * self.scale, look.dash[1] * self.scale)


def draw_weekly(paper: Paper, chart: WeeklyChart) -> None:
    """Draw the chart over the whole width, below what stands on the paper."""
    pen = Pen(paper, paper.l_margin, paper.get_y(), paper.epw / chart.width)
    _ground(pen, chart)
    titles = chart_titles()
    _marks(pen, chart)
    _labels(pen, chart, titles)
    _strip(pen, chart, titles)
    paper.set_xy(paper.l_margin, pen.y(chart.height))


def _ground(pen: Pen, chart: WeeklyChart) -> None:
    pen.boxes(chart.bands, "F", Look(fill=SHADE))
    for tick in chart.ticks:
        pen.line(chart.left, tick.y, chart.right, tick.y, Look(LINE if tick.value else EDGE))
        pen.text(SCALE_X, tick.text_y, str(tick.value), anchor="end")
    if chart.shows_practice:
        pen.line(chart.left, chart.practice_base, chart.right, chart.practice_base, Look(dash=(2, 3)))
    for unknown in chart.unknowns:
        _hatch(pen, unknown.area)
    pen.boxes((pause.area for pause in chart.pauses), "D", Look(EDGE))


def _hatch(pen: Pen, area: Box) -> None:
    x, y, width, height = (float(side) for side in (area.x, area.y, area.width, area.height))
    with pen.paper.rect_clip(pen.x(x), pen.y(y), width * pen.scale, height * pen.scale):
        start = x - height
        while start < x + width:
            pen.line(start, y + height, start + height, y, Look(EDGE))
            start += HATCH_APART


def _marks(pen: Pen, chart: WeeklyChart) -> None:
    for stem in chart.stems:
        pen.line(stem.x, stem.y, stem.x, chart.base, Look(INK, width=1.5))
    pen.circles(chart.dots, "F", Look(fill=INK))
    pen.circles((*chart.zeros, *chart.hollows), "DF", Look(INK, width=1.8, fill=WHITE))
    pen.boxes(chart.practice, "F", Look(fill=BAR))
    pen.boxes(chart.practice_now, "D", Look(BAR, width=1.5))


def _labels(pen: Pen, chart: WeeklyChart, titles: ChartTitles) -> None:
    x, practice_top = float(chart.right) + BESIDE, float(chart.practice_top)
    pen.text(NAME_X, NAME_Y, titles.scale, style="B", colour=INK)
    if chart.shows_practice:
        pen.text(SCALE_X, float(chart.practice_base) + 4, "7", anchor="end")
        for shift, said in zip((16, 33), titles.practice, strict=True):
            pen.text(x, practice_top + shift, said)
    if chart.band_label:
        pen.text(chart.band_label.x, chart.band_label.y, titles.band)
    for unknown in chart.unknowns[:1]:
        for word, shift in titles.stacked if unknown.has_room else [("?", 0)]:
            pen.text(unknown.middle, float(chart.unknown_label_y) + shift, word, anchor="middle")
    for pause in (each for each in chart.pauses if each.has_room):
        pen.text(pause.middle, chart.unknown_label_y, titles.paused, anchor="middle")
    for month in chart.months:
        pen.line(month.x, chart.practice_base, month.x, float(chart.practice_base) + 8, Look(EDGE))
        if month.is_named:
            pen.text(month.x, chart.months_y, date_as(month.first, "M"))


def _strip(pen: Pen, chart: WeeklyChart, titles: ChartTitles) -> None:
    """Draw what else went on."""
    strip = chart.strip
    for line in strip.lines:
        pen.line(line.x, line.y, line.end, line.y, Look(EDGE, width=1.5))
    for mark in strip.marks:
        _shape(pen, mark)
    for word in strip.words:
        pen.text(word.x, word.y, word.text, anchor="end" if word.is_before else "start")
    if strip.marks or strip.lines:
        pen.text(float(chart.right) + BESIDE, strip.title_y, titles.circumstances)


def _shape(pen: Pen, mark: Mark) -> None:
    path = PaintedPath()
    svg_path_converter(path, mark.path)
    path.transform = Transform.scaling(pen.scale, pen.scale).translate(pen.x(mark.x), pen.y(mark.y))
    path.style.fill_color = rgb8(*WHITE) if mark.is_hollow else rgb8(*INK)
    path.style.stroke_color = rgb8(*INK) if mark.is_hollow else None
    path.style.stroke_width = 1.8
    with pen.paper.drawing_context() as context:
        context.add_item(path)
