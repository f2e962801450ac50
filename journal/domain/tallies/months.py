"""Months of a diary: cramps of the known nights, how many nights are known, and days with practice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from journal.domain.evidence.weeks import DiaryDays

KNOWN_NEEDED = 15
"""Known nights of a month that counts: one with fewer is drawn as unknown, and in no sum."""


@dataclass(frozen=True)
class Month:
    """A calendar month, as far as the diary reaches: `first` is its first day, `nights` those of the diary."""

    first: dt.date
    nights: int
    known: int
    cramps: int
    practice_days: int

    @property
    def is_enough(self) -> bool:
        """Whether enough of its nights are known to count."""
        return self.known >= KNOWN_NEEDED


def summarise_months(days: DiaryDays, *, last: dt.date) -> tuple[Month, ...]:
    """Return the months from the diary's first one to that of `last`, in order. Nights after `last` are in none."""
    return tuple(_month(days, first, last) for first in _firsts(days.first, last))


def _firsts(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next(month)


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)


def _month(days: DiaryDays, first: dt.date, last: dt.date) -> Month:
    end = min(_next(first), last + dt.timedelta(days=1))
    span = slice(max(0, (first - days.first).days), (end - days.first).days)
    nights = days.cramps[span]
    known = [count for count in nights if count is not None]
    return Month(first, len(nights), len(known), sum(known), sum(days.practised[span]))
