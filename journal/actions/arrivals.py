"""Entries of a file come in by pieces, so that everybody else can write in between: all of them, or none in the end.

What is to be added is written down first. A run that fails takes back what it has added; one that was killed is taken
back by the person's next visit of the import, or by `remove_uploads`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from journal.actions import diaries, entries, uploads
from journal.actions.entries import Rows
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.owned import OwnedQuerySet
from journal.models.practices import Practice, PracticeItem
from journal.models.routines import OwnRoutine
from journal.models.uploads import Upload, UploadQuerySet

PIECE = 500
"""Rows in one transaction, poses of practices among them: a tenth of a second of everybody's time."""
ABANDONED = dt.timedelta(minutes=10)
"""After so long nobody is adding any more: whoever was is gone, or finds that it was taken back."""
Arriving = type[Cramp] | type[Night] | type[Practice] | type[OwnRoutine] | type[Circumstance]
KEYS: dict[Arriving, str] = {
    Cramp: "uuid",
    Night: "date",
    Practice: "uuid",
    OwnRoutine: "uuid",
    Circumstance: "uuid",
}
"""What comes in by pieces, and what tells its rows apart. Experiments and reminders are few: they come last."""


class NotWaiting(Exception):
    """The file is gone: imported by another confirmation, forgotten, or another was sent since."""


def begin(upload: Upload, rows: Rows, *, now: dt.datetime) -> None:
    """Write down what is to be added. The diary is locked: nothing may have changed since the rows were planned."""
    plan = {model.__name__: [_mark(row, key) for row in rows.of(model)] for model, key in KEYS.items()}
    waiting = Upload.objects.of(upload.diary).with_digest(upload.digest).resting()
    if not waiting.update(begun_at=now, adding=plan):
        raise NotWaiting
    upload.begun_at = now


def pieces_of(rows: Rows) -> Iterator[Rows]:
    """Yield rows by pieces, each with the poses that belong to it."""
    for model in KEYS:
        piece, size = Rows(), 0
        for row, items in _with_items(model, rows):
            piece.of(model).append(row)
            for item in items:
                piece.of(type(item)).append(item)
            size += 1 + len(items)
            if size >= PIECE:
                yield piece
                piece, size = Rows(), 0
        if size:
            yield piece


@transaction.atomic
def add_piece(upload: Upload, piece: Rows) -> None:
    """Add one piece, if nobody has taken the rest back."""
    diaries.lock(upload.diary)
    _check(upload)
    entries.add(piece)


@transaction.atomic
def finish(upload: Upload, rows: Rows, *, settings: Mapping[str, Any]) -> None:
    """Add what is left, take over settings, and forget the file. One that was sent meanwhile waits on."""
    diary = upload.diary
    diaries.lock(diary)
    _check(upload)
    entries.add(Rows(experiments=rows.experiments, reminders=rows.reminders))
    # A night with a cramp is not clear, whether the file or somebody in between has said so.
    Night.objects.of(diary).filter(date__in=Cramp.objects.of(diary).order_by().values("night_of")).delete()
    for name, value in settings.items():
        setattr(diary, name, value)
    if settings:
        diary.clean_fields(exclude=["owner"])
        diary.save(update_fields=list(settings))
    Upload.objects.of(diary).update(begun_at=None, adding=None)
    uploads.remove(diary, upload.digest)


def take_back(upload: Upload) -> None:
    """Remove what was added, by pieces too, and let the file wait again."""
    stored = Upload.objects.of(upload.diary).being_added_since(upload.begun_at).first()
    if stored is None:
        return
    for model, key in KEYS.items():
        marks = (stored.adding or {}).get(model.__name__, [])
        for piece in diaries.in_pieces(marks, PIECE):
            _remove(upload, model, key, {tuple(mark) for mark in piece})
    Upload.objects.of(upload.diary).being_added_since(upload.begun_at).update(begun_at=None, adding=None)


def take_back_abandoned(uploads_of_interest: UploadQuerySet, *, now: dt.datetime) -> int:
    """Take back what somebody began to add long ago and never finished, and return of how many files."""
    abandoned = uploads_of_interest.begun_before(now - ABANDONED).select_related("diary").defer("content", "adding")
    found = list(abandoned)
    for upload in found:
        take_back(upload)
    return len(found)


@transaction.atomic
def _remove(upload: Upload, model: Arriving, key: str, marks: set[tuple[str, ...]]) -> None:
    """Remove rows of a piece. One of the same key that somebody has written since is not ours."""
    diaries.lock(upload.diary)
    keys = [name for name, _written in marks]
    rows: OwnedQuerySet[Any] = model.objects.of(upload.diary)
    stored = rows.filter(**{f"{key}__in": keys}).only(key, "created_at")
    ours = [row.pk for row in stored if tuple(_mark(row, key)) in marks]
    entries.remove(upload.diary, model, ours)


def _check(upload: Upload) -> None:
    if not Upload.objects.of(upload.diary).being_added_since(upload.begun_at).exists():
        raise NotWaiting


def _mark(row: Any, key: str) -> list[str]:
    return [str(getattr(row, key)), row.created_at.astimezone(dt.UTC).isoformat()]


def _with_items(model: Arriving, rows: Rows) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each row with its poses."""
    items: dict[int, list[Any]] = defaultdict(list)
    for item in rows.items if model is Practice else rows.routine_items if model is OwnRoutine else []:
        items[id(item.practice if isinstance(item, PracticeItem) else item.routine)].append(item)
    for row in rows.of(model):
        yield row, items[id(row)]
