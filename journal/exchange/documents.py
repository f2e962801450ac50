"""From text to the rows that it tells of, each with its place in the file. Nothing is believed yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from journal.exchange.duplicates import Likeness
from journal.exchange.fields import Unreadable, excerpt
from journal.exchange.limits import MEGABYTE, MOST_BRACKETS, MOST_COMMAS, MOST_ROWS, MOST_UNPACKED
from journal.exchange.schema import FORMAT, KINDS, VERSION, EntryKind

_TOP = {"format", "version", "diary", *(kind.name for kind in KINDS)}


@dataclass(frozen=True)
class Told:
    """A row as a file tells it, and where. `wrong` says why it could not even be told.

    `likeness` stands for the identifier where the file has none (journal/exchange/duplicates.py).
    """

    kind: EntryKind
    place: str
    given: Any
    wrong: str = ""
    likeness: Likeness | None = None


@dataclass(frozen=True)
class Document:
    """What a file says: rows, and the diary's settings when it has them.

    `is_table`: whether it is somebody's own, without the names of our fields, so that no mistake is told by them.
    """

    rows: list[Told]
    settings: dict[str, Any] = field(default_factory=dict)
    is_table: bool = False


def read_json(text: str) -> Document:
    """Return what a `diary.json` says, or raise `Unreadable`."""
    _check_size(text)
    told = _loaded(text)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Unreadable(_("This JSON file is not a diary from Night Heron."))
    version = told.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise Unreadable(_("This file was written by another version of Night Heron, which this one cannot read."))
    unknown = sorted(set(told) - _TOP)
    if unknown:
        raise Unreadable(_("Night Heron does not know “%(name)s” in this file.") % {"name": excerpt(unknown[0])})
    settings = told.get("diary") or {}
    if not isinstance(settings, dict):
        raise Unreadable(_("“diary” must hold the settings of a diary."))
    return Document(list(_rows(told)), settings)


def _check_size(text: str) -> None:
    if len(text) > MOST_UNPACKED:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_UNPACKED // MEGABYTE})
    if text.count("[") + text.count("{") > MOST_BRACKETS or text.count(",") > MOST_COMMAS:
        raise Unreadable(_("This file holds far more than a diary."))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        sentence = _("This file breaks off or is damaged at line %(line)d. Nothing can be read from it.")
        raise Unreadable(sentence % {"line": error.lineno}) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This file is damaged. Nothing can be read from it.")) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that names a field twice: which of the two is meant nobody knows."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable(_("A row in this file names the same field twice. Nothing can be read from it."))
    return found


def _no_number(name: str) -> Any:
    raise Unreadable(_("“%(name)s” is no number.") % {"name": name})


def _rows(told: dict[str, Any]) -> Iterator[Told]:
    lists = {kind.name: told.get(kind.name) or [] for kind in KINDS}
    for name, rows in lists.items():
        if not isinstance(rows, list):
            raise Unreadable(_("“%(name)s” must be a list.") % {"name": name})
    if sum(len(rows) for rows in lists.values()) > MOST_ROWS:
        raise Unreadable(_("This file has more than %(most)d entries.") % {"most": MOST_ROWS})
    for kind in KINDS:
        rows = lists[kind.name]
        for number, row in enumerate(rows, start=1):
            yield Told(kind, _("%(list)s, number %(number)d") % {"list": kind.name, "number": number}, row)
