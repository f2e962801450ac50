"""A person's own routines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from journal.actions import diaries, entries
from journal.models.diary import Diary
from journal.models.routines import OwnRoutine, OwnRoutineItem
from poses.models.pose import Pose


@dataclass(frozen=True)
class Dosed:
    """A pose of a routine: how long and how often."""

    pose: Pose
    hold_seconds: int
    repeats: int


@transaction.atomic
def store(diary: Diary, routine: OwnRoutine | None, *, name: str, items: Sequence[Dosed]) -> OwnRoutine:
    """Store a routine with its poses in order; `routine` None makes a new one."""
    if routine is None:
        diaries.lock(diary)
        routine = OwnRoutine(diary=diary)
    else:
        diaries.lock_row(routine)
    routine.name = name
    routine.clean_fields(exclude=["diary"])
    routine.save()
    OwnRoutineItem.objects.of_routine(routine).delete()
    OwnRoutineItem.objects.bulk_create(
        OwnRoutineItem(diary=routine.diary, routine=routine, position=position, **vars(item))
        for position, item in enumerate(items, start=1)
    )
    return routine


@transaction.atomic
def remove(routine: OwnRoutine) -> None:
    """Delete a routine; practices done with it stay."""
    diaries.lock(routine.diary)
    entries.remove(routine.diary, OwnRoutine, [routine.pk])
