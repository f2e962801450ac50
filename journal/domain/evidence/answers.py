"""What one interim analysis of a diary found, in plain numbers that can be stored and read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from journal.domain.evidence.comparison import Estimate, SilenceAssumption, Verdict, compare
from journal.domain.evidence.exposure import WINDOW

METHOD = 3
"""Counted up when the estimator or the form of a stored answer changes: those of an older one are not read."""
INTERIM_DAYS = 28
"""From one interim analysis ("look") to the next: each further one would be one more chance for chance."""
SHARES_DIFFER = 0.25
DAYS_TO_JUDGE_BEFORE, CRAMPS_TO_JUDGE_BEFORE, FALL = 28, 8, 0.6


@dataclass(frozen=True)
class Before:
    """Cramps a week in the two halves of the days before the first regular week."""

    first_half: float
    second_half: float


@dataclass(frozen=True)
class Answer:
    """The estimate, with what its sentences need. Rates are cramps a week on confirmed days.

    `estimate` is None when there was too little to say. The shares (0 to 1) are of the days of each state, those left
    out apart, the part that is confirmed.
    """

    estimate: Estimate | None = None
    regular_rate: float = 0.0
    other_rate: float = 0.0
    regular_days: int = 0
    other_days: int = 0
    regular_share: float = 0.0
    other_share: float = 0.0
    days_before: int = 0
    falling_before: Before | None = None

    @property
    def verdict(self) -> Verdict:
        """What this analysis alone says."""
        return self.estimate.verdict if self.estimate else Verdict.INSUFFICIENT

    @property
    def shares_differ(self) -> bool:
        """Whether much more is known of the days of one state than of the other: their rates are not alike then."""
        return abs(self.regular_share - self.other_share) >= SHARES_DIFFER

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON stores it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Answer:
        """Read it back; raises TypeError for what this version did not write."""
        before, estimate = data["falling_before"], data["estimate"]
        assumptions = {name: SilenceAssumption(**numbers) for name, numbers in (estimate or {}).items() if numbers}
        parts = {
            "falling_before": Before(**before) if before else None,
            "estimate": Estimate(**assumptions) if assumptions else None,
        }
        return cls(**(data | parts))


def answer(
    cramps: Sequence[int | None], practised: Sequence[bool], goal: int, *, left_out: Sequence[bool] = ()
) -> Answer:
    """Compare, and collect the numbers. The arguments, and what is raised, are those of `compare`."""
    found = compare(cramps, practised, goal, left_out=left_out)
    days = found.days
    start = days.start if days else 0
    return Answer(
        estimate=found.estimate,
        regular_rate=days.weekly_rate(regular=True) if days else 0.0,
        other_rate=days.weekly_rate(regular=False) if days else 0.0,
        regular_days=days.confirmed_in(regular=True) if days else 0,
        other_days=days.confirmed_in(regular=False) if days else 0,
        regular_share=days.known_share(regular=True) if days else 0.0,
        other_share=days.known_share(regular=False) if days else 0.0,
        days_before=start if start >= WINDOW else 0,
        falling_before=_falling(cramps[:start]),
    )


def shown_verdict(previous: Answer | None, present: Answer) -> Verdict:
    """Return what may be said: a difference only when the analysis before found the same one, else "unclear"."""
    if present.verdict in (Verdict.INSUFFICIENT, Verdict.UNCLEAR):
        return present.verdict
    return present.verdict if previous is not None and previous.verdict is present.verdict else Verdict.UNCLEAR


def interim_analyses_done(first: dt.date, today: dt.date) -> int:
    """Return how many interim analyses are due by `today`; the diary's first day is `first`."""
    return max(0, (today - first).days // INTERIM_DAYS)


def interim_date(first: dt.date, number: int) -> dt.date:
    """Return the date of an interim analysis, counted from 1: the first day after its four weeks."""
    return first + dt.timedelta(days=INTERIM_DAYS * number)


def _falling(before: Sequence[int | None]) -> Before | None:
    """Tell whether cramps were already becoming fewer before practice began. A fact about the past, not a finding."""
    known = [count for count in before if count is not None]
    if len(known) < DAYS_TO_JUDGE_BEFORE or sum(known) < CRAMPS_TO_JUDGE_BEFORE:
        return None
    middle = len(before) // 2
    halves = [[count for count in half if count is not None] for half in (before[:middle], before[middle:])]
    if not all(halves):
        return None
    first, second = (WINDOW * sum(half) / len(half) for half in halves)
    return Before(first, second) if second <= FALL * first else None
