"""Are cramps fewer than before? The last four weeks beside the four before and the same weeks a year ago."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from journal.domain.evidence.weeks import WEEK, DiaryDays

WINDOW_NIGHTS = 28
YEAR_NIGHTS = 364
"""A year in whole weeks, so that the same weekdays stand beside each other."""
KNOWN_NEEDED = 20
"""Of the nights of a window; with fewer it is compared with nothing."""
LESS_BELOW, MORE_ABOVE = 0.8, 1.25


class Change(Enum):
    """How the last four weeks stand beside the four before."""

    FEW_NIGHTS = "few-nights"
    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True)
class Window:
    """Some nights in a row, both ends included: how many are known, and the cramps of those."""

    first: dt.date
    last: dt.date
    known: int
    cramps: int

    @property
    def nights(self) -> int:
        """How many nights it has."""
        return (self.last - self.first).days + 1

    @property
    def is_enough(self) -> bool:
        """Whether so many nights are known that it may stand beside another window."""
        return self.known >= KNOWN_NEEDED

    @property
    def per_week(self) -> float:
        """Cramps in seven known nights; 0 where none is known."""
        return WEEK * self.cramps / self.known if self.known else 0.0


@dataclass(frozen=True)
class Recent:
    """Four weeks up to the last night, the four before, and the same weeks a year ago (None: too few are known)."""

    last: Window
    before: Window
    year_ago: Window | None

    @property
    def change(self) -> Change:
        """What may be said of the last four weeks beside the four before, by cramps for each known night."""
        if not (self.last.is_enough and self.before.is_enough):
            return Change.FEW_NIGHTS
        now, then = self.last.per_week, self.before.per_week
        if now < LESS_BELOW * then:
            return Change.LESS
        return Change.MORE if now > MORE_ABOVE * then else Change.SAME


@dataclass(frozen=True)
class ClearRun:
    """Known nights in a row without a cramp, both ends included."""

    first: dt.date
    last: dt.date

    @property
    def nights(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1


def recent_of(days: DiaryDays, *, last_night: dt.date) -> Recent:
    """Return the three windows; nights that the diary does not reach are unknown."""
    year_ago = _window(days, last_night - dt.timedelta(days=YEAR_NIGHTS))
    return Recent(
        last=_window(days, last_night),
        before=_window(days, last_night - dt.timedelta(days=WINDOW_NIGHTS)),
        year_ago=year_ago if year_ago.is_enough else None,
    )


def longest_clear_run(days: DiaryDays) -> ClearRun | None:
    """Return the longest row of known nights without a cramp, the newest of equals; None without such a night."""
    longest: ClearRun | None = None
    start: int | None = None
    for index, cramps in enumerate((*days.cramps, None)):
        if cramps == 0:
            start = index if start is None else start
            continue
        if start is not None and (longest is None or index - start >= longest.nights):
            longest = ClearRun(days.first + dt.timedelta(days=start), days.first + dt.timedelta(days=index - 1))
        start = None
    return longest


def _window(days: DiaryDays, last: dt.date) -> Window:
    end = (last - days.first).days + 1
    known = [count for count in days.cramps[max(0, end - WINDOW_NIGHTS) : max(0, end)] if count is not None]
    return Window(last - dt.timedelta(days=WINDOW_NIGHTS - 1), last, len(known), sum(known))
