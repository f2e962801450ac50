"""From a file that somebody sends to the rows in it, each with its place in the file. Nothing is believed yet.

Every size is checked before it costs memory (journal/exchange/limits.py).
"""

from __future__ import annotations

import codecs
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from journal.exchange.apple_health import health_entry, practices_in
from journal.exchange.context import Fingerprint
from journal.exchange.csv_reader import CsvTable, read_csv
from journal.exchange.fields import Unreadable, excerpt
from journal.exchange.limits import (
    LOCKED,
    MEGABYTE,
    MOST_BRACKETS,
    MOST_BYTES,
    MOST_COMMAS,
    MOST_DIRECTORY,
    MOST_HEALTH_BYTES,
    MOST_HEALTH_DIRECTORY,
    MOST_RATIO,
    MOST_ROWS,
    MOST_UNPACKED,
    PACKED,
)
from journal.exchange.schema import DIARY_FILE, FORMAT, KINDS, VERSION, EntryKind

_TOP = {"format", "version", "diary", *(kind.name for kind in KINDS)}
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_LONGEST_START = 4
_TAIL = 1 << 17
"""Where a ZIP's table of contents says how long it is: at its end, before a comment of 64 kB at most."""
_DIRECTORY_END = struct.Struct("<4s4H2LH")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    IndexError,
)
"""What `zipfile` raises for files that are no ZIPs, or strange ones."""


@dataclass(frozen=True)
class ParsedRow:
    """One row of a file: what it gives, and where it stands. `error` says why it could not even be read.

    `fingerprint` stands for the identifier where the file has none (journal/exchange/context.py).
    """

    kind: EntryKind
    place: str
    values: Any
    error: str = ""
    fingerprint: Fingerprint | None = None


@dataclass(frozen=True)
class ParsedFile:
    """All rows of a file, and the diary's settings when it has them.

    `is_table`: whether it is somebody's own, without the names of our fields, so that no mistake is told by them.
    """

    rows: list[ParsedRow]
    settings: dict[str, Any] = field(default_factory=dict)
    is_table: bool = False


def content_of_upload(sent: UploadedFile[bytes], *, zone: ZoneInfo) -> bytes:
    """Return what is kept of a file until it is confirmed: the file itself, or the practices in Apple Health's.

    A large file is never held as a whole. `Unreadable` says what is wrong with one. `zone` is the clock of workouts
    that name none.
    """
    size = sent.size or 0
    if size <= MOST_HEALTH_BYTES and sent.file is not None:
        found = _health_practices(sent.file, size, zone)
        if found is not None:
            return found
    if size > MOST_BYTES:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_BYTES // MEGABYTE})
    sent.seek(0)
    content: bytes = sent.read()
    return content


def parse_upload(content: bytes) -> ParsedFile | CsvTable:
    """Read a file: a diary, or a table whose columns the person still has to map. `Unreadable` says what is wrong."""
    text = _text_of(content)
    return _parse_json(text) if _is_json(text) else read_csv(text)


def _health_practices(file: IO[bytes], size: int, zone: ZoneInfo) -> bytes | None:
    """Return the practices in an export of Apple Health, None for any other file."""
    file.seek(0)
    if not file.read(_LONGEST_START).startswith(_ZIP_STARTS):
        return None
    file.seek(max(0, size - _TAIL))
    _check_directory(file.read(), MOST_HEALTH_DIRECTORY)
    try:
        with zipfile.ZipFile(file) as archive:
            entry = health_entry(archive)
            return None if entry is None else practices_in(archive, entry, zone=zone)
    except _BROKEN as error:
        raise Unreadable(_("This ZIP file is damaged or not complete. Try to save it again.")) from error


