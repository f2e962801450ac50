"""From a diary to what may be said of it now: its interim analyses, stored or made again, and what is missing."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from journal.actions import evaluations
from journal.domain.evidence.answers import (
    INTERIM_DAYS,
    METHOD,
    Answer,
    answer,
    interim_analyses_done,
    interim_date,
    shown_verdict,
)
from journal.domain.evidence.comparison import Estimate, Verdict
from journal.domain.evidence.exposure import Shortage, left_out_nights, missing_first
from journal.domain.evidence.weeks import DiaryDays
from journal.models.diary import Diary
from journal.models.evidence import Evaluation

PACE_DAYS = 28
"""The last days, from which a person's pace is read."""


@dataclass(frozen=True)
class TrendStatus:
    """What the last interim analysis found, what may be said of it, and what a comparison still needs.

    `verdict`: what may be said, given the analysis before. `answer` is None before the first one. `is_waiting`:
    the last one found a difference for the first time. `next_interim`: the date of the next.
    `known_a_week`: nights logged in seven days, of late.
    """

    goal: int
    verdict: Verdict
    answer: Answer | None
    is_waiting: bool
    next_interim: dt.date
    shortage: Shortage | None
    known_a_week: float
    cramps_a_week: float

    @property
    def estimate(self) -> Estimate | None:
        """What the last analysis estimated; None while it is too early."""
        return self.answer.estimate if self.answer else None


def trend_status(diary: Diary, days: DiaryDays, *, today: dt.date) -> TrendStatus:
    """Return where a diary stands. One query, and no sums when its days have not changed since an analysis."""
    number = interim_analyses_done(days.first, today)
    stored = {each.look: each for each in Evaluation.objects.of(diary).at([number, number - 1])}
    present = _interim_answer(diary, days, number, stored) if number else None
    needs_second = present is not None and present.verdict in (Verdict.FEWER, Verdict.MORE)
    previous = _interim_answer(diary, days, number - 1, stored) if needs_second and number > 1 else None
    verdict = shown_verdict(previous, present) if present else Verdict.INSUFFICIENT
    practised = days.counted_practice
    left_out = left_out_nights(practised, days.paused, diary.goal)
    nights = zip(days.cramps, days.paused or (False,) * len(days.cramps), strict=True)
    recent = [count for count, is_paused in nights if not is_paused][-PACE_DAYS:]
    known = [count for count in recent if count is not None]
    span = max(1, len(recent))
    return TrendStatus(
        goal=diary.goal,
        verdict=verdict,
        answer=present,
        is_waiting=needs_second and verdict is Verdict.UNCLEAR,
        next_interim=interim_date(days.first, number + 1),
        shortage=missing_first(days.cramps, practised, diary.goal, left_out=left_out),
        known_a_week=7 * len(known) / span,
        cramps_a_week=7 * sum(known) / span,
    )


def _interim_answer(diary: Diary, days: DiaryDays, number: int, stored: dict[int, Evaluation]) -> Answer:
    """Return an analysis: the stored one when it rests on the same days, else a new one, which is stored."""
    length = INTERIM_DAYS * number
    cramps, practised = days.cramps[:length], days.counted_practice[:length]
    left_out = left_out_nights(practised, days.paused[:length], diary.goal)
    facts = (METHOD, diary.goal, cramps, practised, left_out) if left_out else (METHOD, diary.goal, cramps, practised)
    fingerprint = hashlib.sha256(repr(facts).encode()).hexdigest()
    evaluation = stored.get(number)
    if evaluation is not None and evaluation.fingerprint == fingerprint:
        return Answer.from_json(evaluation.answer)
    found = answer(cramps, practised, diary.goal, left_out=left_out)
    evaluations.store(diary, number=number, fingerprint=fingerprint, answer=found)
    return found
