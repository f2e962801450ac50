"""Many rows of a diary at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from journal.actions import diaries
from journal.actions.changed_since import ChangedSince, digest_of
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
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
def bring_in(diary: Diary, rows: Rows, *, settings: Mapping[str, Any]) -> None:
    """Add checked rows of a file to a diary, and take over its settings. A night with a cramp is no longer clear.

    The diary is locked already: the rows were planned on what it held then.
    """
    nights = {cramp.night_of for cramp in rows.cramps}
    clear = set(Night.objects.of(diary).values_list("date", flat=True))
    Night.objects.of(diary).filter(date__in=nights & clear).delete()
    add(rows)
    for name, value in settings.items():
        setattr(diary, name, value)
    if settings:
        diary.clean_fields(exclude=["owner"])
        diary.save(update_fields=list(settings))


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
    cramps = Cramp.objects.of(diary).filter(created_at=written_at).order_by("uuid")
    practices = Practice.objects.of(diary).filter(created_at=written_at).order_by("uuid")
    nights = Night.objects.of(diary).filter(created_at=written_at).order_by("date")
    return digest_of([*cramps, *nights, *practices])


@transaction.atomic
def take_out(diary: Diary, *, written_at: dt.datetime, clear_nights: Collection[dt.date], digest: str) -> int:
    """Remove what a table has added, all of it written down at one moment, and return how many entries that were.

    `clear_nights` were clear before; those are so again in which no other cramp was logged. `ChangedSince` where some
    of the entries say something else by now than when `digest` was taken; none is removed then.
    """
    diaries.lock(diary)
    present = digest_of_lines(diary, written_at=written_at)
    if present not in (digest, digest_of([])):
        raise ChangedSince
    removed = 0
    for model in (Cramp, Night, Practice):
        count, _rows = model.objects.of(diary).filter(created_at=written_at).delete()
        removed += count
    taken = set(Cramp.objects.of(diary).filter(night_of__in=clear_nights).values_list("night_of", flat=True))
    if removed:
        again = [Night(diary=diary, date=night) for night in clear_nights if night not in taken]
        Night.objects.bulk_create(again, batch_size=BATCH, ignore_conflicts=True)
    return removed
