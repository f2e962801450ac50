"""Nights on which something was noted, with and without a cramp. Counts are no comparison: they show when, not why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journal.domain.evidence.weeks import DiaryDays


@dataclass(frozen=True)
class NotedSpell:
    """Something that was noted of some days, both ends included. `last` None: it goes on."""

    name: str
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True)
class NotedNights:
    """The known nights with one thing noted; `name` is empty for all other nights."""

    name: str
    with_cramp: int
    without_cramp: int

    @property
    def nights(self) -> int:
        """How many known nights there are."""
        return self.with_cramp + self.without_cramp


def noted_nights(days: DiaryDays, spells: Iterable[NotedSpell]) -> tuple[NotedNights, ...]:
    """Count the known nights of each name, most nights first, and last those of none. Empty without a spell."""
    indexes: dict[str, set[int]] = {}
    for spell in spells:
        indexes.setdefault(spell.name, set()).update(_indexes(days, spell))
    if not indexes:
        return ()
    others = set(range(len(days.cramps))).difference(*indexes.values())
    counted = sorted((_count(days, name, nights) for name, nights in indexes.items()), key=lambda each: -each.nights)
    return (*(each for each in counted if each.nights), _count(days, "", others))


def _indexes(days: DiaryDays, spell: NotedSpell) -> range:
    end = len(days.cramps) if spell.last is None else (spell.last - days.first).days + 1
    return range(max(0, (spell.first - days.first).days), max(0, min(end, len(days.cramps))))


def _count(days: DiaryDays, name: str, nights: Sequence[int] | set[int]) -> NotedNights:
    known = [count for count in (days.cramps[night] for night in nights) if count is not None]
    with_cramp = sum(count > 0 for count in known)
    return NotedNights(name, with_cramp, len(known) - with_cramp)
