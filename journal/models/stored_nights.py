"""What the diary holds of single nights, and what a grid may change of that.

A paper diary knows how many cramps a night had and whether there was practice, and no more. So a grid changes only
rows that know no more either; whatever carries details is shown, and changed on its own page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.forms.models import model_to_dict

from journal.domain.choices import Precision, Source
from journal.domain.nights import DAY
from journal.models.cramps import Cramp, Night
from journal.models.days import Day
from journal.models.diary import Diary
from journal.models.practices import Practice

_OF_EVERY_CRAMP = ["id", "diary", "time_zone", "occurred_at", "precision", "night_of", "count"]


@dataclass(frozen=True)
class NightChange:
    """A night as a page showed it, and as the person wants it."""

    shown: Day
    wanted: Day

    @property
    def reversed(self) -> NightChange:
        """The change that takes this one back."""
        return NightChange(self.wanted, self.shown)


@dataclass
class StoredNight:
    """What the diary holds of one night."""

    date: dt.date
    cramps: list[Cramp] = field(default_factory=list)
    clear: Night | None = None
    practices: list[Practice] = field(default_factory=list)

    @property
    def day(self) -> Day:
        """The night as a grid tells it. A cramp that is left out of the trend was a cramp all the same."""
        quiet = 0 if self.clear else None
        count = sum(cramp.count for cramp in self.cramps) if self.cramps else quiet
        return Day(self.date, count, bool(self.practices))

    @property
    def cramps_alone(self) -> Day:
        """The night without its practice."""
        return Day(self.date, self.day.cramps, practised=False)

    @property
    def has_details(self) -> bool:
        """Whether its cramps say more than a grid could."""
        return len(self.cramps) > 1 or any(not _is_bare(cramp) for cramp in self.cramps)

    @property
    def has_sessions(self) -> bool:
        """Whether its practices say more than a grid could."""
        return any(practice.source != Source.PAPER for practice in self.practices)


def stored_nights(diary: Diary, first: dt.date, last: dt.date) -> list[StoredNight]:
    """Read what the diary holds from `first` to `last`, both included. Three queries."""
    cramps: dict[dt.date, list[Cramp]] = defaultdict(list)
    for cramp in Cramp.objects.of(diary).between(first, last).in_order():
        cramps[cramp.night_of].append(cramp)
    practices: dict[dt.date, list[Practice]] = defaultdict(list)
    for practice in Practice.objects.of(diary).between(first, last).in_order():
        practices[practice.day].append(practice)
    clear = {night.date: night for night in Night.objects.of(diary).between(first, last)}
    dates = [first + number * DAY for number in range((last - first).days + 1)]
    return [StoredNight(date, cramps[date], clear.get(date), practices[date]) for date in dates]


def _is_bare(cramp: Cramp) -> bool:
    """Whether only the night and the number are known. Any field that a later version adds counts as a detail."""
    details, blank = (model_to_dict(each, exclude=_OF_EVERY_CRAMP) for each in (cramp, Cramp()))
    return details == blank and cramp.precision == Precision.NIGHT
