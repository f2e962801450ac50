"""What one look at a diary found, in plain numbers that can be kept and read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from journal.domain.evidence.comparison import Comparison, compare
from journal.domain.evidence.exposure import WINDOW

METHOD = 1
"""Counted up when the estimator changes, so that kept answers of an older one are not shown."""
LOOK_DAYS = 28
"""A diary is looked at when another four weeks are over: each further look would be one more chance for chance."""
DAYS_TO_JUDGE_BEFORE, CRAMPS_TO_JUDGE_BEFORE, FALL = 28, 8, 0.6
READINGS_DIFFER = 1.15
"""Ratio of the two readings' medians from which silent days decide the answer."""


@dataclass(frozen=True)
class Before:
    """Cramps a week in the two halves of the days before the first regular week."""

    first_half: float
    second_half: float


@dataclass(frozen=True)
class Estimate:
    """The ratio of the cramp rates with its ranges: 95 %, and the middle 50 % (`_half`).

    `unknown` and `quiet`: the ratio when silent days are unknown, and when they were quiet.
    """

    ratio: float
    low: float
    high: float
    low_half: float
    high_half: float
    unknown: float
    quiet: float
    readings_disagree: bool


@dataclass(frozen=True)
class Answer:
    """The comparison, with what its sentences need. Rates are cramps a week on confirmed days."""

    verdict: str
    reason: str
    have: int = 0
    need: int = 0
    lacks_regular: bool = True
    estimate: Estimate | None = None
    regular_rate: float = 0.0
    other_rate: float = 0.0
    regular_days: int = 0
    other_days: int = 0
    days_before: int = 0
    falling_before: Before | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Answer:
        """Read it back; raises TypeError for what this version did not write."""
        before, estimate = data["falling_before"], data["estimate"]
        return cls(
            **(
                data
                | {
                    "falling_before": Before(**before) if before else None,
                    "estimate": Estimate(**estimate) if estimate else None,
                }
            )
        )


def answer(
    cramps: Sequence[int | None], practised: Sequence[bool], goal: int, *, left_out: Sequence[bool] = ()
) -> Answer:
    """Compare, and collect the numbers. The arguments, and what is raised, are those of `compare`."""
    found = compare(cramps, practised, goal, left_out=left_out)
    days, shortage = found.days, found.shortage
    start = days.start if days else 0
    return Answer(
        verdict=found.verdict,
        reason=found.reason,
        have=shortage.have if shortage else 0,
        need=shortage.need if shortage else 0,
        lacks_regular=shortage.regular if shortage else True,
        estimate=_estimate(found),
        regular_rate=days.weekly_rate(regular=True) if days else 0.0,
        other_rate=days.weekly_rate(regular=False) if days else 0.0,
        regular_days=days.confirmed_in(regular=True) if days else 0,
        other_days=days.confirmed_in(regular=False) if days else 0,
        days_before=start if start >= WINDOW else 0,
        falling_before=_falling(cramps[:start]),
    )


def shown_verdict(previous: Answer | None, present: Answer) -> str:
    """Return what may be said: a difference only when the look before found the same one, else "unclear"."""
    if present.verdict in ("insufficient", "unclear"):
        return present.verdict
    return present.verdict if previous is not None and previous.verdict == present.verdict else "unclear"


def looks_done(first: dt.date, today: dt.date) -> int:
    """Return how many four-week looks are over on `today`; the diary's first day is `first`."""
    return max(0, (today - first).days // LOOK_DAYS)


def look_day(first: dt.date, number: int) -> dt.date:
    """Return the day of a look, counted from 1: the first day after its four weeks."""
    return first + dt.timedelta(days=LOOK_DAYS * number)


def _estimate(found: Comparison) -> Estimate | None:
    unknown, quiet = found.unknown, found.quiet
    if unknown is None or quiet is None or found.rate_ratio is None:
        return None
    medians = sorted((unknown.median, quiet.median))
    return Estimate(
        ratio=found.rate_ratio,
        low=min(unknown.low, quiet.low),
        high=max(unknown.high, quiet.high),
        low_half=min(unknown.low_half, quiet.low_half),
        high_half=max(unknown.high_half, quiet.high_half),
        unknown=unknown.median,
        quiet=quiet.median,
        readings_disagree=unknown.verdict is not quiet.verdict or medians[1] / medians[0] > READINGS_DIFFER,
    )


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
