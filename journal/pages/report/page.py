"""The report for a clinician as one object. Its numbers are the trend's own, and those of the same cramps."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from journal.domain.choices import REPORT_SPANS, Precision, Span
from journal.domain.evidence.outcomes import Outcomes, Scores, outcomes_of
from journal.domain.nights import DAY
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import CrampFilter
from journal.models.diary import Diary
from journal.pages.circumstances import title_of
from journal.pages.report import wording as words
from journal.pages.report.headings import ReportTitles, report_titles
from journal.pages.report.symptoms import Feature, other_features, pain_of, seven_features, sleep_of
from journal.pages.trend.page import TrendPage, parse_span, trend_page

MOST_LINES, LINE_LETTERS = 54, 26
"""What of the table of cramps fits on a page: lines, and letters in a cell's line."""
MOST_CIRCUMSTANCES, CIRCUMSTANCE_LETTERS = 5, 95
"""The same of what else went on."""


@dataclass(frozen=True)
class Report:
    """What the page, the paper and the PDF show."""

    trend: TrendPage
    made_on: dt.date
    last_night: dt.date
    outcomes: Outcomes
    pain: Scores | None
    sleep: Scores | None
    features: list[Feature]
    others: list[Feature]
    cramps: list[Cramp]
    """Every counted cramp of these nights, oldest first."""

    @cached_property
    def titles(self) -> ReportTitles:
        """What is said of everybody alike."""
        return report_titles()

    @property
    def period(self) -> str:
        """Which nights, and when the report was made."""
        return words.period(self.trend.first_day, self.last_night, self.outcomes.nights, self.made_on)

    @property
    def lines(self) -> list[words.ReportLine]:
        """The outcomes of the trials."""
        return words.outcome_lines(self.outcomes, self.pain, self.sleep)

    @property
    def feature_rows(self) -> list[list[str]]:
        """The seven features, one text for each of their headings."""
        return [words.feature_cells(each, self.outcomes.cramps) for each in self.features]

    @property
    def other_rows(self) -> list[list[str]]:
        """What else was logged, likewise."""
        return [words.feature_cells(each, self.outcomes.cramps) for each in self.others]

    @property
    def comparison(self) -> list[words.Compared]:
        """The nights after a regular week, and the others, of the whole diary; empty where nothing may be compared."""
        return words.compared(self.trend.status)

    @property
    def comparison_headings(self) -> list[str]:
        """What is counted of the nights after each kind of week."""
        return words.comparison_headings()

    @property
    def chart_key(self) -> str:
        """How to read the drawing."""
        return words.chart_key(self.trend)

    @property
    def caveats(self) -> str:
        """What the whole diary's comparison found, and what it cannot show."""
        found = words.ratio(self.trend.status, self.trend.days.first)
        return " ".join([found, *words.left_out(self.trend.weeks, is_compared=bool(self.comparison))])

    @property
    def circumstances(self) -> list[words.ReportLine]:
        """Medicines first, then what else went on, newest first; the last line says what found no room."""
        ordered = sorted(self.trend.circumstances, key=_is_no_medicine)
        lines = [words.ReportLine(title_of(each), words.days(each), "") for each in ordered]
        room = _room_for([[f"{line.name}: {line.said}"] for line in lines], MOST_CIRCUMSTANCES, CIRCUMSTANCE_LETTERS)
        if room == len(lines):
            return lines
        return [*lines[:room], words.more_circumstances(len(lines) - room)]

    @cached_property
    def entries(self) -> list[list[str]]:
        """Every cramp, newest first, one text for each of `entry_headings`."""
        return [_cells(each, self.trend) for each in reversed(self.cramps)]

    @cached_property
    def latest(self) -> list[list[str]]:
        """Those of them that have room on paper."""
        rows = [_cells(each, self.trend) for each in reversed(self.cramps[-MOST_LINES:])]
        return rows[: _room_for(rows, MOST_LINES, LINE_LETTERS)]

    @property
    def hidden(self) -> int:
        """How many cramps have no room on paper."""
        return sum(each.count for each in self.cramps[: len(self.cramps) - len(self.latest)])

    @property
    def latest_heading(self) -> str:
        """The heading of the table on paper."""
        known = self.outcomes.cramps
        return words.latest_heading(known - self.hidden, known) if self.hidden else self.titles.entries

    @property
    def hidden_note(self) -> str:
        """What the table on paper leaves out."""
        return words.hidden_note(self.hidden)

    @property
    def entry_headings(self) -> list[str]:
        """The columns of the table."""
        return words.entry_headings()


def report_span(text: str) -> Span:
    """Return the span named in an address; anything else is three months."""
    span = parse_span(text, Span.MONTHS_3)
    return span if span in REPORT_SPANS else Span.MONTHS_3


def report_of(diary: Diary, *, span: Span, today: dt.date) -> Report | None:
    """Read the diary up to `today` and make the report, or None while there is nothing to show. Five queries."""
    trend = trend_page(diary, span=span, only=CrampFilter(), today=today)
    if trend is None:
        return None
    known = {trend.days.first + offset * DAY for offset, count in enumerate(trend.days.cramps) if count is not None}
    last_night = today if today in known else today - DAY
    rows = Cramp.objects.of(diary).counted().between(trend.first_day, last_night).in_order()
    cramps = [each for each in rows if each.night_of in known]
    return Report(
        trend=trend,
        made_on=today,
        last_night=last_night,
        outcomes=outcomes_of(trend.days, first=trend.first_day, last=last_night),
        pain=pain_of(cramps),
        sleep=sleep_of(cramps),
        features=seven_features(cramps),
        others=other_features(cramps),
        cramps=cramps,
    )


def _cells(cramp: Cramp, trend: TrendPage) -> list[str]:
    at = None if cramp.precision == Precision.NIGHT else cramp.occurred_at.astimezone(cramp.zone)
    practised = trend.days.practised[(cramp.night_of - trend.days.first).days]
    return words.entry_cells(cramp, at, practised=practised and not trend.is_closed)


def _room_for(rows: list[list[str]], lines: int, letters: int) -> int:
    """Return how many rows stand in so many lines: a text with more letters takes several."""
    heights = [max(math.ceil(len(cell) / letters) for cell in cells) for cells in rows]
    return sum(height <= lines for height in accumulate(heights))


def _is_no_medicine(each: Circumstance) -> bool:
    return not each.medicine
