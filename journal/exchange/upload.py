"""What is kept of a file that somebody sends, until the yes: the file itself, or what was found in Apple Health's."""

from __future__ import annotations

import zipfile
from typing import IO
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from journal.exchange.apple_health import health_entry, practices_in
from journal.exchange.fields import Unreadable
from journal.exchange.limits import MEGABYTE, MOST_BYTES, MOST_HEALTH_BYTES, MOST_HEALTH_DIRECTORY
from journal.exchange.unpack import BROKEN, ZIP_STARTS, check_directory

LONGEST_START = 4
TAIL = 1 << 17
"""Where a ZIP's table of contents says how long it is: at its end, before a comment of 64 kB at most."""


def content_of(sent: UploadedFile[bytes], *, zone: ZoneInfo) -> bytes:
    """Return what is to be kept, or raise `Unreadable`. A large file is never held as a whole."""
    size = sent.size or 0
    if size <= MOST_HEALTH_BYTES and sent.file is not None:
        found = _health(sent.file, size, zone)
        if found is not None:
            return found
    if size > MOST_BYTES:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_BYTES // MEGABYTE})
    sent.seek(0)
    content: bytes = sent.read()
    return content


def _health(file: IO[bytes], size: int, zone: ZoneInfo) -> bytes | None:
    """Return the practices in an export of Apple Health, None for any other file."""
    file.seek(0)
    if not file.read(LONGEST_START).startswith(ZIP_STARTS):
        return None
    file.seek(max(0, size - TAIL))
    check_directory(file.read(), MOST_HEALTH_DIRECTORY)
    try:
        with zipfile.ZipFile(file) as archive:
            entry = health_entry(archive)
            return None if entry is None else practices_in(archive, entry, zone=zone)
    except BROKEN as error:
        raise Unreadable(_("This ZIP file is damaged or not complete. Try to save it again.")) from error
