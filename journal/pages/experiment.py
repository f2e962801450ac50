"""The experiment as one object: what today is for, how complete it is, and the result when all is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.domain.choices import ExperimentLength
from journal.domain.evidence import randomised
from journal.domain.evidence.power import power
from journal.domain.evidence.randomisation import Randomised
from journal.domain.evidence.weeks import WEEK, DiaryDays
from journal.models.circumstances import Circumstance
from journal.models.days import days_between
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.pages.player import RoutineCard, tonight
from journal.pages.trend.quantities import cases_in_words, number, span_in_words

RATE_DAYS = 84
"""The last days, from which the rate before an experiment is read."""
CRAMPS_FOR_INTERVAL = 20
RARE_LUCK, NEARLY_SURE_LUCK = 0.1, 0.95
"""Chances below which "1 time in" is easier to grasp than "of 10", and from which luck does it nearly always."""


@dataclass(frozen=True)
class Block:
    """A week or a fortnight of the plan. `practise` is None while it is still to come: nobody may prepare for it."""

    number: int
    first: dt.date
    last: dt.date
    practise: bool | None
    is_now: bool
    is_paused: bool = False
    """Today belongs to a pause: nothing is asked of anybody."""
    nights: int = 0
    """Nights of it that are over."""
    known_nights: int = 0
    cramps: int = 0
    practice_days: int = 0

    @property
    def days_as_planned(self) -> int:
        """Days of it that are over and went as the plan said."""
        return self.practice_days if self.practise else self.nights - self.practice_days

    @property
    def marks(self) -> range:
        """One mark a cramp."""
        return range(self.cramps)


@dataclass(frozen=True)
class ExperimentPage:
    """What the template shows. `status`: "none", "waiting", "running", "stopped" or "over"."""

    status: str
    experiment: Experiment | None = None
    blocks: tuple[Block, ...] = ()
    result: tuple[str, ...] = ()
    rate: float | None = None
    was_paused: bool = False
    """A pause has begun in its time: those nights are unknown, and the plan goes on."""
    tonight: RoutineCard | None = None
    """What to practise today; None on a day of rest."""

    @property
    def present(self) -> Block | None:
        """The block of today."""
        return next((block for block in self.blocks if block.is_now), None)

    @property
    def is_weekly(self) -> bool:
        """Whether a block is a week; else it is a fortnight."""
        return self.experiment is not None and self.experiment.block_days == WEEK

    @property
    def to_go(self) -> int:
        """How many blocks come after the present one."""
        return sum(block.practise is None for block in self.blocks)

    @property
    def place(self) -> str:
        """Which part of the plan today belongs to: "Week 4 of 12"; before the first day, how many there are."""
        present, parts = self.present, len(self.blocks)
        if present is None:
            return (_("%(parts)d weeks") if self.is_weekly else _("%(parts)d fortnights")) % {"parts": parts}
        text = _("Week %(number)d of %(parts)d") if self.is_weekly else _("Fortnight %(number)d of %(parts)d")
        return text % {"number": present.number, "parts": parts}

    @property
    def to_go_in_words(self) -> str:
        """How much of the plan is to come; empty before the first day and in the last part."""
        if not self.to_go or self.present is None:
            return ""
        if self.is_weekly:
            text = ngettext("%(parts)d week to go", "%(parts)d weeks to go", self.to_go)
        else:
            text = ngettext("%(parts)d fortnight to go", "%(parts)d fortnights to go", self.to_go)
        return text % {"parts": self.to_go}

    def named(self, block: Block) -> str:
        """Say one part of the plan: "Week 4: rest, now"."""
        kind = {True: _("practise"), False: _("rest"), None: _("not shown yet")}[block.practise]
        text = _("Week %(number)d: %(kind)s") if self.is_weekly else _("Fortnight %(number)d: %(kind)s")
        said = text % {"number": block.number, "kind": kind}
        return _("%(part)s, now") % {"part": said} if block.is_now else said

    @property
    def nights(self) -> int:
        """Nights of the plan that are over."""
        return sum(block.nights for block in self.blocks)

    @property
    def known_nights(self) -> int:
        """How many of them are known."""
        return sum(block.known_nights for block in self.blocks)

    @property
    def days_as_planned(self) -> int:
        """How many of those days went as the plan said."""
        return sum(block.days_as_planned for block in self.blocks)

    @property
    def opens_on(self) -> dt.date | None:
        """The day after the last one of the plan."""
        return self.experiment.ends_on + dt.timedelta(days=1) if self.experiment else None

    @property
    def chance(self) -> str:
        """What this experiment can notice."""
        return power_in_words(self.experiment.weeks, self.rate) if self.experiment else ""

    @property
    def lengths(self) -> list[tuple[int, str, str]]:
        """(weeks, label, honest chance) of each length."""
        return [(int(each), str(each.label), power_in_words(int(each), self.rate)) for each in ExperimentLength]


def experiment_page(diary: Diary, *, today: dt.date) -> ExperimentPage:
    """Read the last experiment and where it stands. Eight queries at most."""
    experiment = Experiment.objects.latest_of(diary)
    status = _status(experiment, today)
    if experiment is None or status == "stopped":
        return ExperimentPage(status, experiment, rate=_rate(_days_before(diary, today)))
    days = _days(diary, experiment.starts_on, experiment.ends_on)
    blocks = tuple(_block(experiment, days, number, today) for number in range(len(experiment.plan)))
    result = _result(experiment, days, blocks) if status == "over" else ()
    rate = _rate(_days_before(diary, experiment.starts_on)) if status != "over" else _rate(days)
    was_paused = any(days.paused[: (today - experiment.starts_on).days + 1])
    practises = any(block.is_now and block.practise and not block.is_paused for block in blocks)
    card = tonight(diary.conditions) if practises else None
    return ExperimentPage(status, experiment, blocks, result, rate, was_paused, card)


def block_today(diary: Diary, *, today: dt.date) -> Block | None:
    """Return the block of a running experiment that `today` belongs to, without its nights. One query."""
    pauses = Circumstance.objects.of(diary).pauses().touching(today, today)
    return block_of(Experiment.objects.latest_of(diary), pauses, today=today)


def block_of(experiment: Experiment | None, pauses: Iterable[Circumstance], *, today: dt.date) -> Block | None:
    """Return the block of this experiment that `today` belongs to, while it runs."""
    if experiment is None or _status(experiment, today) != "running":
        return None
    number = (today - experiment.starts_on).days // experiment.block_days
    first = experiment.starts_on + dt.timedelta(days=number * experiment.block_days)
    last = first + dt.timedelta(days=experiment.block_days - 1)
    is_paused = any(pause.holds(today) for pause in pauses)
    return Block(number + 1, first, last, experiment.plan[number], is_now=True, is_paused=is_paused)


def power_in_words(weeks: int, rate: float | None) -> str:
    """Say how likely an experiment would notice cramps halved, at the rate that a person has without it."""
    if not rate:
        return _("Fill in some weeks first: without cramps there is nothing to notice.")
    text = _("If practice halved your cramps, this would show it %(cases)s.")
    return text % {"cases": cases_in_words(power(weeks, rate))}


def luck_in_words(chance: float) -> str:
    """Say a chance among the orders that could have been drawn: "1 time in 60", "4 times in 10"."""
    if chance < RARE_LUCK:
        return _("1 time in %(times)d") % {"times": round(1 / chance)}
    if chance >= NEARLY_SURE_LUCK:
        return _("nearly every time")
    return ngettext("%(times)d time in 10", "%(times)d times in 10", round(10 * chance)) % {"times": round(10 * chance)}


def _status(experiment: Experiment | None, today: dt.date) -> str:
    if experiment is None:
        return "none"
    if experiment.stopped_on is not None:
        return "stopped"
    if today < experiment.starts_on:
        return "waiting"
    return "running" if today <= experiment.ends_on else "over"


def _days(diary: Diary, first: dt.date, last: dt.date) -> DiaryDays:
    """Return the days with the nights of pauses unknown."""
    pauses = Circumstance.objects.of(diary).pauses().touching(first, last)
    return days_between(diary, first, last, circumstances=pauses).without_pauses()


def _days_before(diary: Diary, day: dt.date) -> DiaryDays:
    return _days(diary, day - dt.timedelta(days=RATE_DAYS), day - dt.timedelta(days=1))


def _rate(days: DiaryDays) -> float | None:
    known = [count for count in days.cramps if count is not None]
    return WEEK * sum(known) / len(known) if known else None


def _block(experiment: Experiment, days: DiaryDays, number: int, today: dt.date) -> Block:
    start, length = number * experiment.block_days, experiment.block_days
    first = experiment.starts_on + dt.timedelta(days=start)
    last = first + dt.timedelta(days=length - 1)
    nights, offset = min(max((today - first).days, 0), length), (today - experiment.starts_on).days
    known = [count for count in days.cramps[start : start + nights] if count is not None]
    return Block(
        number=number + 1,
        first=first,
        last=last,
        practise=experiment.plan[number] if first <= today else None,
        is_now=first <= today <= last,
        is_paused=first <= today <= last and any(days.paused[offset : offset + 1]),
        nights=nights,
        known_nights=len(known),
        cramps=sum(known),
        practice_days=sum(days.practised[start : start + nights]),
    )


def _result(experiment: Experiment, days: DiaryDays, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the sentences of the result: the gap, how often luck brings one, what fits, and earlier draws."""
    found = randomised(experiment.plan, days.cramps, experiment.block_days, left_out=days.paused)
    chance, practice, rest = found.chance_either, found.practice_rate, found.rest_rate
    if chance is None or practice is None or rest is None:
        return (_("There were no cramps in this time, so there is nothing to compare."),)
    gap = format_html(
        _("With practice: about <b>{practice} cramps a week</b>. With rest: about <b>{rest}</b>."),
        practice=number(practice),
        rest=number(rest),
    )
    text = _("If practice made no difference, a gap like this, either way, would come by luck %(luck)s.")
    luck = text % {"luck": luck_in_words(chance)}
    cramps = sum(block.cramps for block in blocks)
    return (gap, luck, *_interval(found, cramps), *_earlier_draws(experiment))


def _interval(found: Randomised, cramps: int) -> list[str]:
    if cramps < CRAMPS_FOR_INTERVAL or found.low is None or found.high is None:
        return [_("Too few cramps to tell. Even two equal numbers do not show that practice makes no difference.")]
    fits = _("Anything %(span)s fits.") % {"span": span_in_words(found.low, found.high)}
    told = {
        "fewer": _("Fewer cramps with practice. Luck seldom brings a gap this big. But it can."),
        "more": _("More cramps with practice. Luck seldom brings a gap this big. But it can."),
    }
    open_still = _("That does not settle it either way. It is not a no: a short test can miss a real change.")
    return [told.get(found.verdict, open_still), fits]


def _earlier_draws(experiment: Experiment) -> list[str]:
    """Say how many draws were begun before: each one more is one more chance for luck."""
    before = Experiment.objects.begun_before(experiment)
    if not before:
        return []
    text = ngettext(
        "You began %(draws)d other experiment before this one. Each new start gives luck one more chance.",
        "You began %(draws)d other experiments before this one. Each new start gives luck one more chance.",
        before,
    )
    return [text % {"draws": before}]
