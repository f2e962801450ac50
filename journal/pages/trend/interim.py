"""From a diary to what may be said of it now: the looks that are over, kept or taken again, and what is missing."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from journal.actions import evaluations
from journal.domain.evidence.answers import LOOK_DAYS, METHOD, Answer, answer, look_day, looks_done, shown_verdict
from journal.domain.evidence.comparison import Estimate, Verdict
from journal.domain.evidence.exposure import Shortage, left_out_nights, missing_first
from journal.domain.evidence.weeks import DiaryDays
from journal.models.diary import Diary
from journal.models.evidence import Evaluation

PACE_DAYS = 28
"""The last days, from which a person's pace is read."""


@dataclass(frozen=True)
class Standing:
    """What the last look found, what may be said of it, and what a comparison still needs.

    `verdict`: what may be said, given the look before. `answer` is None before the first look. `is_waiting`: the
    last look found a difference for the first time. `known_a_week`: nights logged in seven days, of late.
    """

    goal: int
    verdict: Verdict
    answer: Answer | None
    is_waiting: bool
    next_look: dt.date
    shortage: Shortage | None
    known_a_week: float
    cramps_a_week: float

    @property
    def estimate(self) -> Estimate | None:
        """What the last look estimated; None while it is too early."""
        return self.answer.estimate if self.answer else None


def standing_of(diary: Diary, days: DiaryDays, *, today: dt.date) -> Standing:
    """Return where a diary stands. One query, and none of the sums when its days have not changed since a look."""
    number = looks_done(days.first, today)
    stored = {each.look: each for each in Evaluation.objects.of(diary).at([number, number - 1])}
    present = _looked(diary, days, number, stored) if number else None
    needs_second = present is not None and present.verdict in (Verdict.FEWER, Verdict.MORE)
    previous = _looked(diary, days, number - 1, stored) if needs_second and number > 1 else None
    verdict = shown_verdict(previous, present) if present else Verdict.INSUFFICIENT
    left_out = left_out_nights(days.practised, days.paused, diary.goal)
    nights = zip(days.cramps, days.paused or (False,) * len(days.cramps), strict=True)
    recent = [count for count, is_paused in nights if not is_paused][-PACE_DAYS:]
    known = [count for count in recent if count is not None]
    span = max(1, len(recent))
    return Standing(
        goal=diary.goal,
        verdict=verdict,
        answer=present,
        is_waiting=needs_second and verdict is Verdict.UNCLEAR,
        next_look=look_day(days.first, number + 1),
        shortage=missing_first(days.cramps, days.practised, diary.goal, left_out=left_out),
        known_a_week=7 * len(known) / span,
        cramps_a_week=7 * sum(known) / span,
    )


def _looked(diary: Diary, days: DiaryDays, number: int, stored: dict[int, Evaluation]) -> Answer:
    """Return a look's answer: the kept one when it rests on the same days, else a new one, which is kept."""
    length = LOOK_DAYS * number
    cramps, practised = days.cramps[:length], days.practised[:length]
    left_out = left_out_nights(practised, days.paused[:length], diary.goal)
    facts = (METHOD, diary.goal, cramps, practised, left_out) if left_out else (METHOD, diary.goal, cramps, practised)
    fingerprint = hashlib.sha256(repr(facts).encode()).hexdigest()
    kept = stored.get(number)
    if kept is not None and kept.fingerprint == fingerprint:
        return Answer.from_json(kept.answer)
    found = answer(cramps, practised, diary.goal, left_out=left_out)
    evaluations.keep_answer(diary, look=number, fingerprint=fingerprint, answer=found)
    return found
