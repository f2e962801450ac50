"""The journal page as one object: a month as a calendar, its days newest first, and half a year at a glance."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from journal.domain.charts.half_year import HalfYearChart, half_year_chart
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import Day, days_between, each_day
from journal.models.diary import EARLIEST_NIGHT, Diary
from journal.models.practices import Practice

WEEKS_AT_A_GLANCE = 26
SHORTEST_TIMELINE = dt.timedelta(days=13)
DAYS_ASKED = 7
"""A night not logged is asked about for a week; older ones are only shown."""


@dataclass(frozen=True)
class Entries:
    """One diary day with everything that was logged for it."""

    day: Day
    cramps: list[Cramp] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    circumstances: list[Circumstance] = field(default_factory=list)
    """What else began or ended on this day."""
    is_asked: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class Cell:
    """One square of the calendar; `day` is None before and after the month."""

    day: Day | None
    is_future: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class JournalPage:
    """What the template shows."""

    month: dt.date
    today: dt.date
    weeks: list[list[Cell]]
    entries: list[Entries]
    half_year: dict[str, HalfYearChart]
    is_empty: bool

    @property
    def older(self) -> dt.date:
        """The first of the month before."""
        return (self.month - dt.timedelta(days=1)).replace(day=1)

    @property
    def newer(self) -> dt.date | None:
        """The first of the month after, or None when that is in the future."""
        following = (self.month + dt.timedelta(days=31)).replace(day=1)
        return following if following <= self.today else None

    @property
    def yesterday(self) -> dt.date:
        """The night a new diary begins with."""
        return self.today - dt.timedelta(days=1)

    @property
    def weekdays(self) -> list[dt.date]:
        """A Monday to a Sunday, for the names of the columns."""
        monday = self.today - dt.timedelta(days=self.today.weekday())
        return [monday + dt.timedelta(days=offset) for offset in range(7)]

    @property
    def past(self) -> list[Day]:
        """The days of the month that have come."""
        cells = (cell for week in self.weeks for cell in week)
        return [cell.day for cell in cells if cell.day is not None and not cell.is_future]

    @property
    def nights_known(self) -> int:
        """How many nights of the month are logged."""
        return sum(day.cramps is not None for day in self.past)

    @property
    def nights_paused(self) -> int:
        """In how many nights of the month the diary rested."""
        return sum(day.paused for day in self.past)

    @property
    def cramps(self) -> int:
        """How many cramps the month has."""
        return sum(day.cramps or 0 for day in self.past)

    @property
    def practice_days(self) -> int:
        """On how many days of the month there was practice."""
        return sum(day.practised for day in self.past)


def parse_month(text: str, *, today: dt.date) -> dt.date:
    """Return the first of the month in `text` (YYYY-MM); nonsense and the future give the present month."""
    try:
        month = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        month = today
    return max(min(month, today).replace(day=1), dt.date(1900, 1, 1))


def journal_page(diary: Diary, *, month: dt.date, now: dt.datetime) -> JournalPage:
    """Read what the journal shows of one month. Seven queries."""
    today = diary.today(now)
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    monday = last - dt.timedelta(days=last.weekday())
    first = max(monday - dt.timedelta(weeks=WEEKS_AT_A_GLANCE - 1), EARLIEST_NIGHT)
    circumstances = list(Circumstance.objects.of(diary).touching(min(first, month), last))
    days = {
        day.date: day for day in each_day(days_between(diary, min(first, month), last, circumstances=circumstances))
    }
    shown_last = min(last, today)
    shown_first = min(month, today - SHORTEST_TIMELINE) if last >= today else month
    known = [day for day in days.values() if day.cramps is not None or day.practised]
    begun = min([diary.created_at.astimezone(diary.zone).date(), *(day.date for day in known)])
    shown = [days[date] for date in _backwards(shown_last, max(shown_first, begun))]
    squares = [(day.date, day.cramps) for day in days.values() if first <= day.date <= shown_last]
    paused = {day.date for day in days.values() if day.paused}
    return JournalPage(
        month=month,
        today=today,
        weeks=_calendar(month, days, today),
        entries=_entries(diary, shown, today, circumstances),
        half_year={
            name: half_year_chart(squares, width, identifier=f"half-year-{name}", paused=paused)
            for name, width in (("narrow", 342), ("wide", 560))
        },
        is_empty=not known and last >= today,
    )


def night_entries(diary: Diary, night: dt.date, *, now: dt.datetime) -> Entries:
    """Read one night. Six queries."""
    today = diary.today(now)
    circumstances = list(Circumstance.objects.of(diary).touching(night, night))
    days = list(each_day(days_between(diary, night, night, circumstances=circumstances)))
    return _entries(diary, days, today, circumstances, always_ask=True)[0]


def _backwards(last: dt.date, first: dt.date) -> list[dt.date]:
    return [last - dt.timedelta(days=offset) for offset in range((last - first).days + 1)]


def _calendar(month: dt.date, days: dict[dt.date, Day], today: dt.date) -> list[list[Cell]]:
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [[_cell(date, month, days, today) for date in week] for week in weeks]


def _cell(date: dt.date, month: dt.date, days: dict[dt.date, Day], today: dt.date) -> Cell:
    if date.month != month.month:
        return Cell(None)
    return Cell(days[date], is_future=date > today, is_today=date == today)


def _entries(
    diary: Diary,
    days: Sequence[Day],
    today: dt.date,
    circumstances: Sequence[Circumstance],
    *,
    always_ask: bool = False,
) -> list[Entries]:
    if not days:
        return []
    first, last = min(day.date for day in days), max(day.date for day in days)
    cramps: dict[dt.date, list[Cramp]] = defaultdict(list)
    for cramp in Cramp.objects.of(diary).between(first, last).in_order():
        cramps[cramp.night_of].append(cramp)
    practices: dict[dt.date, list[Practice]] = defaultdict(list)
    for practice in Practice.objects.of(diary).between(first, last).with_poses(diary).in_order():
        practices[practice.day].append(practice)
    return [
        Entries(
            day=day,
            cramps=cramps[day.date],
            practices=practices[day.date],
            circumstances=[each for each in circumstances if day.date in (each.first_day, each.last_day)],
            is_asked=day.date < today and (always_ask or _is_asked(day, today)),
            is_today=day.date == today,
        )
        for day in days
    ]


def _is_asked(day: Day, today: dt.date) -> bool:
    """Nothing is asked about the nights of a pause."""
    return not day.paused and (today - day.date).days <= DAYS_ASKED
