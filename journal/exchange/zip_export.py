"""The ZIP that a person takes out, written piece by piece: ten years need no more memory than ten days."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from journal.exchange.csv_export import csv_lines, tables
from journal.exchange.json_export import json_lines
from journal.exchange.schema import DIARY_FILE
from journal.models.diary import Diary

PIECE_BYTES = 1 << 15
NO_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3


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


def zip_of(diary: Diary, database: str | None = None) -> Iterator[bytes]:
    """Yield the ZIP of a diary. The same rows give the same bytes: no name, no date and no host is in it.

    `database` is the one to read, where a replica has everything that the primary has.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in _files(diary, database):
            with archive.open(_entry(name), "w") as entry:
                for line in lines:
                    entry.write(line.encode())
                    yield from pipe.taken(PIECE_BYTES)
    yield from pipe.taken(1)


def _files(diary: Diary, database: str | None) -> Iterator[tuple[str, Iterable[str]]]:
    yield DIARY_FILE, json_lines(diary, database)
    for table in tables():
        yield table.name, csv_lines(table, diary, database)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = 0o644 << 16
    return entry
