"""The report on paper: one page, two with the table of cramps."""

from __future__ import annotations

import datetime as dt
import math
from contextlib import closing

from django.utils.translation import get_language

from journal.domain.charts.weekly import WeeklyChart, weekly_chart
from journal.pages.circumstances import spells_of
from journal.pages.report.page import Report
from journal.pages.report.pdf.chart import draw_weekly
from journal.pages.report.pdf.paper import FAMILY, INK, QUIET, Paper

LARGEST, SMALLEST = 10.0, 6.0
"""Heights of the running text in points: it is set as large as leaves everything on its page."""
CHART_WIDTH = 800
"""Of the chart at the largest size, in its units; smaller letters leave it more of them."""
FEATURES, COMPARED, ENTRIES = (30, 58, 12), (52, 18, 15, 15), (20, 11, 23, 7, 16, 8, 8, 23, 13)
"""Widths of the columns, in parts of the whole."""


def report_pdf(report: Report, *, has_entries: bool, made_at: dt.datetime) -> bytes:
    """Return the PDF. The same report made at the same moment is the same bytes."""
    size = LARGEST
    while True:
        with closing(_drawn(report, size, has_entries=has_entries, made_at=made_at)) as paper:
            if paper.fullest <= 1 or size == SMALLEST:
                return bytes(paper.output())
        # Smaller letters take less room in both directions, so the second time nearly always fits.
        size = max(SMALLEST, math.floor(10 * size / paper.fullest) / 10)


def _drawn(report: Report, size: float, *, has_entries: bool, made_at: dt.datetime) -> Paper:
    titles, language, breaks = report.titles, get_language() or "en-gb", size == SMALLEST
    paper = Paper(title=titles.title, language=language, made_at=made_at, size=size, breaks=breaks)
    paper.write_block(titles.title, height=2.2, style="B", gap=0.2)
    paper.write_block(report.period)
    _who(paper, titles.person)
    _outcomes(paper, report)
    _features(paper, report)
    paper.heading(titles.weeks)
    draw_weekly(paper, _chart(report, round(CHART_WIDTH * LARGEST / size)))
    paper.write_block(report.chart_key, height=0.85, colour=QUIET)
    paper.heading(titles.compared)
    if report.comparison:
        rows = [[each.name, *each.cells] for each in report.comparison]
        paper.grid([titles.compared_weeks, *report.comparison_headings], rows, widths=COMPARED, numbers=3, height=0.95)
    paper.write_block(report.caveats, gap=0.2)
    _beside(paper, report)
    paper.end_page()
    if has_entries:
        _entries(paper, report)
        paper.end_page()
    return paper


def _chart(report: Report, width: int) -> WeeklyChart:
    """Lay out the weeks as the trend does, in a width of the paper's own."""
    trend = report.trend
    spells = spells_of(trend.circumstances)
    return weekly_chart(trend.weeks, width, identifier="weekly-paper", spells=spells)


def _who(paper: Paper, person: tuple[str, str]) -> None:
    """Leave two lines for a pen: who it is stands in no file."""
    y, left, middle = paper.get_y() + 2.2 * paper.size, paper.l_margin, paper.l_margin + 0.62 * paper.epw
    for text, start, end in zip(person, (left, middle), (middle - 12, left + paper.epw), strict=True):
        paper.put(start, y, text, height=paper.size, colour=QUIET)
        paper.line(start + 4 * paper.size, y + 1, end, y + 1)
    paper.set_xy(left, y + 0.6 * paper.size)


def _outcomes(paper: Paper, report: Report) -> None:
    paper.heading(report.titles.outcomes)
    lines = report.lines
    top, width = paper.get_y(), paper.epw / len(lines)
    bottom = top
    for number, line in enumerate(lines):
        x = paper.l_margin + number * width
        paper.put(x, top + paper.size, line.name, height=paper.size, style="B", colour=QUIET)
        paper.put(x, top + 3 * paper.size, line.said, height=1.9 * paper.size, style="B", colour=INK)
        paper.set_font(FAMILY, "", 0.85 * paper.size)
        paper.set_text_color(*QUIET)
        paper.set_xy(x, top + 3.5 * paper.size)
        paper.multi_cell(width - 8, 1.1 * paper.size, line.basis, align="L", new_x="LMARGIN", new_y="NEXT")
        bottom = max(bottom, paper.get_y())
    paper.set_xy(paper.l_margin, bottom + 0.3 * paper.size)
    paper.write_block(report.titles.outcomes_note, height=0.85, colour=QUIET)


def _features(paper: Paper, report: Report) -> None:
    titles = report.titles
    paper.heading(titles.features)
    name, *headings = titles.feature_headings
    for first, rows in ((name, report.feature_rows), (titles.others, report.other_rows)):
        paper.grid([first, *headings], rows, widths=FEATURES, numbers=1, height=0.95)
        paper.set_y(paper.get_y() + 0.4 * paper.size)
    paper.write_block(titles.features_note, height=0.85, colour=QUIET)


def _beside(paper: Paper, report: Report) -> None:
    if not report.circumstances:
        return
    paper.heading(report.titles.circumstances)
    for line in report.circumstances:
        paper.write_block(f"{line.name}: {line.said}")


def _entries(paper: Paper, report: Report) -> None:
    paper.add_page()
    paper.heading(report.latest_heading)
    paper.grid(report.entry_headings, report.latest, widths=ENTRIES, numbers=0, height=0.85)
    if report.hidden:
        paper.write_block(report.hidden_note, height=0.85, colour=QUIET)
