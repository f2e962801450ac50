"""From a diary to what may be said of it now: its interim analyses, stored or made again, and what is missing."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

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
from journal.domain.evidence.exposure import Shortage, all_missing, left_out_nights
from journal.domain.evidence.weeks import DiaryDays
from journal.models.diary import Diary
from journal.models.evidence import Evaluation

PACE_DAYS = 28
"""The last days, from which a person's pace is read."""
MOST_COMPARED = 130 * INTERIM_DAYS
"""The last days of a longer diary: ten years of them take a third of a second, and a lifetime ten."""
LOOKS_BACK = 13
"""Stored analyses of which is asked how long an answer has held: a year of them."""
DIGEST_LETTERS = 56
POINTING = (Verdict.FEWER, Verdict.MORE)


@dataclass(frozen=True)
class TrendStatus:
    """What the last interim analysis found, as far as it may be shown, and what a comparison still needs.

    `verdict`: what may be said, given the analysis before. `answer`: the numbers that may be shown; None before the
    first analysis, while it waits for the next one to agree, and while an experiment runs, so that no page can tell
    more. `is_waiting`: the last analysis found a difference for the first time. `missing`: what a comparison lacks.
    `known_a_week`: nights known of seven, of late. `held`: how many analyses in a row say the same, as far as they
    are stored. `nights`: days of diary up to the last one. `closed_until`: when a running experiment opens.
    """

    goal: int
    verdict: Verdict
    answer: Answer | None
    is_waiting: bool
    next_interim: dt.date
    missing: tuple[Shortage, ...]
    known_a_week: float
    cramps_a_week: float
    held: int = 0
    nights: int = 0
    closed_until: dt.date | None = None

    @property
    def left_out(self) -> int:
        """How many days of the beginning are too old to be compared."""
        return max(0, self.nights - MOST_COMPARED)

    @property
    def shortage(self) -> Shortage | None:
        """The first thing that a comparison lacks."""
        return self.missing[0] if self.missing else None

    @property
    def estimate(self) -> Estimate | None:
        """What the last analysis estimated; None where its numbers may not be shown."""
        return self.answer.estimate if self.answer else None


def trend_status(diary: Diary, days: DiaryDays, *, today: dt.date, closed_until: dt.date | None = None) -> TrendStatus:
    """Return where a diary stands. One query, and no sums when its days have not changed since an analysis.

    `closed_until`: an experiment runs until then, and nothing is looked at.
    """
    number = interim_analyses_done(days.first, today)
    looks = _Looks(diary, days, number) if number and closed_until is None else None
    verdict = looks.verdict if looks else Verdict.INSUFFICIENT
    is_waiting = looks is not None and looks.present.verdict in POINTING and verdict is Verdict.UNCLEAR
    known_a_week, cramps_a_week = _pace(days)
    practised = days.counted_practice
    left_out = left_out_nights(practised, days.paused, diary.goal)
    return TrendStatus(
        goal=diary.goal,
        verdict=verdict,
        answer=looks.present if looks and not is_waiting else None,
        is_waiting=is_waiting,
        next_interim=interim_date(days.first, number + 1),
        missing=all_missing(days.cramps, practised, diary.goal, left_out=left_out),
        known_a_week=known_a_week,
        cramps_a_week=cramps_a_week,
        held=looks.held() if looks and not is_waiting else 0,
        nights=INTERIM_DAYS * number,
        closed_until=closed_until,
    )


def stored_verdict(diary: Diary, *, first: dt.date, today: dt.date) -> Verdict | None:
    """Return what the trend said when it was last looked at, without its days; None when a newer analysis is due.

    `first`: the diary's first day. One query.
    """
    number = interim_analyses_done(first, today)
    if not number:
        return Verdict.INSUFFICIENT
    stored = Evaluation.objects.of(diary).at([number, number - 1]).marked(mark_of(diary))
    answers = {each.look: Answer.from_json(each.answer) for each in stored}
    return shown_verdict(answers.get(number - 1), answers[number]) if number in answers else None


def mark_of(diary: Diary) -> str:
    """Return how the fingerprint of an analysis begins: another method or goal asks another question."""
    return f"{METHOD}.{diary.goal}."


def _pace(days: DiaryDays) -> tuple[float, float]:
    """Return known nights and cramps in seven days, of late; paused days are none."""
    nights = zip(days.cramps, days.paused or (False,) * len(days.cramps), strict=True)
    recent = [count for count, is_paused in nights if not is_paused][-PACE_DAYS:]
    known = [count for count in recent if count is not None]
    span = max(1, len(recent))
    return 7 * len(known) / span, 7 * sum(known) / span


class _Looks:
    """The interim analyses of a diary up to the last one that is due."""

    def __init__(self, diary: Diary, days: DiaryDays, number: int) -> None:
        self.diary, self.days, self.number = diary, days, number
        numbers = range(max(1, number - LOOKS_BACK), number + 1)
        self.stored = {each.look: each for each in Evaluation.objects.of(diary).at(numbers)}
        self.present = self._answer(number)
        needs_second = self.present.verdict in POINTING and number > 1
        self.verdict = shown_verdict(self._answer(number - 1) if needs_second else None, self.present)

    def held(self) -> int:
        """Count the analyses in a row, back from the last one, that say the same: those stored, of unchanged days.

        How long nothing was found is not asked further back than one analysis.
        """
        most = LOOKS_BACK if self.verdict in POINTING else 1
        earlier = range(self.number - 1, max(0, self.number - 1 - most), -1)
        answers = takewhile(lambda each: each is not None, (self._stored(number) for number in earlier))
        same = takewhile(lambda each: each is not None and each.verdict is self.present.verdict, answers)
        return 1 + sum(1 for _each in same)

    def _answer(self, number: int) -> Answer:
        """Return an analysis: the stored one when it rests on the same days, else a new one, which is stored."""
        stored = self._stored(number)
        if stored is not None:
            return stored
        cramps, practised, left_out = self._facts(number)
        found = answer(cramps, practised, self.diary.goal, left_out=left_out)
        fingerprint = self._fingerprint(number)
        evaluations.store(self.diary, number=number, fingerprint=fingerprint, answer=found)
        self.stored[number] = Evaluation(look=number, fingerprint=fingerprint, answer=found.to_json())
        return found

    def _stored(self, number: int) -> Answer | None:
        evaluation = self.stored.get(number)
        is_same = evaluation is not None and evaluation.fingerprint == self._fingerprint(number)
        return Answer.from_json(evaluation.answer) if evaluation is not None and is_same else None

    def _facts(self, number: int) -> tuple[tuple[int | None, ...], tuple[bool, ...], tuple[bool, ...]]:
        end = INTERIM_DAYS * number
        kept = slice(max(0, end - MOST_COMPARED), end)
        cramps, practised = self.days.cramps[kept], self._practised[kept]
        return cramps, practised, left_out_nights(practised, self.days.paused[kept], self.diary.goal)

    @cached_property
    def _practised(self) -> tuple[bool, ...]:
        return self.days.counted_practice

    def _fingerprint(self, number: int) -> str:
        digest = hashlib.sha256(repr(self._facts(number)).encode()).hexdigest()
        return mark_of(self.diary) + digest[:DIGEST_LETTERS]