def _text_of(content: bytes) -> str:
    """Return the text of the diary in a ZIP, or of the file itself."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_BYTES // MEGABYTE})
    if not content.strip():
        raise Unreadable(_("This file is empty."))
    return _decoded(_unzipped(content) if content.startswith(_ZIP_STARTS) else content)


def _is_json(text: str) -> bool:
    return text.lstrip()[:1] in {"{", "["}


def _decoded(content: bytes) -> str:
    """Read UTF-8, UTF-16 or UTF-32 by their marks; without one UTF-8, or else what old spreadsheets write."""
    mark, name = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", ""))
    for codec in [name] if name else ["utf-8", "cp1252"]:
        try:
            text = content[len(mark) :].decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if codec == "cp1252" and _is_json(text):
            raise Unreadable(_("This JSON file is not in UTF-8, so its letters cannot be trusted."))
        return text
    raise Unreadable(_("This file is not text that can be read. Bring in a ZIP, JSON or CSV file."))


def _check_directory(content: bytes, most: int) -> None:
    """Refuse a huge table of contents before `zipfile` reads it, and the format for more than four gigabytes."""
    place = content.rfind(b"PK\x05\x06")
    end = content[place : place + _DIRECTORY_END.size] if place >= 0 else b""
    if len(end) < _DIRECTORY_END.size:
        raise Unreadable(_("This ZIP file is damaged or not complete. Try to save it again."))
    if _DIRECTORY_END.unpack(end)[5] > most:
        raise Unreadable(_("This ZIP file holds too many files to be a diary."))


def _unzipped(content: bytes) -> bytes:
    """Return `diary.json` of a ZIP."""
    _check_directory(content, MOST_DIRECTORY)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entry = _diary_entry(archive)
            # What the ZIP says of its size may be a lie: no more than the limit is read.
            with archive.open(entry) as packed:
                unpacked = packed.read(MOST_UNPACKED + 1)
    except _BROKEN as error:
        raise Unreadable(_("This ZIP file is damaged or not complete. Try to save it again.")) from error
    if len(unpacked) > MOST_UNPACKED:
        raise Unreadable(_("This ZIP file unpacks to far more than a diary."))
    return unpacked


def _diary_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Find the one diary in a ZIP, and refuse what could not be unpacked safely."""
    found = [entry for entry in archive.infolist() if entry.filename.rpartition("/")[2] == DIARY_FILE]
    found = [entry for entry in found if not entry.filename.startswith("__MACOSX")]
    if not found:
        raise Unreadable(_("There is no diary.json in this ZIP file."))
    if len(found) > 1:
        raise Unreadable(_("There is more than one diary.json in this ZIP file."))
    entry = found[0]
    if entry.flag_bits & LOCKED:
        raise Unreadable(_("This ZIP file is locked with a password. Unlock it first."))
    if entry.compress_type not in PACKED:
        raise Unreadable(_("This ZIP file is packed in a way that cannot be read here."))
    if entry.file_size > MOST_UNPACKED or entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Unreadable(_("This ZIP file unpacks to far more than a diary."))
    return entry


def _parse_json(text: str) -> ParsedFile:
    """Return the rows and settings of a `diary.json`."""
    if len(text) > MOST_UNPACKED:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_UNPACKED // MEGABYTE})
    if text.count("[") + text.count("{") > MOST_BRACKETS or text.count(",") > MOST_COMMAS:
        raise Unreadable(_("This file holds far more than a diary."))
    diary = _loaded(text)
    if not isinstance(diary, dict) or diary.get("format") != FORMAT:
        raise Unreadable(_("This JSON file is not a diary from Night Heron."))
    _check_version(diary.get("version"))
    unknown = sorted(set(diary) - _TOP)
    if unknown:
        raise Unreadable(_("Night Heron does not know “%(name)s” in this file.") % {"name": excerpt(unknown[0])})
    settings = diary.get("diary") or {}
    if not isinstance(settings, dict):
        raise Unreadable(_("“diary” must hold the settings of a diary."))
    return ParsedFile(list(_rows(diary)), settings)


def _check_version(version: Any) -> None:
    """Refuse what a newer Night Heron wrote, before one of its answers is called a mistake."""
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Unreadable(_("This file does not say which version of the diary’s format it is."))
    if version > VERSION:
        raise Unreadable(
            _("This file comes from a newer Night Heron. This site has to be updated first; then it can read the file.")
        )


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        sentence = _("This file breaks off or is damaged at line %(line)d. Nothing can be read from it.")
        raise Unreadable(sentence % {"line": error.lineno}) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This file is damaged. Nothing can be read from it.")) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that names a field twice: which of the two is meant nobody knows."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable(_("A row in this file names the same field twice. Nothing can be read from it."))
    return found


def _no_number(name: str) -> Any:
    raise Unreadable(_("“%(name)s” is no number.") % {"name": name})


def _rows(diary: dict[str, Any]) -> Iterator[ParsedRow]:
    lists = {kind.name: diary.get(kind.name) or [] for kind in KINDS}
    for name, rows in lists.items():
        if not isinstance(rows, list):
            raise Unreadable(_("“%(name)s” must be a list.") % {"name": name})
    if sum(len(rows) for rows in lists.values()) > MOST_ROWS:
        raise Unreadable(_("This file has more than %(most)d entries.") % {"most": MOST_ROWS})
    for kind in KINDS:
        for number, row in enumerate(lists[kind.name], start=1):
            place = _("%(list)s, number %(number)d") % {"list": kind.name, "number": number}
            yield ParsedRow(kind, place, row)
