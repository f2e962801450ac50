"""The one bridge from rows to plain data: what is known of each diary day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from journal.domain.choices import Muscle, Side, State
from journal.domain.evidence.weeks import DiaryDays
from journal.domain.nights import zone_or_utc
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, CrampQuerySet, Night
from journal.models.diary import Diary
from journal.models.owned import Fact, Facts
from journal.models.practices import Practice

NIGHT_CRAMPS_FROM, NIGHT_CRAMPS_UNTIL = 21, 9
"""Hours of a cramp of the night, where nobody said more. Wider than the night of Today (`journal.pages.today`) and of
the colours (`yogasite.appearance`): some go to bed early or lie in, and a cramp in bed is none of the day."""
_NIGHT_STATES = {State.ASLEEP, State.IN_BED}
_DAY_STATES = {State.REST, State.DURING, State.AFTER}


class When(TextChoices):
    """Cramps of the night or of the day."""

    NIGHT = "night", _("Night")
    DAY = "day", _("Day")


@dataclass(frozen=True)
class CrampFilter:
    """Which cramps to count; an empty answer counts all. Which nights are known does not depend on it."""

    side: Side | None = None
    muscle: Muscle | None = None
    when: When | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return any((self.side, self.muscle, self.when))


@dataclass(frozen=True)
class Day:
    """One diary day: its cramps (None: nobody knows), whether there was practice, and whether the diary rested."""

    date: dt.date
    cramps: int | None
    practised: bool
    paused: bool = False


def days_between(diary: Diary, first: dt.date, last: dt.date, *, circumstances: Iterable[Circumstance]) -> DiaryDays:
    """Return the diary days from `first` to `last`, both included. One query.

    `circumstances`: what else went on in these days, with the pauses. Cramps of paused nights are in; no sum may
    count them (`DiaryDays.without_pauses`).
    """
    known = _known(
        Cramp.objects.of(diary).between(first, last).counted().facts(),
        Night.objects.of(diary).between(first, last).facts(),
        Practice.objects.of(diary).between(first, last).facts(),
    )
    return _in_order(first, last, known, circumstances)


def logged_dates(diary: Diary, first: dt.date, last: dt.date) -> tuple[set[dt.date], set[dt.date]]:
    """Return the nights for which something was logged, and the days with practice. One query.

    A cramp that was left out of the trend is logged all the same.
    """
    known = _known(
        Cramp.objects.of(diary).between(first, last).facts(),
        Night.objects.of(diary).between(first, last).facts(),
        Practice.objects.of(diary).between(first, last).facts(),
    )
    return known.cramps.keys() | known.clear, known.practised


def first_day(diary: Diary) -> dt.date | None:
    """Return the diary's first day with an entry that counts, as `whole_diary` finds it. One query."""
    firsts = (
        Cramp.objects.of(diary).counted().order_by("night_of").values("night_of"),
        Night.objects.of(diary).order_by("date").values("date"),
        Practice.objects.of(diary).order_by("day").values("day"),
    )
    found = Diary.objects.filter(pk=diary.pk).values_list(*(Subquery(dates[:1]) for dates in firsts)).first()
    return min((date for date in found or () if date is not None), default=None)


@dataclass(frozen=True)
class WholeDiary:
    """Every day from the first entry on: with all cramps, and with those that a filter shows.

    Paused nights are unknown. `circumstances`: what else went on, newest first.
    """

    everything: DiaryDays
    shown: DiaryDays
    circumstances: tuple[Circumstance, ...]


def whole_diary(diary: Diary, *, today: dt.date, only: CrampFilter) -> WholeDiary | None:
    """Return every day from the first entry to `today`, or None for an empty diary.

    Two queries; a filter takes one more.
    """
    counted = Cramp.objects.of(diary).counted()
    known = _known(counted.facts(), Night.objects.of(diary).facts(), Practice.objects.of(diary).facts())
    dates = known.cramps.keys() | known.clear | known.practised
    if not dates:
        return None
    first, last = min(dates), max(today, min(dates))
    circumstances = tuple(Circumstance.objects.of(diary).touching(first, last).newest_first())
    everything = _in_order(first, last, known, circumstances).without_pauses()
    if not only.is_on:
        return WholeDiary(everything, everything, circumstances)
    shown = replace(known, cramps=_matching(counted, only))
    return WholeDiary(everything, _in_order(first, last, shown, circumstances).without_pauses(), circumstances)


