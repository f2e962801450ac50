"""When a reminder is due, and on which days there is one: plain dates and clocks."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from journal.domain.nights import DAY, local_instant

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


def is_done(sent_on: dt.date | None, day: dt.date) -> bool:
    """Whether the reminder of a day was sent. One of the day after the next was sent by a clock that was wrong."""
    return sent_on is not None and day <= sent_on <= day + DAY


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


@dataclass(frozen=True)
class Change:
    """A change of a zone's clock."""

    wall: dt.datetime
    """What the clock showed when it was changed."""
    before: dt.timedelta
    after: dt.timedelta
    name: str
    """What the zone calls its clock from then on."""
    is_summer: bool


def clock_changes(zone: ZoneInfo, first: dt.date, last: dt.date) -> list[Change]:
    """Return how the clock of `zone` stands as `first` begins, and each change from there to the end of `last`."""
    instant, end = (dt.datetime.combine(day, dt.time(0), tzinfo=dt.UTC) for day in (first, last + DAY))
    before = _offset(instant, zone)
    changes = [_change(instant, before, zone)]
    while instant < end:
        if _offset(instant + DAY, zone) != before:
            moment = _moment_of_change(instant, zone)
            changes.append(_change(moment, before, zone))
            before = _offset(instant + DAY, zone)
        instant += DAY
    return changes


def _moment_of_change(day: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the first instant, to the second, at which the clock is another than as `day` began."""
    start, seconds = _offset(day, zone), range(24 * 60 * 60 + 1)
    second = dt.timedelta(seconds=1)
    return day + second * bisect_left(seconds, True, key=lambda number: _offset(day + second * number, zone) != start)  # noqa: FBT003


def _change(instant: dt.datetime, before: dt.timedelta, zone: ZoneInfo) -> Change:
    local = instant.astimezone(zone)
    wall = (instant + before).replace(tzinfo=None)
    return Change(wall, before, _offset(instant, zone), local.tzname() or "", bool(local.dst()))


def _offset(instant: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return instant.astimezone(zone).utcoffset() or dt.timedelta(0)
