"""From the bytes of a file to its text, whoever made them: bounded before anything is unpacked."""

from __future__ import annotations

import codecs
import io
import struct
import zipfile
import zlib

from django.utils.translation import gettext as _

from journal.exchange.fields import Unreadable
from journal.exchange.limits import MEGABYTE, MOST_BYTES, MOST_DIRECTORY, MOST_RATIO, MOST_UNPACKED
from journal.exchange.schema import DIARY_FILE

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_DIRECTORY_END = struct.Struct("<4s4H2LH")
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCKED = 0x1
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BROKEN = (
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


def text_of(content: bytes) -> str:
    """Return the text of a file: of the diary in a ZIP, or of the file itself. `Unreadable` says why there is none."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_BYTES // MEGABYTE})
    if not content.strip():
        raise Unreadable(_("This file is empty."))
    if content.startswith(ZIP_STARTS):
        content = _diary_in(content)
    return _decoded(content)


def is_json(text: str) -> bool:
    """Whether a text is meant as JSON."""
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
        if codec == "cp1252" and is_json(text):
            raise Unreadable(_("This JSON file is not in UTF-8, so its letters cannot be trusted."))
        return text
    raise Unreadable(_("This file is not text that can be read. Bring in a ZIP, JSON or CSV file."))


def _diary_in(content: bytes) -> bytes:
    check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _unpacked(archive)
    except BROKEN as error:
        raise Unreadable(_("This ZIP file is damaged or not complete. Try to save it again.")) from error


def check_directory(content: bytes, most: int = MOST_DIRECTORY) -> None:
    """Refuse a huge table of contents before `zipfile` reads it, and the format for more than four gigabytes."""
    place = content.rfind(b"PK\x05\x06")
    end = content[place : place + _DIRECTORY_END.size] if place >= 0 else b""
    if len(end) < _DIRECTORY_END.size:
        raise Unreadable(_("This ZIP file is damaged or not complete. Try to save it again."))
    if _DIRECTORY_END.unpack(end)[5] > most:
        raise Unreadable(_("This ZIP file holds too many files to be a diary."))


def _unpacked(archive: zipfile.ZipFile) -> bytes:
    entries = archive.infolist()
    found = [entry for entry in entries if entry.filename.rpartition("/")[2] == DIARY_FILE]
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
    with archive.open(entry) as packed:  # What the ZIP says of its size may be a lie: no more than the limit is read.
        text = packed.read(MOST_UNPACKED + 1)
    if len(text) > MOST_UNPACKED:
        raise Unreadable(_("This ZIP file unpacks to far more than a diary."))
    return text
