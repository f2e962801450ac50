"""`diary.json`, line by line: one row a line, in an order that the rows alone decide."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from journal.exchange.fields import Column
from journal.exchange.schema import DIARY, FORMAT, KINDS, POSE, VERSION, Kind, Parts
from journal.models.diary import Diary
from poses.models.pose import Pose

HELD_AT_ONCE = 250
"""Rows in memory, with their poses, while a diary of any length is written."""
Slugs = dict[int | None, str]


def json_lines(diary: Diary, database: str | None = None) -> Iterator[str]:
    """Yield the whole file. Nothing of the person's name, the server or the hour of the export is in it."""
    slugs: Slugs = dict(Pose.objects.using(database).values_list("pk", "slug"))
    yield f'{{"format": "{FORMAT}",\n"version": {VERSION},\n"diary": {_line(told(DIARY, diary))}'
    for kind in KINDS:
        yield f',\n"{kind.name}": ['
        for number, row in enumerate(rows_of(kind, diary, database)):
            yield (",\n" if number else "\n") + _line(_row(kind, row, slugs))
        yield "\n]"
    yield "\n}\n"


def rows_of(kind: Kind, diary: Diary, database: str | None = None) -> Iterator[Any]:
    """Yield a diary's rows of one kind, with their poses; all from `database` when it is named."""
    rows = kind.rows().using(database).of(diary)
    if kind.parts is not None:
        rows = rows.prefetch_related("items")
    return rows.order_by(*kind.order).iterator(chunk_size=HELD_AT_ONCE)


def told(columns: tuple[Column, ...], row: Any) -> dict[str, Any]:
    """Return what JSON says of a row."""
    return {column.name: column.write(row) for column in columns}


def _row(kind: Kind, row: Any, slugs: Slugs) -> dict[str, Any]:
    said = told(kind.columns, row)
    if kind.parts is not None:
        said["poses"] = [_part(kind.parts, item, slugs) for item in row.items.all()]
    return said


def _part(parts: Parts, item: Any, slugs: Slugs) -> dict[str, Any]:
    return {POSE: slugs.get(item.pose_id), **told(parts.columns, item)}


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False)
