"""Fourteen nights at once: which ones, what the diary holds of each, and what a grid may change of that.

A paper diary knows how many cramps a night had and whether there was practice, and no more. So a grid changes only
rows that know no more either; whatever carries details is shown, and changed on its own page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.forms.models import model_to_dict

from journal.choices import Precision, Source
from journal.models import EARLIEST, Cramp, Diary, Night, Practice
from journal.nights import DAY, last_night
from journal.records import Day

NIGHTS = 14
FIRST = EARLIEST.date() + DAY
"""Everywhere on Earth, this night and its day lie wholly inside what a diary may hold."""
_OF_EVERY_CRAMP = ["id", "diary", "time_zone", "occurred_at", "precision", "night_of", "count"]


@dataclass(frozen=True)
class Fortnight:
    """Fourteen nights in order."""

    first: dt.date
    newest: dt.date
    """Last night: the newest that a grid may hold."""

    @property
    def last(self) -> dt.date:
        """The last of the fourteen."""
        return self.first + (NIGHTS - 1) * DAY

    @property
    def morning_after(self) -> dt.date:
        """The day on which the last night ends."""
        return self.last + DAY

    @property
    def nights(self) -> list[dt.date]:
        """All fourteen, oldest first."""
        return nights_from(self.first)

    @property
    def before(self) -> dt.date | None:
        """Where the fortnight before begins."""
        return max(self.first - NIGHTS * DAY, FIRST) if self.first > FIRST else None

    @property
    def after(self) -> dt.date | None:
        """Where the fortnight after begins; the newest one may share nights with this one."""
        latest = self.newest - (NIGHTS - 1) * DAY
        return min(self.first + NIGHTS * DAY, latest) if self.first < latest else None


def nights_from(first: dt.date) -> list[dt.date]:
    """Return fourteen dates from `first` on."""
    return [first + number * DAY for number in range(NIGHTS)]


def parse_date(text: str) -> dt.date | None:
    """Return the date in `text` (YYYY-MM-DD), or None for nonsense."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def fortnight_from(first: dt.date | None, *, newest: dt.date) -> Fortnight:
    """Return the fortnight from `first` on, moved until none of its nights is after `newest` or before 1900."""
    latest = newest - (NIGHTS - 1) * DAY
    return Fortnight(max(min(first or latest, latest), FIRST), newest)


def fortnight_at(first: dt.date | None, *, diary: Diary, now: dt.datetime) -> Fortnight:
    """Return the fortnight from `first` on by the diary's clock; without one, the newest."""
    return fortnight_from(first, newest=last_night(now, diary.zone))


def printed_nights(first: str) -> list[dt.date] | list[None]:
    """Return the nights of a sheet for paper, the future too; without a first night there are lines to write on."""
    date = parse_date(first)
    if date is None or date > dt.date.max - NIGHTS * DAY:
        return [None] * NIGHTS
    return nights_from(date)


@dataclass(frozen=True)
class Change:
    """A night as a page showed it, and as the person wants it."""

    shown: Day
    wanted: Day

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.wanted, self.shown)


@dataclass
class Kept:
    """What the diary holds of one night."""

    date: dt.date
    cramps: list[Cramp] = field(default_factory=list)
    clear: Night | None = None
    practices: list[Practice] = field(default_factory=list)

    @property
    def day(self) -> Day:
        """The night as a grid tells it. A cramp that is left out of the trend was a cramp all the same."""
        quiet = 0 if self.clear else None
        count = sum(cramp.count for cramp in self.cramps) if self.cramps else quiet
        return Day(self.date, count, bool(self.practices))

    @property
    def cramps_alone(self) -> Day:
        """The night without its practice."""
        return Day(self.date, self.day.cramps, practised=False)

    @property
    def has_details(self) -> bool:
        """Whether its cramps say more than a grid could."""
        return len(self.cramps) > 1 or any(not _is_bare(cramp) for cramp in self.cramps)

    @property
    def has_sessions(self) -> bool:
        """Whether its practices say more than a grid could."""
        return any(practice.source != Source.PAPER for practice in self.practices)


def kept_nights(diary: Diary, first: dt.date, last: dt.date) -> list[Kept]:
    """Read what the diary holds from `first` to `last`, both included. Three queries."""
    cramps: dict[dt.date, list[Cramp]] = defaultdict(list)
    for cramp in Cramp.objects.of(diary).between(first, last).in_order():
        cramps[cramp.night_of].append(cramp)
    practices: dict[dt.date, list[Practice]] = defaultdict(list)
    for practice in Practice.objects.of(diary).between(first, last).in_order():
        practices[practice.day].append(practice)
    clear = {night.date: night for night in Night.objects.of(diary).between(first, last)}
    dates = [first + number * DAY for number in range((last - first).days + 1)]
    return [Kept(date, cramps[date], clear.get(date), practices[date]) for date in dates]


def _is_bare(cramp: Cramp) -> bool:
    """Whether only the night and the number are known. Any field that a later version adds counts as a detail."""
    details, blank = (model_to_dict(each, exclude=_OF_EVERY_CRAMP) for each in (cramp, Cramp()))
    return details == blank and cramp.precision == Precision.NIGHT
