"""When a reminder is due, and on which days there is one: plain dates and clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from journal.nights import DAY, local_instant

WINDOW = dt.timedelta(hours=2)
"""How late a reminder may still be sent. After that it is left out: a late one only wakes people."""


@dataclass(frozen=True)
class Stretch:
    """Days without a reminder, both ends included; `last` None: until further notice."""

    first: dt.date
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether `day` is among them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Series:
    """A reminder every day from `first` on, at the same time of the wall clock."""

    first: dt.date
    last: dt.date | None
    """None: for ever."""
    left_out: tuple[dt.date, ...]


def due_day(at: dt.time, zone: ZoneInfo, now: dt.datetime) -> dt.date | None:
    """Return the day whose reminder is to be sent now, or None. Close to midnight it may be yesterday."""
    today = now.astimezone(zone).date()
    for day in (today, today - DAY):
        moment = local_instant(dt.datetime.combine(day, at), zone)
        if moment <= now < moment + WINDOW:
            return day
    return None


def series(first: dt.date, stretches: Iterable[Stretch]) -> Series | None:
    """Return the days from `first` on without those of `stretches`, or None when no day is left."""
    closed: set[dt.date] = set()
    last: dt.date | None = None
    for stretch in stretches:
        if stretch.last is None:
            last = min(last or dt.date.max, stretch.first - DAY)
        else:
            begin = max(first, stretch.first)
            closed.update(begin + DAY * number for number in range((stretch.last - begin).days + 1))
    while last is not None and last in closed:
        last -= DAY
    if last is not None and last < first:
        return None
    return Series(first, last, tuple(sorted(day for day in closed if last is None or day <= last)))
