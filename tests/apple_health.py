"""Makes an `export.zip` like Apple Health's, as large as you like, and measures what reading it takes.

    .venv/bin/python -m tests.apple_health --megabytes 1024

Everything in it is made up. It is streamed to a temporary file and read by a process of its own, whose highest memory
is printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

NAME = "apple_health_export/export.xml"
DTD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST VisionPrescription
  type CDATA #REQUIRED
<!ELEMENT RightEye EMPTY>
]>
"""
"""Broken as phones write it: a declaration that is not closed."""
HEAD = '<HealthData locale="en_GB">\n <ExportDate value="2026-11-20 08:00:00 +0000"/>\n'
FOOT = "</HealthData>\n"
FIRST = dt.datetime(2016, 1, 1, 6, 30, tzinfo=dt.UTC)


def record(number: int) -> str:
    """A heartbeat, of which a phone keeps millions."""
    moment = f"{FIRST + dt.timedelta(minutes=number):%Y-%m-%d %H:%M:%S} +0000"
    return (
        ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="A watch" sourceVersion="9.1" '
        'device="&lt;&lt;HKDevice: 0x1&gt;, name:Watch, manufacturer:Made up, model:Watch&gt;" unit="count/min" '
        f'creationDate="{moment}" startDate="{moment}" endDate="{moment}" value="{50 + number % 40}">\n'
        '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>\n </Record>\n'
    )


def workout(
    start: dt.datetime, *, minutes: float = 30, kind: str = "Yoga", zone: str = "", created: dt.datetime | None = None
) -> str:
    """A workout."""
    written = "%Y-%m-%d %H:%M:%S %z"
    end = start + dt.timedelta(minutes=minutes)
    inside = f'  <MetadataEntry key="HKTimeZone" value="{zone}"/>\n' if zone else ""
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="{minutes}" durationUnit="min" '
        f'sourceName="A watch" creationDate="{created or end:{written}}" startDate="{start:{written}}" '
        f'endDate="{end:{written}}">\n{inside}'
        f'  <WorkoutEvent type="HKWorkoutEventTypePause" date="{start:{written}}"/>\n </Workout>\n'
    )


def lines(megabytes: int) -> Iterator[str]:
    """Yield an XML of about this size, with a session of yoga every few thousand heartbeats."""
    size = number = 0
    yield DTD + HEAD
    while size < megabytes << 20:
        piece = "".join(record(number + offset) for offset in range(2000))
        number += 2000
        piece += workout(FIRST + dt.timedelta(minutes=number), zone="Europe/London")
        size += len(piece)
        yield piece
    yield FOOT


def write_zip(path: Path, parts: Iterator[str], name: str = NAME) -> None:
    """Write a ZIP with one XML, piece by piece."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as entry,
    ):
        for part in parts:
            entry.write(part.encode())


def read(path: Path) -> None:
    """Read it as the import does, and print what it took."""
    from journal.exchange.apple_health import health_entry, practices_in

    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with zipfile.ZipFile(path) as archive:
        entry = health_entry(archive)
        assert entry is not None
        content = practices_in(archive, entry, zone=ZoneInfo("Europe/London"))
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{entry.file_size / 1e6:.0f} MB of XML in {path.stat().st_size / 1e6:.0f} MB of ZIP: {seconds:.1f} s, "
        f"{peak / 1024:.0f} MB of memory ({before / 1024:.0f} MB before), {content.count(b'started_at')} practices"
    )


def main() -> None:
    """Make one of the size that was asked for, and let another process read it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--read", type=Path)
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        write_zip(path, lines(given.megabytes))
        subprocess.run([sys.executable, "-m", "tests.apple_health", "--read", str(path)], check=True)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")
    django.setup()
    main()
