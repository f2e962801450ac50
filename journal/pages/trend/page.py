"""The trend page as one object: records, weeks, rates and drawings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from journal.domain.charts.range_bar import RangeBar, range_bar
from journal.domain.charts.spread import SpreadChart, spread_chart
from journal.domain.charts.weekly import WeeklyChart, weekly_chart
from journal.domain.choices import Span
from journal.domain.evidence.weeks import DiaryDays, Rates, Week, WeekGroup, summarise_weeks, weekly_rates
from journal.models.circumstances import Circumstance
from journal.models.days import CrampFilter, whole_diary
from journal.models.diary import Diary
from journal.pages.circumstances import in_week, spells_of
from journal.pages.trend.interim import TrendStatus, trend_status
from journal.pages.trend.wording import (
    headline_of,
    missing_in_words,
    notes_of,
    pace_in_words,
    range_in_words,
    reach_in_words,
)

WEEKS = {Span.WEEKS_4: 4, Span.WEEKS_8: 8, Span.MONTHS_3: 13, Span.MONTHS_6: 26, Span.YEAR: 52}
"""Calendar weeks, the one that is not over among them: never more nights than a span's name says."""
TREND_SPANS = (Span.WEEKS_8, Span.MONTHS_6, Span.YEAR, Span.ALL)
"""The spans that the trend offers; a report has its own, and an address may name any."""


@dataclass(frozen=True)
class TrendPage:
    """What the template shows."""

    span: Span
    goal: int
    days: DiaryDays
    """Every day from the diary's first one on, as the weeks count it."""
    weeks: tuple[Week, ...]
    rates: Rates
    weekly: dict[str, WeeklyChart]
    spread: dict[str, SpreadChart]
    status: TrendStatus
    bars: dict[str, RangeBar]
    circumstances: tuple[Circumstance, ...]
    """What else went on in these weeks, newest first."""

    @property
    def headline(self) -> str:
        """What was found, or why it is too early to say."""
        return headline_of(self.status)

    @property
    def notes(self) -> list[str]:
        """What else has to be said of it."""
        return notes_of(self.status)

    @property
    def range_title(self) -> str:
        """What the range bar shows, in words."""
        return range_in_words(self.status.estimate) if self.status.estimate else ""

    @property
    def has_best_guess(self) -> bool:
        """Whether one figure may be shown; where silent days decide, only the range is honest."""
        return self.status.estimate is not None and not self.status.estimate.silence_decides

    @property
    def missing(self) -> str:
        """The first thing that a comparison lacks, in words."""
        shortage = self.status.shortage
        return missing_in_words(shortage, self.goal) if shortage else ""

    @property
    def pace(self) -> str:
        """When what is missing may be there."""
        return pace_in_words(self.status)

    @property
    def table(self) -> list[tuple[Week, list[str]]]:
        """The weeks, newest first, each with what else went on."""
        return [(week, in_week(week, self.circumstances)) for week in reversed(self.weeks)]

    @property
    def has_medicine(self) -> bool:
        """Whether a medicine is among what went on: its advice then stands beside it."""
        return any(each.medicine for each in self.circumstances)

    @property
    def paused_nights(self) -> int:
        """How many nights of these weeks the diary rested."""
        return sum(week.paused_nights for week in self.weeks)

    @property
    def reach(self) -> str:
        """What a log can notice at this person's rate."""
        return reach_in_words(self.status)

    @property
    def complete_weeks(self) -> int:
        """How many weeks are over and were not paused."""
        return sum(week.group not in (WeekGroup.CURRENT, WeekGroup.PAUSED) for week in self.weeks)

    @property
    def counted_weeks(self) -> int:
        """How many weeks have enough known nights to count."""
        left_out = (WeekGroup.CURRENT, WeekGroup.UNKNOWN, WeekGroup.PAUSED)
        return sum(week.group not in left_out for week in self.weeks)

    @property
    def first_day(self) -> dt.date:
        """The first day shown: the Monday of the first week, or the diary's first day."""
        return max(self.weeks[0].monday, self.days.first)

    @property
    def last_day(self) -> dt.date:
        """The Sunday of the last week."""
        return self.weeks[-1].monday + dt.timedelta(days=6)


def parse_span(text: str, default: Span = Span.MONTHS_6) -> Span:
    """Return the span named in an address; nonsense is the default."""
    return Span(text) if text in Span.values else default


def trend_page(diary: Diary, *, span: Span, only: CrampFilter, today: dt.date) -> TrendPage | None:
    """Read the diary and make the page, or None while there is nothing to show. Five queries."""
    days = whole_diary(diary, today=today, only=only)
    if days is None or days.everything.first > today:
        return None
    status = trend_status(diary, days.everything, today=today)
    weeks = summarise_weeks(days.shown, goal=diary.goal, today=today)
    weeks = weeks[-WEEKS[span] :] if span in WEEKS else weeks
    rates = weekly_rates(weeks)
    circumstances = _touching(days.circumstances, weeks, today)
    spells = spells_of(circumstances)
    return TrendPage(
        span=span,
        goal=diary.goal,
        days=days.shown,
        weeks=weeks,
        rates=rates,
        weekly={
            name: weekly_chart(weeks, rates, width, identifier=f"weekly-{name}", spells=spells)
            for name, width in (("narrow", 342), ("mid", 640), ("wide", 1000))
        },
        spread={
            name: spread_chart(weeks, width, identifier=f"spread-{name}")
            for name, width in (("narrow", 332), ("wide", 500))
        },
        status=status,
        bars=_bars(status),
        circumstances=circumstances,
    )


def _touching(circumstances: Sequence[Circumstance], weeks: Sequence[Week], today: dt.date) -> tuple[Circumstance, ...]:
    """Return what still went on in the first of the weeks, or later, as it was known on `today`."""
    return tuple(
        each.as_of(today) for each in circumstances if each.last_day is None or each.last_day >= weeks[0].monday
    )


def _bars(status: TrendStatus) -> dict[str, RangeBar]:
    estimate = status.estimate
    if estimate is None:
        return {}
    sizes = (("narrow", 332), ("wide", 500))
    return {name: range_bar(estimate, width, identifier=f"range-{name}") for name, width in sizes}
