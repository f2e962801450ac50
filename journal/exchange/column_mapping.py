"""From the cells of somebody's own table to entries: which column is what, and how its words are to be read."""

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
from journal.exchange.csv_reader import Line, Sheet
from journal.exchange.csv_values import day_in, leg_in, number_in, time_in, whole_in
from journal.exchange.documents import Document, Told
from journal.exchange.duplicates import Likeness, of_cramp, of_practice
from journal.exchange.fields import Unreadable, excerpt
from journal.exchange.schema import CRAMPS, NIGHTS, PRACTICES, EntryKind

LINES = uuid.UUID("a3b4b5f2-6f0f-4a3e-9d0c-0c9c1f6f2d51")
"""The namespace of the identifiers of lines: the same line brought in again is the same entry."""
UNTIMED_SECONDS = 600
_Entry = tuple[EntryKind, dict[str, Any], Likeness | None]

WORDS = {
    What.CRAMP: {"cramp", "cramps", "leg cramp", "leg cramps", "night cramp", "charley horse", "yes", "y", "x", "true"},
    What.CLEAR: {"no cramp", "no cramps", "none", "no", "n", "clear", "0", "false", "without cramps"},
    What.PRACTICE: {"practice", "practise", "yoga", "stretch", "stretches", "stretching", "exercise", "exercises"},
}


@dataclass(frozen=True)
class Matching:
    """The columns by their places, and what the person said of the rest."""

    columns: dict[str, int]
    each: What
    order: Order
    night_by: NightBy

    def cell(self, line: Line, name: str) -> str:
        """Return what a line says of one thing."""
        return line.cell(self.columns.get(name))


def document_from(sheet: Sheet, matching: Matching, *, zone: ZoneInfo, now: dt.datetime) -> Document:
    """Return the entries of a table, as if a file of ours had told them."""
    return Document(list(_rows(sheet, matching, zone, now)), is_table=True)


def _rows(sheet: Sheet, matching: Matching, zone: ZoneInfo, now: dt.datetime) -> Iterator[Told]:
    again: Counter[Likeness] = Counter()
    for line in sheet.lines:
        place = _("Line %(number)d") % {"number": line.number}
        try:
            kind, given, likeness = _entry(line, matching, zone, now)
            named = _identifier(matching.cell(line, "uuid"))
        except Unreadable as error:
            yield Told(CRAMPS, place, None, wrong=str(error))
            continue
        given["created_at"] = now.isoformat()
        if named and likeness is not None:
            given["uuid"], likeness = named, None
        elif likeness is not None:
            given["uuid"] = str(uuid.uuid5(LINES, "|".join([*likeness, str(again[likeness])])))
            again[likeness] += 1
        yield Told(kind, place, given, likeness=likeness)


def _identifier(cell: str) -> str:
    """Return the identifier that our own tables carry."""
    try:
        return str(uuid.UUID(cell)) if cell else ""
    except ValueError as error:
        sentence = _("“%(word)s” is no identifier that Night Heron has written.")
        raise Unreadable(sentence % {"word": excerpt(cell)}) from error


def _entry(line: Line, matching: Matching, zone: ZoneInfo, now: dt.datetime) -> _Entry:
    what, count = _what(matching.cell(line, "what"), matching.each)
    when = _when(line, matching)
    if what == What.CLEAR:
        return NIGHTS, {"date": when.night.isoformat()}, None
    if what == What.PRACTICE:
        return _practice(line, matching, when, zone, now)
    return _cramp(line, matching, when, count, zone, now)


@dataclass(frozen=True)
class _When:
    """The day that a line names, its hour if it names one, and the night that it means without one."""

    day: dt.date
    time: dt.time | None
    night: dt.date


def _possible_day(cell: str, order: Order) -> tuple[dt.date, str]:
    """Refuse a day that no clock can be reckoned for."""
    day, rest = day_in(cell, order)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(str(TOO_EARLY if day.year < FIRST_YEAR else IN_FUTURE))
    return day, rest


def _cramp(line: Line, matching: Matching, when: _When, count: int, zone: ZoneInfo, now: dt.datetime) -> _Entry:
    if when.time is None:
        instant, precision = min(representative_instant(when.night, zone), now), Precision.NIGHT
        if when.night > night_of(now, zone):
            instant = local_instant(dt.datetime.combine(when.night, NOON), zone)  # Refused as what it is: the future.
    else:
        instant, precision = local_instant(dt.datetime.combine(when.day, when.time), zone), Precision.EXACT
    night = night_of(instant, zone)
    told, leg, pain = (matching.cell(line, name) for name in ("count", "leg", "pain"))
    count, side = whole_in(told) if told else count, leg_in(leg) if leg else ""
    given = {
        "occurred_at": instant.isoformat(),
        "time_zone": str(zone),
        "night_of": night.isoformat(),
        "precision": precision,
        "count": count,
        "side": side or None,
        "pain": whole_in(pain) if pain else None,
        "note": matching.cell(line, "note") or None,
    }
    likeness = of_cramp(occurred_at=instant, night_of=night, precision=precision, side=side, count=count)
    return CRAMPS, given, likeness


def _practice(line: Line, matching: Matching, when: _When, zone: ZoneInfo, now: dt.datetime) -> _Entry:
    """Without an hour or without minutes it is one from paper, of which only the day is known."""
    minutes = matching.cell(line, "minutes")
    seconds = round(60 * number_in(minutes)) if minutes else UNTIMED_SECONDS
    start = local_instant(dt.datetime.combine(when.day, when.time or NOON), zone)
    is_known = when.time is not None and bool(minutes)
    if not is_known and start.astimezone(zone).date() == now.astimezone(zone).date():
        start = min(start, now - dt.timedelta(seconds=seconds))
    source = Source.IMPORT if is_known else Source.PAPER
    given = {
        "started_at": start.isoformat(),
        "time_zone": str(zone),
        "day": when.day.isoformat(),
        "seconds": seconds,
        "source": source,
        "note": matching.cell(line, "note") or None,
    }
    return PRACTICES, given, of_practice(started_at=start, day=when.day, source=source, seconds=seconds)


def _what(cell: str, each: What) -> tuple[What, int]:
    """Return what happened, and how many times when a number says it."""
    words = cell.casefold()
    if not words:
        return each, 1
    for what, known in WORDS.items():
        if words in known:
            return what, 1
    if words.isdecimal() and words.isascii() and len(words) <= 2:
        return (What.CRAMP, int(words)) if int(words) else (What.CLEAR, 1)
    sentence = _("“%(word)s” is neither a cramp, nor “no cramps”, nor a practice.")
    raise Unreadable(sentence % {"word": excerpt(cell)})


def _when(line: Line, matching: Matching) -> _When:
    evening = matching.cell(line, "evening")
    cell = matching.cell(line, "date") or evening
    if not cell:
        raise Unreadable(_("The date is missing."))
    day, rest = _possible_day(cell, matching.order)
    told = matching.cell(line, "time") or rest
    time = time_in(told) if told else None
    if evening:
        night = _possible_day(evening, matching.order)[0]
        is_next_morning = not matching.cell(line, "date") and time is not None and time < NOON
        return _When(night + DAY if is_next_morning else day, time, night)
    return _When(day, time, day - DAY if matching.night_by == NightBy.MORNING else day)
