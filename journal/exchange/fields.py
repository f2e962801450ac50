"""One field of a row in a file: its name, how it is written, and how it is read back.

A reader checks that a value has the right shape. Whether it is a possible answer, the models' own validators say.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

from django.utils.translation import gettext as _

from journal.actions.diaries import TOO_EARLY
from journal.domain.nights import zone_named
from journal.models.diary import EARLIEST
from yogasite import flags

LONGEST_TEXT = 2000
LARGEST = 10**9
LONGEST_EXCERPT = 40


class Unreadable(Exception):
    """A value or a file that cannot be read; its text is a sentence for the person."""


@dataclass(frozen=True)
class Field:
    """A field of a row. `write` takes the row and gives what JSON can say; `read` takes that and gives the value."""

    name: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    is_needed: bool = False
    empty: Any = None
    """The value of a row that does not say it."""

    def value_in(self, row: dict[str, Any]) -> Any:
        """Return the value in a row of a file, or raise `Unreadable` with a sentence that names the field."""
        value = row.get(self.name)
        if value is None:
            if self.is_needed:
                raise Unreadable(_("“%(name)s” is missing.") % {"name": self.name})
            return self.empty
        try:
            return self.read(value)
        except Unreadable as error:
            raise Unreadable(f"“{self.name}”: {error}") from error


def text(name: str) -> Field:
    """Words of one's own, or one of a list of answers."""
    return Field(name, lambda row: getattr(row, name) or None, _text, empty="")


def needed_text(name: str) -> Field:
    """Words that are always there."""
    return Field(name, lambda row: getattr(row, name), _text, is_needed=True)


def number(name: str, *, is_needed: bool = False) -> Field:
    """A whole number, or nothing."""
    return Field(name, lambda row: getattr(row, name), _number, is_needed)


def truth(name: str, *, empty: bool | None = None) -> Field:
    """Yes, no, or nothing."""
    return Field(name, lambda row: getattr(row, name), _truth, empty=empty)


def day(name: str, *, is_needed: bool = True) -> Field:
    """A calendar day, or a night by the day it begins on."""
    return Field(name, lambda row: _plain(getattr(row, name)), read_day, is_needed)


def hour(name: str) -> Field:
    """A time of day on the diary's clock."""
    return Field(name, lambda row: getattr(row, name).isoformat(), _hour, is_needed=True)


def instant(name: str) -> Field:
    """A moment, by the clock that the row was made by."""
    return Field(name, lambda row: getattr(row, name).astimezone(row.zone).isoformat(), read_instant, is_needed=True)


def moment(name: str) -> Field:
    """A moment that no clock of the person's belongs to."""
    return Field(name, lambda row: getattr(row, name).astimezone(dt.UTC).isoformat(), read_instant, is_needed=True)


def zone(name: str) -> Field:
    """A time zone by its IANA name."""
    return Field(name, lambda row: getattr(row, name), _zone, is_needed=True)


def several(name: str, flag: type[IntFlag], *, former: Mapping[str, Sequence[str]] | None = None) -> Field:
    """Any number of answers, kept as one integer. `former` names answers of older files, and what they are today."""
    return Field(
        name,
        lambda row: flags.codes(flag, getattr(row, name)),
        lambda given: _several(given, flag, former or {}),
        empty=0,
    )


def identifier() -> Field:
    """What the row is known by, so that it is never added twice."""
    return Field("uuid", lambda row: str(row.uuid), _identifier, is_needed=True)


def plan_of_blocks(name: str) -> Field:
    """The drawn order of an experiment: one yes or no a block."""
    return Field(name, lambda row: getattr(row, name), _truths, is_needed=True)


def read_day(given: Any) -> dt.date:
    """Return the day that a text names."""
    try:
        return dt.date.fromisoformat(_text(given))
    except ValueError as error:
        raise Unreadable(_("there is no such day. Write it like 2026-11-18.")) from error


def read_instant(given: Any) -> dt.datetime:
    """Return the instant that a text names, in UTC."""
    wrong = _("there is no such time. Write it like 2026-11-18T03:12:00+00:00.")
    try:
        read = dt.datetime.fromisoformat(_text(given))
        if read.tzinfo is None:
            raise Unreadable(wrong)
        read = read.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise Unreadable(wrong) from error
    if read < EARLIEST:
        raise Unreadable(str(TOO_EARLY))
    return read


def _hour(given: Any) -> dt.time:
    wrong = _("there is no such time of day. Write it like 21:30:00.")
    try:
        read = dt.time.fromisoformat(_text(given))
    except ValueError as error:
        raise Unreadable(wrong) from error
    if read.tzinfo is not None:
        raise Unreadable(wrong)
    return read


def excerpt(given: str) -> str:
    """Return a text of a file, short, and so that any page can show it."""
    return given[:LONGEST_EXCERPT].encode("utf-8", "replace").decode()


def _plain(date: dt.date | None) -> str | None:
    return date.isoformat() if date is not None else None


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise Unreadable(_("words in quotation marks belong here."))
    if len(given) > LONGEST_TEXT:
        raise Unreadable(_("this text is too long."))
    if "\0" in given or any("\ud800" <= letter <= "\udfff" for letter in given):
        raise Unreadable(_("this text holds a character that nobody can read."))
    return given


def _number(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not -LARGEST <= given <= LARGEST:
        raise Unreadable(_("a whole number belongs here."))
    return given


def _truth(given: Any) -> bool:
    if not isinstance(given, bool):
        raise Unreadable(_("true or false belongs here."))
    return given


def _truths(given: Any) -> list[bool]:
    if not isinstance(given, list) or len(given) > LONGEST_TEXT:
        raise Unreadable(_("a list of true and false belongs here."))
    return [_truth(each) for each in given]


def _zone(given: Any) -> str:
    name = _text(given)
    try:
        zone_named(name)
    except ValueError as error:
        raise Unreadable(_("there is no time zone of this name.")) from error
    return name


def _several(given: Any, flag: type[IntFlag], former: Mapping[str, Sequence[str]]) -> int:
    known = {(member.name or "").lower() for member in flag} | former.keys()
    if not isinstance(given, list) or not all(isinstance(each, str) and each in known for each in given):
        answers = ", ".join(flags.codes(flag, flags.every(flag)))
        raise Unreadable(_("only these answers belong here: %(answers)s.") % {"answers": answers})
    return flags.combine(flag, [name for each in given for name in former.get(each, [each])])


def _identifier(given: Any) -> uuid.UUID:
    try:
        return uuid.UUID(_text(given))
    except ValueError as error:
        raise Unreadable(_("this is no identifier (a UUID).")) from error
