"""Experiments: drawn once from the system's random source, stored before their first day."""

from __future__ import annotations

import datetime as dt
from secrets import SystemRandom

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.actions import diaries
from journal.actions.diaries import TOO_EARLY
from journal.domain.choices import ExperimentLength
from journal.models.diary import EARLIEST_NIGHT, Diary
from journal.models.evidence import Experiment

BLOCK_DAYS = {ExperimentLength.SHORT: 7, ExperimentLength.MIDDLE: 7, ExperimentLength.LONG: 14}
"""Weeks up to half a year, fortnights for a whole one: more power at equal length."""
NO_SUCH_PLAN = _("An experiment of this length is drawn in other blocks.")
TOO_LATE = _("An experiment begins tomorrow at the latest.")
STOPPED_OUTSIDE = _("An experiment is stopped on one of its own days, today at the latest.")
OVERLAPS = _("Another experiment ran on some of these days.")
IS_RUNNING = _("An experiment is already running. Stop it first.")


@transaction.atomic
def start(diary: Diary, weeks: ExperimentLength, *, today: dt.date) -> Experiment:
    """Draw a plan, half practice and half rest in any order, that begins tomorrow. Refused while one is running."""
    diaries.lock(diary)
    running = Experiment.objects.latest_of(diary)
    if running is not None and is_running(running, today):
        raise ValidationError({"weeks": IS_RUNNING})
    block_days = BLOCK_DAYS[weeks]
    blocks = 7 * weeks // block_days
    practise = set(SystemRandom().sample(range(blocks), blocks // 2))
    return Experiment.objects.create(
        diary=diary,
        weeks=weeks,
        block_days=block_days,
        plan=[block in practise for block in range(blocks)],
        starts_on=today + dt.timedelta(days=1),
    )


def is_running(experiment: Experiment, today: dt.date) -> bool:
    """Whether a plan is under way, or drawn and about to begin."""
    return experiment.stopped_on is None and experiment.ends_on >= today


def days_of(experiment: Experiment) -> tuple[dt.date, dt.date]:
    """Return the first and the last day on which a plan was followed."""
    return experiment.starts_on, experiment.stopped_on or experiment.ends_on


def check(experiment: Experiment, *, today: dt.date) -> None:
    """Refuse a plan that could not have been drawn here."""
    experiment.clean_fields(exclude=["diary"])
    if experiment.block_days != BLOCK_DAYS[ExperimentLength(experiment.weeks)]:
        raise ValidationError({"block_days": NO_SUCH_PLAN})
    blocks = 7 * experiment.weeks // experiment.block_days
    if len(experiment.plan) != blocks or sum(experiment.plan) != blocks // 2:
        raise ValidationError({"plan": NO_SUCH_PLAN})
    if experiment.starts_on < EARLIEST_NIGHT:
        raise ValidationError({"starts_on": TOO_EARLY})
    if experiment.starts_on > today + dt.timedelta(days=1):
        raise ValidationError({"starts_on": TOO_LATE})
    stopped = experiment.stopped_on
    if stopped is not None and not experiment.starts_on <= stopped <= min(experiment.ends_on, today):
        raise ValidationError({"stopped_on": STOPPED_OUTSIDE})


@transaction.atomic
def stop(experiment: Experiment, *, today: dt.date) -> None:
    """Stop early. That is allowed, and gives no result. One that has not begun leaves nothing behind."""
    diaries.lock(experiment.diary)
    if today < experiment.starts_on:
        experiment.delete()
        return
    experiment.stopped_on = today
    experiment.save(update_fields=["stopped_on"])
