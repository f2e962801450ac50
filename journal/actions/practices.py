"""Practice sessions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.actions import diaries, entries
from journal.domain.choices import Source
from journal.domain.nights import practice_day
from journal.models.diary import Diary
from journal.models.practices import Practice, PracticeItem
from poses.models.pose import Pose


@dataclass(frozen=True)
class Held:
    """A pose of a session: for how long it was held and on which side, where that is known."""

    pose: Pose
    seconds: int | None = None
    side: str = ""


@transaction.atomic
def log(
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
    diaries.lock(diary)
    stored = Practice.objects.of(diary).with_uuid(identifier).first()
    if stored is not None:
        return stored
    practice = Practice(diary=diary, uuid=identifier, time_zone=diary.time_zone, source=source, feel=feel)
    _write(practice, started_at=started_at, seconds=seconds, now=now, note=note)
    _add_held(practice, held, after=0)
    return practice


@transaction.atomic
def edit(
    practice: Practice,
    *,
    started_at: dt.datetime,
    seconds: int,
    poses: Sequence[Pose],
    now: dt.datetime,
    note: str,
) -> Practice:
    """Change a session. Poses that stay keep the seconds and sides that were held; new ones come last.

    A practice from paper whose hour and minutes somebody has now filled in is one by hand.
    """
    diaries.lock_row(practice)
    if practice.source == Source.PAPER:
        practice.source = Source.HAND
    stored_items = PracticeItem.objects.of_practice(practice)
    items = list(stored_items)
    _write(practice, started_at=started_at, seconds=seconds, now=now, note=note)
    wanted, stored = {pose.pk for pose in poses}, {item.pose_id for item in items}
    stored_items.filter(pk__in=[item.pk for item in items if item.pose_id not in wanted]).delete()
    added = [Held(pose) for pose in poses if pose.pk not in stored]
    _add_held(practice, added, after=max((item.position for item in items), default=0))
    return practice


def check_span(started_at: dt.datetime, seconds: int, *, now: dt.datetime) -> None:
    """Refuse a session that is not over yet."""
    diaries.check_instant("started_at", started_at, now)
    if started_at + dt.timedelta(seconds=seconds) > now + dt.timedelta(minutes=1):
        raise ValidationError({"minutes": _("This practice would end in the future. Make it shorter or earlier.")})


@transaction.atomic
def remove(practice: Practice) -> None:
    """Delete a session with its items."""
    diaries.lock(practice.diary)
    entries.remove(practice.diary, Practice, [practice.pk])


def _write(
    practice: Practice,
    *,
    started_at: dt.datetime,
    seconds: int,
    now: dt.datetime,
    note: str,
) -> None:
    check_span(started_at, seconds, now=now)
    practice.started_at, practice.seconds, practice.note = started_at, seconds, note
    practice.day = practice_day(started_at, practice.zone)
    practice.clean_fields(exclude=["diary"])
    practice.save()


def _add_held(practice: Practice, held: Sequence[Held], *, after: int) -> None:
    PracticeItem.objects.bulk_create(
        PracticeItem(
            diary=practice.diary,
            practice=practice,
            position=position,
            pose=each.pose,
            pose_name=each.pose.name,
            seconds=each.seconds,
            side=each.side,
        )
        for position, each in enumerate(held, start=after + 1)
    )
