"""Many rows of a diary at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from journal.actions import diaries
from journal.actions.changed_since import ChangedSince, digest_of, told
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.owned import OwnedQuerySet
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import Reminder
from journal.models.routines import OwnRoutine, OwnRoutineItem

BATCH = 500


@dataclass
class Rows:
    """New rows of one diary, to be stored together."""

    cramps: list[Cramp] = field(default_factory=list)
    nights: list[Night] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    items: list[PracticeItem] = field(default_factory=list)
    routines: list[OwnRoutine] = field(default_factory=list)
    routine_items: list[OwnRoutineItem] = field(default_factory=list)
    circumstances: list[Circumstance] = field(default_factory=list)
    experiments: list[Experiment] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)

    def of(self, model: type[models.Model]) -> list[models.Model]:
        """Return the list of one model's rows, to add to."""
        lists: dict[type[models.Model], list[Any]] = {
            Cramp: self.cramps,
            Night: self.nights,
            Practice: self.practices,
            PracticeItem: self.items,
            OwnRoutine: self.routines,
            OwnRoutineItem: self.routine_items,
            Circumstance: self.circumstances,
            Experiment: self.experiments,
            Reminder: self.reminders,
        }
        return lists[model]


def remove(diary: Diary, model: type[Any], numbers: Collection[int]) -> None:
    """Delete rows of a diary by their numbers, and the poses of practices and routines before them."""
    if model is Practice:
        PracticeItem.objects.of(diary).filter(practice__in=numbers).delete()
    if model is OwnRoutine:
        OwnRoutineItem.objects.of(diary).filter(routine__in=numbers).delete()
    model.objects.of(diary).filter(pk__in=numbers).delete()


@transaction.atomic
def add(rows: Rows) -> None:
    """Store many rows at once; the database's constraints are their only check."""
    Cramp.objects.bulk_create(rows.cramps, batch_size=BATCH)
    Night.objects.bulk_create(rows.nights, batch_size=BATCH)
    Practice.objects.bulk_create(rows.practices, batch_size=BATCH)
    PracticeItem.objects.bulk_create(rows.items, batch_size=BATCH)
    OwnRoutine.objects.bulk_create(rows.routines, batch_size=BATCH)
    OwnRoutineItem.objects.bulk_create(rows.routine_items, batch_size=BATCH)
    Circumstance.objects.bulk_create(rows.circumstances, batch_size=BATCH)
    Experiment.objects.bulk_create(rows.experiments, batch_size=BATCH)
    Reminder.objects.bulk_create(rows.reminders, batch_size=BATCH)


@transaction.atomic
def put_back(diary: Diary, rows: Sequence[models.Model]) -> bool:
    """Store removed rows again as they were; `IntegrityError` when one is there. Its nights are no longer clear.

    Say whether one of them was: somebody had told so since the rows were removed.

    They have no numbers: those of before may be somebody else's by now. Poses follow what they belong to.
    """
    diaries.lock(diary)
    parent = None
    for row in rows:
        setattr(row, "diary", diary)  # noqa: B010 -- each has one, their common parent does not.
        if isinstance(row, PracticeItem | OwnRoutineItem):
            setattr(row, "practice" if isinstance(row, PracticeItem) else "routine", parent)
        else:
            parent = row
        row.save(force_insert=True)
    nights = [row.night_of for row in rows if isinstance(row, Cramp)]
    count, _rows = Night.objects.of(diary).filter(date__in=nights).delete()
    return count > 0


def digest_of_lines(diary: Diary, *, written_at: dt.datetime) -> str:
    """Return what `take_out` knows by that nobody has changed what a table has added."""
    return digest_of([row for model in _LINES for row in _lines(model, diary, written_at)])


def take_out(diary: Diary, *, written_at: dt.datetime, clear_nights: Collection[dt.date], digest: str) -> int:
    """Remove what a table has added, all of it written down at one moment, and return how many entries that were.

    `clear_nights` were clear before; those are so again in which no other cramp was logged. `ChangedSince` where some
    of the entries say something else by now than when `digest` was taken; none is removed then. They go by pieces, so
    that others can write in between: what is changed in that instant stays.
    """
    found = [row for model in _LINES for row in _lines(model, diary, written_at)]
    if found and digest_of(found) != digest:
        raise ChangedSince
    for model in _LINES:
        for piece in diaries.in_pieces([row for row in found if isinstance(row, model)], BATCH):
            _take_out(diary, model, piece)
    for nights in diaries.in_pieces(list(clear_nights), BATCH) if found else ():
        _clear_again(diary, nights)
    return len(found)


_Line = type[Cramp] | type[Night] | type[Practice]
_LINES: tuple[_Line, ...] = (Cramp, Night, Practice)
"""What a line of somebody's own table becomes."""


def _lines(model: _Line, diary: Diary, written_at: dt.datetime) -> OwnedQuerySet[Any]:
    rows: OwnedQuerySet[Any] = model.objects.of(diary)
    return rows.filter(created_at=written_at).order_by("date" if model is Night else "uuid")


@transaction.atomic
def _take_out(diary: Diary, model: _Line, piece: Sequence[models.Model]) -> None:
    diaries.lock(diary)
    before = {row.pk: told(row) for row in piece}
    rows: OwnedQuerySet[Any] = model.objects.of(diary)
    unchanged = [row.pk for row in rows.filter(pk__in=before) if told(row) == before[row.pk]]
    remove(diary, model, unchanged)


@transaction.atomic
def _clear_again(diary: Diary, nights: Sequence[dt.date]) -> None:
    diaries.lock(diary)
    taken = set(Cramp.objects.of(diary).filter(night_of__in=nights).values_list("night_of", flat=True))
    again = [Night(diary=diary, date=night) for night in nights if night not in taken]
    Night.objects.bulk_create(again, ignore_conflicts=True)
