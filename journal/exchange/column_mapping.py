"""From the cells of somebody's own table to parsed rows: which column is what, and how its words are to be read."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.actions.diaries import IN_FUTURE, TOO_EARLY
from journal.domain.choices import NightBy, Order, Precision, Source, What
from journal.domain.nights import DAY, FIRST_YEAR, LAST_YEAR, NOON, local_instant, night_of, representative_instant
from journal.exchange.context import Fingerprint, cramp_fingerprint, practice_fingerprint
from journal.exchange.csv_reader import CsvRow, CsvTable, day_in, leg_in, number_in, time_in, whole_in
from journal.exchange.fields import Unreadable, excerpt
from journal.exchange.parse import ParsedFile, ParsedRow
from journal.exchange.schema import CRAMPS, NIGHTS, PRACTICES, EntryKind
from journal.models.practices import UNTIMED_SECONDS

LINE_NAMESPACE = uuid.UUID("a3b4b5f2-6f0f-4a3e-9d0c-0c9c1f6f2d51")
"""The namespace of the identifiers of lines: the same line imported again is the same entry."""
_Entry = tuple[EntryKind, dict[str, Any], Fingerprint | None]

WORDS = {
    What.CRAMP: {"cramp", "cramps", "leg cramp", "leg cramps", "night cramp", "charley horse", "yes", "y", "x", "true"},
    What.CLEAR: {"no cramp", "no cramps", "none", "no", "n", "clear", "0", "false", "without cramps"},
    What.PRACTICE: {"practice", "practise", "yoga", "stretch", "stretches", "stretching", "exercise", "exercises"},
}


@dataclass(frozen=True)
class ColumnMapping:
    """The columns by their places, and what the person said of the rest."""

    columns: dict[str, int]
    each: What
    order: Order
    night_by: NightBy


def map_columns(table: CsvTable, mapping: ColumnMapping, *, zone: ZoneInfo, now: dt.datetime) -> ParsedFile:
    """Return the entries of a table in the same form as those of our own files."""
    return ParsedFile(list(_rows(table, mapping, zone, now)), is_table=True)


def _rows(table: CsvTable, mapping: ColumnMapping, zone: ZoneInfo, now: dt.datetime) -> Iterator[ParsedRow]:
    seen: Counter[Fingerprint] = Counter()
    for row in table.rows:
        place = _("Line %(number)d") % {"number": row.number}
        cells = _Cells(row, mapping, zone, now)
        try:
            kind, values, fingerprint = cells.entry()
            identifier = cells.identifier()
        except Unreadable as error:
            yield ParsedRow(CRAMPS, place, None, error=str(error))
            continue
        values["created_at"] = now.isoformat()
        if identifier and fingerprint is not None:
            values["uuid"], fingerprint = identifier, None
        elif fingerprint is not None:  # Equal lines are entries of their own: they are numbered.
            values["uuid"] = str(uuid.uuid5(LINE_NAMESPACE, "|".join([*fingerprint, str(seen[fingerprint])])))
            seen[fingerprint] += 1
        yield ParsedRow(kind, place, values, fingerprint=fingerprint)


@dataclass(frozen=True)
class _When:
    """The day that a line names, its hour if it names one, and the night that it means without one."""

    day: dt.date
    time: dt.time | None
    night: dt.date


@dataclass(frozen=True)
class _Cells:
    """The cells of one row by what they mean, and the clock that they are read by."""

    row: CsvRow
    mapping: ColumnMapping
    zone: ZoneInfo
    now: dt.datetime

    def cell(self, name: str) -> str:
        """Return what the row says of one thing."""
        return self.row.cell(self.mapping.columns.get(name))

    def identifier(self) -> str:
        """Return the identifier that our own tables carry."""
        cell = self.cell("uuid")
        try:
            return str(uuid.UUID(cell)) if cell else ""
        except ValueError as error:
            sentence = _("“%(word)s” is no identifier that Night Heron has written.")
            raise Unreadable(sentence % {"word": excerpt(cell)}) from error

    def entry(self) -> _Entry:
        """Return the entry, as a file of ours would give it."""
        what, count = self._what()
        when = self._when()
        if what == What.CLEAR:
            return NIGHTS, {"date": when.night.isoformat()}, None
        return self._practice(when) if what == What.PRACTICE else self._cramp(when, count)

    def _what(self) -> tuple[What, int]:
        """Return what happened, and how many times when a number says it."""
        cell = self.cell("what")
        words = cell.casefold()
        if not words:
            return self.mapping.each, 1
        for what, known in WORDS.items():
            if words in known:
                return what, 1
        if words.isdecimal() and words.isascii() and len(words) <= 2:
            return (What.CRAMP, int(words)) if int(words) else (What.CLEAR, 1)
        sentence = _("“%(word)s” is neither a cramp, nor “no cramps”, nor a practice.")
        raise Unreadable(sentence % {"word": excerpt(cell)})

    def _when(self) -> _When:
        evening = self.cell("evening")
        cell = self.cell("date") or evening
        if not cell:
            raise Unreadable(_("The date is missing."))
        day, rest = self._possible_day(cell)
        hour = self.cell("time") or rest
        time = time_in(hour) if hour else None
        if evening:
            night = self._possible_day(evening)[0]
            is_next_morning = not self.cell("date") and time is not None and time < NOON
            return _When(night + DAY if is_next_morning else day, time, night)
        return _When(day, time, day - DAY if self.mapping.night_by == NightBy.MORNING else day)

    def _possible_day(self, cell: str) -> tuple[dt.date, str]:
        """Refuse a day that no clock can be reckoned for."""
        day, rest = day_in(cell, self.mapping.order)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Unreadable(str(TOO_EARLY if day.year < FIRST_YEAR else IN_FUTURE))
        return day, rest

    def _cramp(self, when: _When, count: int) -> _Entry:
        instant, precision = self._instant_of_cramp(when)
        night = night_of(instant, self.zone)
        number, leg, pain = (self.cell(name) for name in ("count", "leg", "pain"))
        count, side = whole_in(number) if number else count, leg_in(leg) if leg else ""
        values = {
            "occurred_at": instant.isoformat(),
            "time_zone": str(self.zone),
            "night_of": night.isoformat(),
            "precision": precision,
            "count": count,
            "side": side or None,
            "pain": whole_in(pain) if pain else None,
            "note": self.cell("note") or None,
        }
        fingerprint = cramp_fingerprint(
            occurred_at=instant, night_of=night, precision=precision, side=side, count=count
        )
        return CRAMPS, values, fingerprint

    def _instant_of_cramp(self, when: _When) -> tuple[dt.datetime, Precision]:
        """Return the instant, and how well it is known: without an hour one stands for the night."""
        if when.time is not None:
            return local_instant(dt.datetime.combine(when.day, when.time), self.zone), Precision.EXACT
        if when.night > night_of(self.now, self.zone):  # Refused as what it is: the future.
            return local_instant(dt.datetime.combine(when.night, NOON), self.zone), Precision.NIGHT
        return min(representative_instant(when.night, self.zone), self.now), Precision.NIGHT

    def _practice(self, when: _When) -> _Entry:
        """Without an hour or without minutes it is one from paper, of which only the day is known."""
        minutes = self.cell("minutes")
        seconds = round(60 * number_in(minutes)) if minutes else UNTIMED_SECONDS
        start = local_instant(dt.datetime.combine(when.day, when.time or NOON), self.zone)
        is_known = when.time is not None and bool(minutes)
        if not is_known and start.astimezone(self.zone).date() == self.now.astimezone(self.zone).date():
            start = min(start, self.now - dt.timedelta(seconds=seconds))
        source = Source.IMPORT if is_known else Source.PAPER
        values = {
            "started_at": start.isoformat(),
            "time_zone": str(self.zone),
            "day": when.day.isoformat(),
            "seconds": seconds,
            "source": source,
            "note": self.cell("note") or None,
        }
        return PRACTICES, values, practice_fingerprint(started_at=start, day=when.day, source=source, seconds=seconds)
