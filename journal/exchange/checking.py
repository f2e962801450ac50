"""What must be true of a row beside the shape of its fields: the same rules, in the same words, as on the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.actions import circumstances, cramps, diaries, experiments, practices
from journal.actions.cramps import HAS_CRAMPS
from journal.actions.diaries import IN_FUTURE
from journal.actions.experiments import IS_RUNNING, OVERLAPS
from journal.domain.choices import ReminderKind
from journal.domain.nights import DAY, NOON, night_of, practice_day
from journal.exchange.context import Standing
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.evidence import Experiment
from journal.models.practices import Practice
from journal.models.reminders import Reminder
from journal.models.routines import OwnRoutine

OTHER_DAY = _("This day does not belong to the time of the entry.")
OTHER_HALF = _("In the evening means after noon, and in the morning before it.")
POINTERS = ("diary", "practice", "routine", "pose")
"""What a row points at is set by us, never by the file."""


def check(row: models.Model, standing: Standing) -> None:
    """Raise a `ValidationError` keyed by field when the row cannot be an entry of this diary now."""
    row.clean_fields(exclude=POINTERS)
    written: dt.datetime | None = getattr(row, "created_at", None)
    if written is not None and written > standing.now:
        raise ValidationError({"created_at": IN_FUTURE})
    _CHECKS.get(type(row), _nothing_more)(row, standing)


def _cramp(cramp: Cramp, standing: Standing) -> None:
    diaries.check_instant("occurred_at", cramp.occurred_at, standing.now)
    _check_day("night_of", cramp.night_of, night_of(cramp.occurred_at, cramp.zone))


def _night(night: Night, standing: Standing) -> None:
    cramps.check_night(night.date, now=standing.now, zone=standing.zone)
    if night.date in standing.nights_with_cramps:
        raise ValidationError({"date": HAS_CRAMPS})


def _practice(practice: Practice, standing: Standing) -> None:
    practices.check_span(practice.started_at, practice.seconds, now=standing.now)
    _check_day("day", practice.day, practice_day(practice.started_at, practice.zone))


def _circumstance(circumstance: Circumstance, standing: Standing) -> None:
    circumstances.check_circumstance(circumstance, today=standing.today)


def _experiment(experiment: Experiment, standing: Standing) -> None:
    experiments.check_experiment(experiment, today=standing.today)
    if standing.has_running_experiment and experiments.is_running(experiment, standing.today):
        raise ValidationError({"starts_on": IS_RUNNING})
    first, last = experiments.days_of(experiment)
    if any(begin <= last and first <= end for begin, end in standing.experiments):
        raise ValidationError({"starts_on": OVERLAPS})


def _reminder(reminder: Reminder, standing: Standing) -> None:
    if (reminder.at >= NOON) != (reminder.kind == ReminderKind.EVENING):
        raise ValidationError({"at": OTHER_HALF})


def _nothing_more(row: models.Model, standing: Standing) -> None:
    pass


def _check_day(field: str, told: dt.date, reckoned: dt.date) -> None:
    """Let a file keep its own day: the rules of a clock may have been corrected since. Never by more than one."""
    if abs(told - reckoned) > DAY:
        raise ValidationError({field: OTHER_DAY})


_CHECKS: dict[type[models.Model], Callable[[Any, Standing], None]] = {
    Cramp: _cramp,
    Night: _night,
    Practice: _practice,
    OwnRoutine: _nothing_more,
    Circumstance: _circumstance,
    Experiment: _experiment,
    Reminder: _reminder,
}