def each_day(days: DiaryDays) -> Iterator[Day]:
    """Walk through the days in order."""
    paused = days.paused or (False,) * len(days.cramps)
    for offset, facts in enumerate(zip(days.cramps, days.practised, paused, strict=True)):
        yield Day(days.first + dt.timedelta(days=offset), *facts)


@dataclass
class _Known:
    cramps: dict[dt.date, int] = field(default_factory=dict)
    clear: set[dt.date] = field(default_factory=set)
    practised: set[dt.date] = field(default_factory=set)
    first_cramps: dict[dt.date, dt.datetime] = field(default_factory=dict)
    first_practices: dict[dt.date, dt.datetime] = field(default_factory=dict)

    def is_late(self, date: dt.date) -> bool:
        """Tell whether the night's first cramp came before all practice of the day, as far as times are known."""
        cramp, practice = self.first_cramps.get(date), self.first_practices.get(date)
        return cramp is not None and practice is not None and cramp <= practice


def _known(cramps: Facts, clear: Facts, practised: Facts) -> _Known:
    """Read three tables in one query."""
    known = _Known()
    for date, what, number, instant in cramps.union(clear, practised, all=True):
        if instant is not None:
            (known.first_cramps if what == Fact.CRAMPS else known.first_practices)[date] = instant
        if what == Fact.CRAMPS:
            known.cramps[date] = number
        elif what == Fact.CLEAR:
            known.clear.add(date)
        else:
            known.practised.add(date)
    return known


def _in_order(first: dt.date, last: dt.date, known: _Known, circumstances: Iterable[Circumstance]) -> DiaryDays:
    paused = _paused(first, last, circumstances)
    dates = [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
    late = tuple(known.is_late(date) for date in dates)
    return DiaryDays(
        first=first,
        cramps=tuple(known.cramps.get(date, 0 if date in known.clear else None) for date in dates),
        practised=tuple(date in known.practised for date in dates),
        paused=tuple(date in paused for date in dates) if paused else (),
        late=late if any(late) else (),
    )


def _paused(first: dt.date, last: dt.date, circumstances: Iterable[Circumstance]) -> set[dt.date]:
    """Return the dates from `first` to `last` on which the diary rested."""
    dates: set[dt.date] = set()
    for pause in (each for each in circumstances if each.is_pause):
        begin, end = max(first, pause.first_day), min(last, pause.last_day or last)
        dates.update(begin + dt.timedelta(days=offset) for offset in range((end - begin).days + 1))
    return dates


def _matching(cramps: CrampQuerySet, only: CrampFilter) -> dict[dt.date, int]:
    """Count each night's matching cramps; a night whose cramps are all filtered out is a known zero."""
    nights: Counter[dt.date] = Counter()
    rows = cramps.values_list("night_of", "count", "side", "muscles", "state", "occurred_at", "time_zone")
    for night, count, side, muscles, state, occurred_at, zone in rows:
        matches = (
            (only.side is None or side in {only.side, Side.BOTH})
            and (only.muscle is None or bool(muscles & only.muscle))
            and (only.when is None or _is_night(state, occurred_at, zone) == (only.when is When.NIGHT))
        )
        nights[night] += count if matches else 0
    return dict(nights)


def _is_night(state: str, occurred_at: dt.datetime, zone: str) -> bool:
    """Tell by what the person said, else by the clock: 21:00 to 9:00."""
    if state in _NIGHT_STATES or state in _DAY_STATES:
        return state in _NIGHT_STATES
    hour = occurred_at.astimezone(zone_or_utc(zone)).hour
    return hour >= NIGHT_CRAMPS_FROM or hour < NIGHT_CRAMPS_UNTIL
