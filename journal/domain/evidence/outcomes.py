"""The outcomes that trials of leg cramps report, from a diary's days (docs/statistics.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from journal.domain.evidence.weeks import KNOWN_NIGHTS_NEEDED, WEEK, DiaryDays

FORTNIGHT = 14


@dataclass(frozen=True)
class Outcomes:
    """What is known of some nights. A night that nobody logged is in `nights` alone: it is never a zero."""

    nights: int
    known: int
    cramps: int
    cramp_nights: int

    @property
    def per_week(self) -> float | None:
        """Cramps in seven known nights; None while too few are known."""
        return WEEK * self.cramps / self.known if self.is_enough else None

    @property
    def cramp_nights_per_fortnight(self) -> float | None:
        """Nights with a cramp in fourteen known nights; None while too few are known."""
        return FORTNIGHT * self.cramp_nights / self.known if self.is_enough else None

    @property
    def is_enough(self) -> bool:
        """Whether as many nights are known as make a week count: one cramp in one night is no seven a week."""
        return self.known >= KNOWN_NIGHTS_NEEDED

    @property
    def coverage(self) -> int:
        """Known nights in per cent of all, rounded down: 100 only when none is missing."""
        return 100 * self.known // self.nights if self.nights else 0


@dataclass(frozen=True)
class Scores:
    """Scores on a scale: of how many cramps one is known, their mean, and the lowest and highest."""

    known: int
    mean: float
    low: int
    high: int


def outcomes_of(days: DiaryDays, *, first: dt.date, last: dt.date) -> Outcomes:
    """Return the outcomes of the nights from `first` to `last`, both included, as far as the diary reaches."""
    span = slice(max(0, (first - days.first).days), max(0, (last - days.first).days + 1))
    nights = days.cramps[span]
    known = [count for count in nights if count is not None]
    return Outcomes(len(nights), len(known), sum(known), sum(count > 0 for count in known))


def scores_of(entries: Iterable[tuple[int | None, int]]) -> Scores | None:
    """Return the scores of entries (score or None, number of cramps), or None when no score is known."""
    known = [(score, cramps) for score, cramps in entries if score is not None]
    if not known:
        return None
    total = sum(cramps for _score, cramps in known)
    values = [score for score, _cramps in known]
    return Scores(total, sum(score * cramps for score, cramps in known) / total, min(values), max(values))
