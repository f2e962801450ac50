"""Every write to the diary. Functions check their input, run in one transaction and return what they wrote.

Errors are `ValidationError`s keyed by field, worded for the person. "Now" is always a parameter.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.choices import Precision, Source
from journal.models import (
    EARLIEST,
    EARLIEST_NIGHT,
    Cramp,
    Diary,
    Night,
    OwnRoutine,
    OwnRoutineItem,
    Practice,
    PracticeItem,
)
from journal.nights import night_of, practice_day, representative_instant
from poses.models import Pose
from yogasite.accounts.models import User

IN_FUTURE = _("This time has not happened yet. Pick an earlier one.")
TOO_EARLY = _("Pick a date after 1900.")
NIGHT_IN_FUTURE = _("This night has not happened yet. Pick an earlier one.")
HAS_CRAMPS = _("You logged a cramp on this night. Remove the cramp first.")


def open_diary(owner: User, *, zone: str, now: dt.datetime) -> Diary:
    """Return the owner's diary, opening it on the first call."""
    diary, _created = Diary.objects.get_or_create(owner=owner, defaults={"time_zone": zone, "created_at": now})
    return diary


@dataclass(frozen=True)
class Held:
    """A pose of a session: for how long it was held and on which side, where that is known."""

    pose: Pose
    seconds: int | None = None
    side: str = ""


@dataclass(frozen=True)
class Dosed:
    """A pose of a routine: how long and how often."""

    pose: Pose
    hold_seconds: int
    repeats: int


def change_preferences(diary: Diary, *, time_zone: str, goal: int) -> Diary:
    """Set the clock that new entries are made by, and what counts as regular practice."""
    diary.time_zone, diary.goal = time_zone, goal
    diary.full_clean(exclude=["owner"], validate_unique=False, validate_constraints=False)
    diary.save(update_fields=["time_zone", "goal"])
    return diary


def change_conditions(diary: Diary, conditions: int) -> None:
    """Set what rules poses out for this person (`poses.choices.Condition`)."""
    diary.conditions = conditions
    diary.clean_fields(exclude=["owner"])
    diary.save(update_fields=["conditions"])


@transaction.atomic
def save_routine(diary: Diary, routine: OwnRoutine | None, *, name: str, items: Sequence[Dosed]) -> OwnRoutine:
    """Store a routine with its poses in order; `routine` None makes a new one."""
    routine = routine or OwnRoutine(diary=diary)
    routine.name = name
    routine.clean_fields(exclude=["diary"])
    routine.save()
    routine.items.all().delete()
    OwnRoutineItem.objects.bulk_create(
        OwnRoutineItem(routine=routine, position=position, **vars(item)) for position, item in enumerate(items, start=1)
    )
    return routine


def remove_routine(routine: OwnRoutine) -> None:
    """Delete a routine; practices done with it stay."""
    routine.delete()


@transaction.atomic
def log_cramp(
    diary: Diary,
    *,
    identifier: uuid.UUID,
    occurred_at: dt.datetime,
    now: dt.datetime,
    precision: Precision = Precision.EXACT,
    **details: Any,
) -> Cramp:
    """Store a cramp and take back a "no cramps" of its night. The same identifier again returns the first one."""
    _lock(diary)
    stored = Cramp.objects.of(diary).with_uuid(identifier).first()
    if stored is not None:
        return stored
    cramp = Cramp(diary=diary, uuid=identifier, time_zone=diary.time_zone)
    return _write_cramp(cramp, occurred_at=occurred_at, precision=precision, now=now, **details)


def log_cramp_of_night(diary: Diary, *, identifier: uuid.UUID, night: dt.date, now: dt.datetime) -> Cramp:
    """Store a cramp of which only the night is remembered."""
    check_night(night, now=now, zone=diary.zone)
    instant = min(representative_instant(night, diary.zone), now)
    return log_cramp(diary, identifier=identifier, occurred_at=instant, now=now, precision=Precision.NIGHT)


@transaction.atomic
def edit_cramp(
    cramp: Cramp, *, occurred_at: dt.datetime, precision: Precision, now: dt.datetime, **details: Any
) -> Cramp:
    """Change a cramp; a night that it moves to is no longer clear."""
    _lock(cramp.diary)
    return _write_cramp(cramp, occurred_at=occurred_at, precision=precision, now=now, **details)


def add_details(cramp: Cramp, **details: Any) -> Cramp:
    """Change only the named details of a cramp."""
    for name, value in details.items():
        setattr(cramp, name, value)
    cramp.clean_fields(exclude=["diary"])
    cramp.save(update_fields=list(details))
    return cramp


def remove_cramp(cramp: Cramp) -> None:
    """Delete a cramp. Its night becomes unknown, not clear."""
    cramp.delete()


@transaction.atomic
def confirm_clear(diary: Diary, night: dt.date, *, now: dt.datetime) -> Night:
    """Store that a night had no cramps; refused while a cramp is stored for it. Twice is once."""
    check_night(night, now=now, zone=diary.zone)
    _lock(diary)
    if Cramp.objects.of(diary).between(night, night).exists():
        raise ValidationError({"night": HAS_CRAMPS})
    stored, _created = Night.objects.get_or_create(diary=diary, date=night)
    return stored


