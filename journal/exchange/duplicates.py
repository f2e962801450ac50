"""What makes a line of a table and an entry of a diary the same where no identifier says so. Notes do not count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from journal.domain.choices import Precision, Side, Source
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.practices import Practice

Likeness = tuple[str, ...]


def of_cramp(*, occurred_at: dt.datetime, night_of: dt.date, precision: str, side: str, count: int) -> Likeness:
    """Name a cramp by its minute and leg; where only the night is known, also by how many there were."""
    if precision == Precision.NIGHT:
        return "cramp", side, night_of.isoformat(), str(count)
    return "cramp", side, _minute(occurred_at)


def of_practice(*, started_at: dt.datetime, day: dt.date, source: str, seconds: int) -> Likeness:
    """Name a practice by its minute and its length, or by its day where nothing else is known."""
    if source == Source.PAPER:
        return "practice", day.isoformat()
    return "practice", _minute(started_at), f"{seconds / 60:.1f}"  # As our own tables write it.


def likest_first(likeness: Likeness) -> list[Likeness]:
    """Return what a line may stand for: the very same, or a cramp whose leg only one of the two knows."""
    if likeness[0] != "cramp":
        return [likeness]
    what, side, *rest = likeness
    others = [""] if side else Side.values
    return [likeness, *((what, other, *rest) for other in others)]


def alike_in(diary: Diary, *, besides: Collection[str]) -> Counter[Likeness]:
    """Count the entries of a diary by their likeness, without those that a file names by their identifier."""
    cramps = ("occurred_at", "night_of", "precision", "side", "count")
    practices = ("started_at", "day", "source", "seconds")
    found = [
        *((row.pop("uuid"), of_cramp(**row)) for row in Cramp.objects.of(diary).values("uuid", *cramps)),
        *((row.pop("uuid"), of_practice(**row)) for row in Practice.objects.of(diary).values("uuid", *practices)),
    ]
    return Counter(likeness for identifier, likeness in found if str(identifier) not in besides)


def _minute(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat(timespec="minutes")
