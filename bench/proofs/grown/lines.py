"""Made-up diaries as lines of COPY: long ones that were drawn once, of which each person gets the last days."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from journal.domain.demo import demo_days
from journal.management import demo_rows
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice, PracticeItem
from poses.models.pose import Pose

LONGEST = 3650
"""Days of a drawn diary, and of the one that is measured."""
SHORTEST = 7
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Europe/Berlin")
OWN_COLUMNS = {
    Cramp: ("diary_id", "uuid"),
    Night: ("diary_id",),
    Practice: ("id", "diary_id", "uuid"),
    PracticeItem: ("diary_id", "practice_id"),
}
"""What differs from person to person, and so stands first in a line."""


@dataclass
class Day:
    """The ends of the lines of one day."""

    cramps: list[str] = field(default_factory=list)
    nights: list[str] = field(default_factory=list)
    practices: list[tuple[str, list[str]]] = field(default_factory=list)
    """Each with those of its poses."""


@dataclass(frozen=True)
class Drawn:
    """A diary of ten years, day by day, oldest first."""

    zone: str
    days: list[Day]


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the columns in the order of the lines."""
    own = OWN_COLUMNS[model]
    names = (each.attname for each in model._meta.concrete_fields)  # noqa: SLF001 - documented, whatever its name
    return [*own, *(name for name in names if name not in own and name != "id")]


def draw(seed: int, *, end: dt.date, poses: Sequence[Pose], now: dt.datetime) -> Drawn:
    """Draw one diary, as `seed_demo` does."""
    zone = ZONES[seed % len(ZONES)]
    diary = Diary(pk=0, time_zone=zone, created_at=now)
    rows = demo_rows.rows_of(diary, list(demo_days(days=LONGEST, end=end, seed=seed)), poses, now=now)
    days: dict[dt.date, Day] = defaultdict(Day)
    items: dict[uuid.UUID, list[str]] = defaultdict(list)
    for item in rows.items:
        items[item.practice.uuid].append(_end(item))
    for cramp in rows.cramps:
        cramp.created_at = cramp.occurred_at
        days[cramp.night_of].cramps.append(_end(cramp))
    for night in rows.nights:
        night.created_at = dt.datetime.combine(night.date, dt.time(8), tzinfo=dt.UTC) + dt.timedelta(days=1)
        days[night.date].nights.append(_end(night))
    for practice in rows.practices:
        practice.created_at = practice.started_at
        days[practice.day].practices.append((_end(practice), items[practice.uuid]))
    first = end - dt.timedelta(days=LONGEST - 1)
    return Drawn(zone, [days[first + dt.timedelta(days=offset)] for offset in range(LONGEST)])


def lengths(diaries: int, mean: float) -> list[int]:
    """Draw how many days each diary has: the first all, most of the others few."""
    chance = random.Random(2)  # noqa: S311 -- made-up data, not a secret
    drawn = (SHORTEST + int(chance.expovariate(1 / (mean - SHORTEST))) for _number in range(diaries - 1))
    return [LONGEST, *(min(LONGEST, each) for each in drawn)]


def text(value: object) -> str:
    """Return a value as COPY reads it; our made-up texts hold nothing that would need a backslash."""
    return r"\N" if value is None else str(value)


def _end(row: models.Model) -> str:
    """Return the line of a row without what stands first in it, with a tab before each value."""
    values: list[Any] = [getattr(row, name) for name in columns_of(type(row))[len(OWN_COLUMNS[type(row)]) :]]
    return "".join(f"\t{text(value)}" for value in values) + "\n"
