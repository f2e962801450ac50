"""Practices out of Apple Health's `export.zip`: its yoga and stretching, read as a stream, however large the file.

The XML of a phone with years of steps and heartbeats has a gigabyte; what is wanted of it fits on a page. Apple's
declarations before the root element are skipped: phones with iOS 16 write broken ones, and nothing depends on them.
Control characters, which some phones write although XML forbids them, are dropped.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser
from django.utils.translation import gettext as _

from journal.domain.choices import Source
from journal.domain.nights import practice_day, zone_named
from journal.exchange.fields import Unreadable
from journal.exchange.limits import LOCKED, MEGABYTE, MOST_HEALTH_UNPACKED, MOST_RATIO, MOST_ROWS, PACKED
from journal.exchange.schema import DIARY_FILE, FORMAT, PRACTICES, VERSION

ROOT = b"<HealthData"
PROLOGUE, PIECE = MEGABYTE, 1 << 16
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
WORKOUT_TYPES = {"HKWorkoutActivityTypeYoga", "HKWorkoutActivityTypeFlexibility"}
WRITTEN = "%Y-%m-%d %H:%M:%S %z"
WORKOUTS = uuid.UUID("0f5a9d3e-6b9e-4b0a-8c59-0d6a4f6f3f11")
"""The namespace of the identifiers of workouts: the same one imported again is the same entry."""


def health_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """Return the XML of Apple Health in a ZIP. Its name is in the phone's language: it is the largest XML file."""
    entries = archive.infolist()
    if any(entry.filename.rpartition("/")[2] == DIARY_FILE for entry in entries):
        return None
    names = [entry for entry in entries if entry.filename.lower().endswith(".xml")]
    return max(names, key=lambda entry: entry.file_size, default=None)


def practices_in(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, zone: ZoneInfo) -> bytes:
    """Return the practices as a diary in JSON, or raise `Unreadable`. `zone` is that of workouts that name none.

    What `zipfile` raises for a broken ZIP is left to the caller, who has opened it.
    """
    if entry.flag_bits & LOCKED or entry.compress_type not in PACKED:
        raise Unreadable(_("This ZIP file is packed in a way that cannot be read here."))
    if entry.file_size > MOST_HEALTH_UNPACKED or entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Unreadable(_("This ZIP file unpacks to far more than the years of a phone."))
    found = _Workouts()
    parser = create_parser()
    parser.setContentHandler(found)
    try:
        with archive.open(entry) as packed:
            for piece in _from_root(packed):
                parser.feed(piece.translate(None, CONTROLS))
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable(_("This file declares entities, which Apple Health never does.")) from error
    except SAXException as error:
        raise Unreadable(_("The file of Apple Health breaks off or is damaged. Save it again.")) from error
    rows = [_practice(attributes, zone) for attributes in found.workouts]
    once = {row["uuid"]: row for row in rows}  # A phone that was moved to a new one may tell a workout twice.
    return json.dumps({"format": FORMAT, "version": VERSION, PRACTICES.name: list(once.values())}).encode()


def _from_root(packed: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML from its root element on, as far as the limit: what the ZIP says of its size may be a lie."""
    start = packed.read(PROLOGUE)
    place = start.find(ROOT)
    if place < 0:
        raise Unreadable(_("There is neither a diary nor an Apple Health export in this ZIP file."))
    yield start[place:]
    size = len(start)
    while piece := packed.read(PIECE):
        size += len(piece)
        if size > MOST_HEALTH_UNPACKED:
            raise Unreadable(_("This ZIP file unpacks to far more than the years of a phone."))
        yield piece


class _Workouts(ContentHandler):
    """Collects the attributes of the workouts that count, and the time zone that each was in."""

    def __init__(self) -> None:
        super().__init__()
        self.workouts: list[dict[str, str]] = []
        self._is_inside = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 -- SAX's name
        if name == "Workout":
            self._is_inside = attrs.get("workoutActivityType") in WORKOUT_TYPES
            if self._is_inside:
                self.workouts.append(dict(attrs.items()))
            if len(self.workouts) > MOST_ROWS:
                raise Unreadable(_("This file has more than %(most)d entries.") % {"most": MOST_ROWS})
        elif self._is_inside and name == "MetadataEntry" and attrs.get("key") == "HKTimeZone":
            self.workouts[-1]["zone"] = attrs.get("value", "")

    def endElement(self, name: str) -> None:  # noqa: N802 -- SAX's name
        if name == "Workout":
            self._is_inside = False


def _practice(attributes: dict[str, str], zone: ZoneInfo) -> dict[str, Any]:
    """Say a workout as a practice. What cannot be read stays as it is: the dry run names it."""
    start, end = attributes.get("startDate", ""), attributes.get("endDate", "")
    kind = attributes.get("workoutActivityType", "")
    row: dict[str, Any] = {
        "uuid": str(uuid.uuid5(WORKOUTS, f"{kind}|{start}|{end}")),
        "started_at": start,
        "time_zone": str(_zone(attributes.get("zone", ""), zone)),
        "day": start[:10],
        "seconds": 0,
        "source": Source.IMPORT,
        "created_at": attributes.get("creationDate") or end,
    }
    with suppress(ValueError, OverflowError):
        begun, ended = _instant(start), _instant(end)
        row["started_at"] = begun.isoformat()
        row["day"] = practice_day(begun, ZoneInfo(row["time_zone"])).isoformat()
        row["seconds"] = round((ended - begun).total_seconds())
        row["created_at"] = _instant(row["created_at"]).isoformat()
    return row


def _instant(written: str) -> dt.datetime:
    """Read a time as Apple writes it."""
    return dt.datetime.strptime(written, WRITTEN)  # noqa: DTZ007 -- the offset is in it


def _zone(name: str, default: ZoneInfo) -> ZoneInfo:
    try:
        return zone_named(name)
    except ValueError:
        return default
