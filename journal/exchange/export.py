"""A diary as a file: the ZIP that a person takes out, with `diary.json` for machines and tables for people.

Everything is written piece by piece: ten years need no more memory than ten days.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from journal.exchange.csv_export import csv_lines, tables
from journal.exchange.fields import Field
from journal.exchange.schema import DIARY, DIARY_FILE, FORMAT, KINDS, POSE, VERSION, EntryKind, ItemKind
from journal.models.diary import Diary
from poses.models.pose import Pose

PIECE_BYTES = 1 << 15
NO_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3
Slugs = dict[int | None, str]


def zip_of(diary: Diary, database: str | None = None) -> Iterator[bytes]:
    """Yield the ZIP of a diary. The same rows give the same bytes: no name, no date and no host is in it.

    `database` is the one to read, where a replica has everything that the primary has.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in _files(diary, database):
            with archive.open(_zip_entry(name), "w") as entry:
                for line in lines:
                    entry.write(line.encode())
                    yield from pipe.taken(PIECE_BYTES)
    yield from pipe.taken(1)


def _files(diary: Diary, database: str | None) -> Iterator[tuple[str, Iterable[str]]]:
    yield DIARY_FILE, json_lines(diary, database)
    for table in tables():
        yield table.name, csv_lines(table, diary, database)


def _zip_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = 0o644 << 16
    return entry


class _Pipe(io.RawIOBase):
    """Takes what the ZIP writes, and hands it on."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = memoryview(data)  # type: ignore[arg-type]  # the stub names no buffer
        self._held += piece
        return piece.nbytes

    def taken(self, least: int) -> Iterator[bytes]:
        """Yield what was written since, when it is at least so much."""
        if len(self._held) >= least:
            yield bytes(self._held)
            self._held.clear()


def json_lines(diary: Diary, database: str | None = None) -> Iterator[str]:
    """Yield the whole file. Nothing of the person's name, the server or the hour of the export is in it."""
    slugs: Slugs = dict(Pose.objects.using(database).values_list("pk", "slug"))
    yield f'{{"format": "{FORMAT}",\n"version": {VERSION},\n"diary": {_line(_written(DIARY, diary))}'
    for kind in KINDS:
        yield f',\n"{kind.name}": ['
        for number, row in enumerate(kind.stored_rows(diary, database)):
            yield (",\n" if number else "\n") + _line(_entry_as_json(kind, row, slugs))
        yield "\n]"
    yield "\n}\n"


def _written(fields: tuple[Field, ...], row: Any) -> dict[str, Any]:
    """Return what JSON says of a row."""
    return {field.name: field.write(row) for field in fields}


def _entry_as_json(kind: EntryKind, row: Any, slugs: Slugs) -> dict[str, Any]:
    written = _written(kind.fields, row)
    if kind.items is not None:
        written["poses"] = [_item_as_json(kind.items, item, slugs) for item in row.items.all()]
    return written


def _item_as_json(kind: ItemKind, item: Any, slugs: Slugs) -> dict[str, Any]:
    return {POSE: slugs.get(item.pose_id), **_written(kind.fields, item)}


def _line(written: dict[str, Any]) -> str:
    return json.dumps(written, ensure_ascii=False)
