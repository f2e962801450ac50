"""The experiment as one object: which block it is, what each block shows, and the result when all is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext as _

from journal.domain.choices import ExperimentLength
from journal.domain.evidence import randomised
from journal.domain.evidence.power import power
from journal.domain.evidence.randomisation import Randomised
from journal.domain.evidence.weeks import DiaryDays
from journal.models.circumstances import Circumstance
from journal.models.days import days_between
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.pages.trend.wording import cases_in_words, span_in_words

RATE_DAYS = 84
"""The last days, from which the rate before an experiment is read."""
CRAMPS_FOR_INTERVAL = 20


@dataclass(frozen=True)
class Block:
    """A block of the plan. `practise` is None while it is still to come: nobody may prepare for it."""

    number: int
    first: dt.date
    last: dt.date
    practise: bool | None
    is_now: bool
    known_nights: int = 0
    cramps: int = 0
    practice_days: int = 0

    @property
    def logged(self) -> list[bool]:
        """One mark a day of the block, true for as many as have a night logged."""
        days = (self.last - self.first).days + 1
        return [number < self.known_nights for number in range(days)]

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

    @property
    def present(self) -> Block | None:
        """The block of today."""
        return next((block for block in self.blocks if block.is_now), None)

    @property
    def lengths(self) -> list[tuple[int, str, str]]:
        """(weeks, label, honest chance) of each length."""
        return [(int(each), str(each.label), power_in_words(int(each), self.rate)) for each in ExperimentLength]


def experiment_page(diary: Diary, *, today: dt.date) -> ExperimentPage:
    """Read the last experiment and where it stands. Five queries."""
    experiment = Experiment.objects.latest_of(diary)
    status = _status(experiment, today)
    if experiment is None or status == "stopped":
        before = _days(diary, today - dt.timedelta(days=RATE_DAYS), today)
        return ExperimentPage(status, experiment, rate=_rate(before))
    days = _days(diary, experiment.starts_on, experiment.ends_on)
    blocks = tuple(_block(experiment, days, number, today) for number in range(len(experiment.plan)))
    result = _result(experiment, days, blocks) if status == "over" else ()
    was_paused = any(days.paused[: (today - experiment.starts_on).days + 1])
    return ExperimentPage(status, experiment, blocks, result, _rate(days), was_paused)


def block_today(diary: Diary, *, today: dt.date) -> Block | None:
    """Return the block of a running experiment that `today` belongs to, without its nights. One query."""
    experiment = Experiment.objects.latest_of(diary)
    if experiment is None or _status(experiment, today) != "running":
        return None
    number = (today - experiment.starts_on).days // experiment.block_days
    first = experiment.starts_on + dt.timedelta(days=number * experiment.block_days)
    last = first + dt.timedelta(days=experiment.block_days - 1)
    return Block(number + 1, first, last, experiment.plan[number], is_now=True)


def power_in_words(weeks: int, rate: float | None) -> str:
    """Say how likely an experiment would notice cramps halved, at this person's rate."""
    if not rate:
        return _("Log some weeks first: without cramps there is nothing to notice.")
    return _("It would notice a halving in about %(cases)s.") % {"cases": cases_in_words(power(weeks, rate))}


def draws_in_words(chance: float) -> str:
    """Say a chance among the possible draws: "1 of 60 draws", "4 of 10 draws"."""
    if chance < 0.1:
        return _("1 of %(draws)d draws") % {"draws": round(1 / chance)}
    return _("%(share)d of 10 draws") % {"share": max(1, round(10 * chance))}


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


def _rate(days: DiaryDays) -> float | None:
    known = [count for count in days.cramps if count is not None]
    return 7 * sum(known) / len(known) if known else None


def _block(experiment: Experiment, days: DiaryDays, number: int, today: dt.date) -> Block:
    start, length = number * experiment.block_days, experiment.block_days
    first = experiment.starts_on + dt.timedelta(days=start)
    last = first + dt.timedelta(days=length - 1)
    cramps = [count for count in days.cramps[start : start + length] if count is not None]
    return Block(
        number=number + 1,
        first=first,
        last=last,
        practise=experiment.plan[number] if first <= today else None,
        is_now=first <= today <= last,
        known_nights=len(cramps),
        cramps=sum(cramps),
        practice_days=sum(days.practised[start : start + length]),
    )


def _result(experiment: Experiment, days: DiaryDays, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the sentences of the result: the gap, its chance among the draws, and what fits."""
    found = randomised(experiment.plan, days.cramps, experiment.block_days, left_out=days.paused)
    rates = [_blocks_rate(blocks, practise=practise) for practise in (True, False)]
    if found.chance_fewer is None or found.chance_more is None or None in rates:
        return (_("No cramps were logged in this time, so there is nothing to compare."),)
    gap = format_html(
        _(
            "In the blocks drawn by lot for practice you logged <b>{practice} cramps a week</b>, in the others "
            "<b>{rest}</b>."
        ),
        practice=f"{rates[0]:.1f}",
        rest=f"{rates[1]:.1f}",
    )
    chance = min(found.chance_fewer, found.chance_more)
    draw = _("If practice made no difference, a gap like this would come up by chance in %(draws)s.")
    sentences = [gap, draw % {"draws": draws_in_words(chance)}]
    cramps = sum(block.cramps for block in blocks)
    return (*sentences, *_interval(found, cramps))


def _interval(found: Randomised, cramps: int) -> list[str]:
    if cramps < CRAMPS_FOR_INTERVAL or found.low is None or found.high is None:
        return [_("With fewer than 20 cramps no range is shown.")]
    fits = _("Anything %(span)s fits.") % {"span": span_in_words(found.low, found.high)}
    told = {
        "fewer": _("The practice blocks had fewer cramps, beyond what the draw alone would bring."),
        "more": _("The practice blocks had more cramps, beyond what the draw alone would bring."),
    }
    return [told.get(found.verdict, _("That does not settle it either way.")), fits]


def _blocks_rate(blocks: tuple[Block, ...], *, practise: bool) -> float | None:
    chosen = [block for block in blocks if block.practise is practise]
    nights = sum(block.known_nights for block in chosen)
    return 7 * sum(block.cramps for block in chosen) / nights if nights else None
