"""What else went on, and pauses of the diary."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.actions import diaries
from journal.actions.changed_since import ChangedSince, told
from journal.actions.diaries import TOO_EARLY
from journal.domain.choices import CircumstanceKind
from journal.models.circumstances import Circumstance
from journal.models.diary import EARLIEST_NIGHT, Diary

FURTHEST_AHEAD = dt.timedelta(days=366)
TOO_LATE = _("Pick a day within the next year.")
ENDS_BEFORE = _("The last day cannot be before the first.")
NO_PAUSE = _("This can go on for years. Pause the diary by itself, not with this.")
LASTING = (CircumstanceKind.MEDICINE, CircumstanceKind.PREGNANCY)
"""What does not end when its pause does, so it has none."""


@transaction.atomic
def note(diary: Diary, *, identifier: uuid.UUID, today: dt.date, **details: Any) -> Circumstance:
    """Store what went on. The same identifier again returns the first one."""
    diaries.lock(diary)
    stored = Circumstance.objects.of(diary).with_uuid(identifier).first()
    if stored is not None:
        return stored
    return _write(Circumstance(diary=diary, uuid=identifier), today=today, **details)


@transaction.atomic
def edit(circumstance: Circumstance, *, today: dt.date, **details: Any) -> Circumstance:
    """Change what went on."""
    diaries.lock_row(circumstance)
    return _write(circumstance, today=today, **details)


@transaction.atomic
def remove(circumstance: Circumstance) -> None:
    """Delete it. The nights of a pause count again."""
    diaries.lock(circumstance.diary)
    circumstance.delete()


@transaction.atomic
def pause(diary: Diary, *, identifier: uuid.UUID, today: dt.date) -> Circumstance:
    """Let the diary rest from tonight on; while it rests already, nothing changes."""
    diaries.lock(diary)
    running = Circumstance.objects.of(diary).pauses().touching(today, today).first()
    if running is not None:
        return running
    return note(diary, identifier=identifier, today=today, kind=CircumstanceKind.OTHER, first_day=today, is_pause=True)


@transaction.atomic
def end_pauses(pauses: Sequence[Circumstance], *, today: dt.date) -> None:
    """End pauses that hold today, and the journey or illness with them: tonight counts again.

    One that began today has no night left, and goes.
    """
    for pause in pauses:
        diaries.lock(pause.diary)
        row = Circumstance.objects.of(pause.diary).with_uuid(pause.uuid)
        left = _ended(pause, today)
        if left is not None:
            row.update(last_day=left.last_day)
        else:
            row.delete()


@transaction.atomic
def rest_on(diary: Diary, pauses: Sequence[Circumstance], *, ended_on: dt.date) -> None:
    """Let pauses of this diary that were ended on a day go on as they were. `pauses` are told without their numbers.

    `ChangedSince` where one is not as its end had left it; none is written then.
    """
    diaries.lock(diary)
    for pause in pauses:
        row = Circumstance.objects.of(diary).with_uuid(pause.uuid)
        stored, left = row.first(), _ended(pause, ended_on)
        if (stored and told(stored)) != (left and told(left)):
            raise ChangedSince
        if stored is not None:
            row.update(last_day=pause.last_day)
        else:
            pause.diary, pause.pk = diary, None
            pause.save()


def _ended(pause: Circumstance, today: dt.date) -> Circumstance | None:
    """Return what is left of a pause that ends today."""
    if pause.first_day >= today:
        return None
    left = copy(pause)
    left.last_day = today - dt.timedelta(days=1)
    return left


def _write(circumstance: Circumstance, *, today: dt.date, **details: Any) -> Circumstance:
    for name, value in details.items():
        setattr(circumstance, name, value)
    check(circumstance, today=today)
    circumstance.save()
    return circumstance


def check(circumstance: Circumstance, *, today: dt.date) -> None:
    """Refuse days that cannot be, and a pause that would have no end; only a medicine has a kind of medicine."""
    if circumstance.kind != CircumstanceKind.MEDICINE:
        circumstance.medicine = ""
    if circumstance.is_pause and circumstance.kind in LASTING:
        raise ValidationError({"is_pause": NO_PAUSE})
    _check_day("first_day", circumstance.first_day, today)
    if circumstance.last_day is not None:
        _check_day("last_day", circumstance.last_day, today)
        if circumstance.last_day < circumstance.first_day:
            raise ValidationError({"last_day": ENDS_BEFORE})
    circumstance.clean_fields(exclude=["diary"])


def _check_day(field: str, day: dt.date, today: dt.date) -> None:
    if day < EARLIEST_NIGHT:
        raise ValidationError({field: TOO_EARLY})
    if day > today + FURTHEST_AHEAD:
        raise ValidationError({field: TOO_LATE})
