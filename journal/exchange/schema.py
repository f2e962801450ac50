"""What a diary holds, kind by kind, and the fields of each: the schema of docs/export-format.md in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from journal.domain import choices
from journal.domain.red_flags import Advice
from journal.exchange.fields import (
    Field,
    day,
    hour,
    identifier,
    instant,
    moment,
    needed_text,
    number,
    plan_of_blocks,
    several,
    text,
    truth,
    zone,
)
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.owned import OwnedQuerySet
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import Reminder
from journal.models.routines import OwnRoutine, OwnRoutineItem
from poses.domain.choices import BLOOD_PRESSURES, OLD_BLOOD_PRESSURE, Condition

DIARY_FILE = "diary.json"
FORMAT = "night-heron-diary"
VERSION = 2
"""What is written. One higher with every field or code that the last release would refuse; all from 1 on are read."""
HELD_AT_ONCE = 250
"""Rows in memory, with their poses, while a diary of any length is written."""
POSE = "pose"
"""A pose by its slug; the rows know it by its number."""


@dataclass(frozen=True)
class ItemKind:
    """The poses of a practice or a routine, in their order. `owner` is the field that points at it."""

    model: type[models.Model]
    owner: str
    fields: tuple[Field, ...]
    needs_pose: bool


@dataclass(frozen=True)
class EntryKind:
    """One list of a diary. Two rows with the same value of `key` are the same entry."""

    name: str
    model: type[models.Model]
    rows: Callable[[], OwnedQuerySet[Any]]
    key: str
    order: tuple[str, ...]
    fields: tuple[Field, ...]
    items: ItemKind | None = None

    def stored_rows(self, diary: Diary, database: str | None = None) -> Iterator[Any]:
        """Yield a diary's rows in their order, with their poses; all from `database` when it is named."""
        rows = self.rows().using(database).of(diary)
        if self.items is not None:
            items = self.items.model._default_manager.using(database).filter(diary=diary)  # noqa: SLF001 - documented
            rows = rows.prefetch_related(models.Prefetch("items", items))
        return rows.order_by(*self.order).iterator(chunk_size=HELD_AT_ONCE)


DIARY = (
    zone("time_zone"),
    number("goal", is_needed=True),
    several("conditions", Condition, former={OLD_BLOOD_PRESSURE: BLOOD_PRESSURES}),
    moment("created_at"),
)
CRAMPS = EntryKind(
    "cramps",
    Cramp,
    Cramp.objects.all,
    key="uuid",
    order=("occurred_at", "uuid"),
    fields=(
        identifier(),
        instant("occurred_at"),
        zone("time_zone"),
        day("night_of"),
        needed_text("precision"),
        number("count", is_needed=True),
        text("side"),
        several("muscles", choices.Muscle),
        number("pain"),
        text("duration"),
        truth("woke"),
        text("state"),
        number("sleep_disturbance"),
        text("back_to_sleep"),
        text("soreness"),
        number("soreness_hours"),
        several("relief", choices.Relief),
        text("relief_effect"),
        number("distress"),
        several("signs", choices.Sign),
        several("advised", Advice),
        truth("excluded", empty=False),
        text("note"),
        moment("created_at"),
    ),
)
NIGHTS = EntryKind(
    "clear_nights",
    Night,
    Night.objects.all,
    key="date",
    order=("date",),
    fields=(day("date"), moment("created_at")),
)
PRACTICES = EntryKind(
    "practices",
    Practice,
    Practice.objects.all,
    key="uuid",
    order=("started_at", "uuid"),
    fields=(
        identifier(),
        instant("started_at"),
        zone("time_zone"),
        day("day"),
        number("seconds", is_needed=True),
        needed_text("source"),
        text("feel"),
        text("note"),
        moment("created_at"),
    ),
    items=ItemKind(
        PracticeItem,
        "practice",
        (number("position", is_needed=True), needed_text("pose_name"), number("seconds"), text("side")),
        needs_pose=False,
    ),
)
ROUTINES = EntryKind(
    "routines",
    OwnRoutine,
    OwnRoutine.objects.all,
    key="uuid",
    order=("created_at", "uuid"),
    fields=(identifier(), needed_text("name"), moment("created_at")),
    items=ItemKind(
        OwnRoutineItem,
        "routine",
        (
            number("position", is_needed=True),
            number("hold_seconds", is_needed=True),
            number("repeats", is_needed=True),
        ),
        needs_pose=True,
    ),
)
CIRCUMSTANCES = EntryKind(
    "circumstances",
    Circumstance,
    Circumstance.objects.all,
    key="uuid",
    order=("first_day", "uuid"),
    fields=(
        identifier(),
        needed_text("kind"),
        day("first_day"),
        day("last_day", is_needed=False),
        text("name"),
        text("medicine"),
        truth("is_pause", empty=False),
        moment("created_at"),
    ),
)
EXPERIMENTS = EntryKind(
    "experiments",
    Experiment,
    Experiment.objects.all,
    key="starts_on",
    order=("starts_on",),
    fields=(
        day("starts_on"),
        number("weeks", is_needed=True),
        number("block_days", is_needed=True),
        plan_of_blocks("plan"),
        day("stopped_on", is_needed=False),
        moment("created_at"),
    ),
)
REMINDERS = EntryKind(
    "reminders",
    Reminder,
    Reminder.objects.all,
    key="kind",
    order=("kind",),
    fields=(needed_text("kind"), hour("at"), truth("by_mail", empty=False)),
)
KINDS = (CRAMPS, NIGHTS, PRACTICES, ROUTINES, CIRCUMSTANCES, EXPERIMENTS, REMINDERS)
