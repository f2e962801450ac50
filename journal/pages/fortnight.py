"""Fourteen nights at once: which ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from journal.domain.nights import DAY, last_night
from journal.models.diary import EARLIEST, Diary

NIGHTS = 14
FIRST = EARLIEST.date() + DAY
"""Everywhere on Earth, this night and its day lie wholly inside what a diary may hold."""


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
