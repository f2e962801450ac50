"""The diary itself, and what every write to it checks."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.diary import EARLIEST, Diary
from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from yogasite.accounts.models import User
from yogasite.outages import note_saved

Thing = TypeVar("Thing")
Row = TypeVar("Row", Cramp, Practice, Circumstance, OwnRoutine)
IN_FUTURE = _("This time has not happened yet. Pick an earlier one.")
PAUSE = 0.12
"""Seconds between two pieces."""
TOO_EARLY = _("Pick a date after 1900.")


def open_for(owner: User, *, zone: str, now: dt.datetime, conditions: int = 0) -> Diary:
    """Return the owner's diary, opening it on the first call. `conditions` is what a visit without one had told."""
    defaults = {"time_zone": zone, "created_at": now, "conditions": conditions}
    diary, _created = Diary.objects.get_or_create(owner=owner, defaults=defaults)
    return diary


@transaction.atomic
def change_preferences(diary: Diary, *, time_zone: str, goal: int) -> Diary:
    """Set the clock that new entries are made by, and what counts as regular practice."""
    diary.time_zone, diary.goal = time_zone, goal
    diary.full_clean(exclude=["owner"], validate_unique=False, validate_constraints=False)
    lock(diary)
    diary.save(update_fields=["time_zone", "goal"])
    return diary


@transaction.atomic
def change_conditions(diary: Diary, conditions: int) -> None:
    """Set what rules poses out for this person (`poses.domain.choices.Condition`)."""
    diary.conditions = conditions
    diary.clean_fields(exclude=["owner"])
    lock(diary)
    diary.save(update_fields=["conditions"])


class Gone(Exception):
    """What was to be changed was removed in the same instant, in another window."""


class DiaryGone(Gone):
    """The whole diary was: a command has deleted it meanwhile."""


def lock(diary: Diary) -> None:
    """Let one writer at a time at a diary, until the transaction ends."""
    if not Diary.objects.with_pk(diary.pk).lock():
        raise DiaryGone
    transaction.on_commit(note_saved)


@contextmanager
def locked(diary: Diary) -> Iterator[None]:
    """Let nobody else write to a diary between what is read and what is written here."""
    with transaction.atomic():
        lock(diary)
        yield


def in_pieces(rows: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    """Yield rows by pieces, each for a transaction of its own: long work lets others write in between."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
        let_others_write()


def let_others_write() -> None:
    """Wait until everybody who waits for SQLite's one lock has looked at it: they do so ten times a second."""
    if connection.vendor == "sqlite":
        time.sleep(PAUSE)


def lock_row(row: Row) -> None:
    """Lock the diary of a row, and read the row again: it may have been changed or removed since it was fetched."""
    diary = row.diary
    lock(diary)
    try:
        row.refresh_from_db(from_queryset=type(row).objects.of(diary).select_for_update())
    except ObjectDoesNotExist as error:
        raise Gone from error
    row.diary = diary


def check_instant(field: str, instant: dt.datetime, now: dt.datetime) -> None:
    """Refuse a time in the future, and one before 1900, beside the field that gave it."""
    if instant > now:
        raise ValidationError({field: IN_FUTURE})
    if instant < EARLIEST:
        raise ValidationError({field: TOO_EARLY})