def take_back_clear(diary: Diary, night: dt.date) -> None:
    """Make a confirmed-clear night unknown again."""
    Night.objects.of(diary).on(night).delete()


@transaction.atomic
def log_practice(
    diary: Diary,
    *,
    identifier: uuid.UUID,
    started_at: dt.datetime,
    seconds: int,
    held: Sequence[Held],
    now: dt.datetime,
    note: str = "",
    source: Source = Source.HAND,
    feel: str = "",
) -> Practice:
    """Store a session. The same identifier again returns the first one."""
    _lock(diary)
    stored = Practice.objects.of(diary).with_uuid(identifier).first()
    if stored is not None:
        return stored
    practice = Practice(diary=diary, uuid=identifier, time_zone=diary.time_zone, source=source, feel=feel)
    _write_practice(practice, started_at=started_at, seconds=seconds, now=now, note=note)
    _add_held(practice, held, after=0)
    return practice


@transaction.atomic
def edit_practice(
    practice: Practice,
    *,
    started_at: dt.datetime,
    seconds: int,
    poses: Sequence[Pose],
    now: dt.datetime,
    note: str,
) -> Practice:
    """Change a session. Poses that stay keep the seconds and sides that were held; new ones come last."""
    items = list(practice.items.all())
    _write_practice(practice, started_at=started_at, seconds=seconds, now=now, note=note)
    wanted, stored = {pose.pk for pose in poses}, {item.pose_id for item in items}
    practice.items.filter(pk__in=[item.pk for item in items if item.pose_id not in wanted]).delete()
    added = [Held(pose) for pose in poses if pose.pk not in stored]
    _add_held(practice, added, after=max((item.position for item in items), default=0))
    return practice


def remove_practice(practice: Practice) -> None:
    """Delete a session with its items."""
    practice.delete()


@dataclass
class Rows:
    """New rows of one diary, to be stored together."""

    cramps: list[Cramp] = field(default_factory=list)
    nights: list[Night] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    items: list[PracticeItem] = field(default_factory=list)


@transaction.atomic
def add_entries(rows: Rows) -> None:
    """Store many rows at once; the database's constraints are their only check."""
    Cramp.objects.bulk_create(rows.cramps, batch_size=500)
    Night.objects.bulk_create(rows.nights, batch_size=500)
    Practice.objects.bulk_create(rows.practices, batch_size=500)
    PracticeItem.objects.bulk_create(rows.items, batch_size=500)


def check_night(night: dt.date, *, now: dt.datetime, zone: ZoneInfo) -> None:
    """Refuse a night before 1900, and one whose midnight has not come yet."""
    if night < EARLIEST_NIGHT:
        raise ValidationError({"night": TOO_EARLY})
    if night > night_of(now, zone) or representative_instant(night, zone) > now:
        raise ValidationError({"night": NIGHT_IN_FUTURE})


def _lock(diary: Diary) -> None:
    """Let one writer at a time at a diary (PostgreSQL; SQLite's IMMEDIATE transactions do so by themselves)."""
    Diary.objects.select_for_update().only("pk").get(pk=diary.pk)


def _check_instant(field: str, instant: dt.datetime, now: dt.datetime) -> None:
    if instant > now:
        raise ValidationError({field: IN_FUTURE})
    if instant < EARLIEST:
        raise ValidationError({field: TOO_EARLY})


def _write_cramp(cramp: Cramp, *, occurred_at: dt.datetime, now: dt.datetime, **details: Any) -> Cramp:
    _check_instant("occurred_at", occurred_at, now)
    cramp.occurred_at = occurred_at
    cramp.night_of = night_of(occurred_at, cramp.zone)
    for name, value in details.items():
        setattr(cramp, name, value)
    cramp.clean_fields(exclude=["diary"])
    cramp.save()
    take_back_clear(cramp.diary, cramp.night_of)
    return cramp


def _write_practice(
    practice: Practice,
    *,
    started_at: dt.datetime,
    seconds: int,
    now: dt.datetime,
    note: str,
) -> None:
    _check_instant("started_at", started_at, now)
    if started_at + dt.timedelta(seconds=seconds) > now + dt.timedelta(minutes=1):
        raise ValidationError({"minutes": _("This practice would end in the future. Make it shorter or earlier.")})
    practice.started_at, practice.seconds, practice.note = started_at, seconds, note
    practice.day = practice_day(started_at, practice.zone)
    practice.clean_fields(exclude=["diary"])
    practice.save()


def _add_held(practice: Practice, held: Sequence[Held], *, after: int) -> None:
    PracticeItem.objects.bulk_create(
        PracticeItem(
            practice=practice,
            position=position,
            pose=each.pose,
            pose_name=each.pose.name,
            seconds=each.seconds,
            side=each.side,
        )
        for position, each in enumerate(held, start=after + 1)
    )
