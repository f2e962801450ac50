"""Which row of a table is an entry that the diary has already, where no identifier says so: by its fingerprint.

Notes do not count.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from journal.domain.choices import Precision, Side, Source
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.practices import Practice

Fingerprint = tuple[str, ...]


def cramp_fingerprint(
    *, occurred_at: dt.datetime, night_of: dt.date, precision: str, side: str, count: int
) -> Fingerprint:
    """Name a cramp by its minute and leg; where only the night is known, also by how many there were."""
    if precision == Precision.NIGHT:
        return "cramp", side, night_of.isoformat(), str(count)
    return "cramp", side, _minute(occurred_at)


def practice_fingerprint(*, started_at: dt.datetime, day: dt.date, source: str, seconds: int) -> Fingerprint:
    """Name a practice by its minute and its length, or by its day where nothing else is known."""
    if source == Source.PAPER:
        return "practice", day.isoformat()
    return "practice", _minute(started_at), f"{seconds / 60:.1f}"  # As our own tables write it.


def matching_fingerprints(fingerprint: Fingerprint) -> list[Fingerprint]:
    """Return the fingerprints that count as the same entry, the exact one first, then those but for an unknown leg."""
    if fingerprint[0] != "cramp":
        return [fingerprint]
    what, side, *rest = fingerprint
    others = [""] if side else Side.values
    return [fingerprint, *((what, other, *rest) for other in others)]


def stored_fingerprints(diary: Diary, *, besides: Collection[str]) -> Counter[Fingerprint]:
    """Count the entries of a diary by their fingerprint, without those that a file names by their identifier."""
    cramps = ("occurred_at", "night_of", "precision", "side", "count")
    practices = ("started_at", "day", "source", "seconds")
    found = [
        *((row.pop("uuid"), cramp_fingerprint(**row)) for row in Cramp.objects.of(diary).values("uuid", *cramps)),
        *(
            (row.pop("uuid"), practice_fingerprint(**row))
            for row in Practice.objects.of(diary).values("uuid", *practices)
        ),
    ]
    return Counter(fingerprint for identifier, fingerprint in found if str(identifier) not in besides)


def _minute(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat(timespec="minutes")
