"""The dry run: what a file would add to a diary, what is there already, and what is wrong in which place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.actions.entries import Rows
from journal.exchange.context import ImportContext, check, read_context
from journal.exchange.fields import Field, Unreadable, excerpt
from journal.exchange.parse import ParsedFile, ParsedRow
from journal.exchange.schema import DIARY, NIGHTS, POSE, EntryKind, ItemKind
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.reminders import Reminder

MOST_ITEMS = 200
_WORDS = {
    "min_value": gettext_lazy("%(show_value)s is too small. The least is %(limit_value)s."),
    "max_value": gettext_lazy("%(show_value)s is too much. The most is %(limit_value)s."),
    "max_length": gettext_lazy("Keep it under %(limit_value)s letters. There are %(show_value)s."),
    "invalid_choice": gettext_lazy("“%(value)s” is none of the answers."),
    "blank": gettext_lazy("This may not be empty."),
}
"""By the codes of the models' validators."""


@dataclass(frozen=True)
class Wrong:
    """A place in the file, and what is wrong there."""

    place: str
    sentence: str


@dataclass
class Plan:
    """What would be done. `settings` are those of the file that differ from the diary's, and an earlier beginning."""

    context: ImportContext
    settings: dict[str, Any]
    is_for_empty_diary: bool
    rows: Rows = field(default_factory=Rows)
    added: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    has_mails_left_out: bool = False
    """Whether a reminder of the file went by e-mail, and there is no confirmed address here."""
    nights_no_longer_clear: set[dt.date] = field(default_factory=set)

    @property
    def is_nothing_new(self) -> bool:
        """Whether there is nothing to confirm."""
        return not self.added and not self.settings

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of new entries: a date read the wrong way round shows in them."""
        rows = self.rows
        nights = [*(cramp.night_of for cramp in rows.cramps), *(night.date for night in rows.nights)]
        days = [*nights, *(practice.day for practice in rows.practices)]
        return (min(days), max(days)) if days else None


def plan_import(parsed: ParsedFile, diary: Diary, *, now: dt.datetime) -> Plan:
    """Return what a file would do to a diary. Nothing is written."""
    settings, wrong = _settings(parsed)
    zone = ZoneInfo(settings["time_zone"]) if settings else diary.zone
    context = read_context(diary, zone=zone, now=now, named=_named(parsed) if parsed.is_table else None)
    plan = Plan(context, _changes(settings, diary), context.is_empty, wrong=wrong)
    for row in parsed.rows:
        try:
            _plan_row(row, plan)
        except (Unreadable, ValidationError) as error:
            plan.wrong.append(Wrong(row.place, _sentence(error, row.kind if parsed.is_table else None)))
    return plan


def _named(table: ParsedFile) -> frozenset[str]:
    """Return the identifiers of a table's rows."""
    return frozenset(row.values["uuid"] for row in table.rows if row.kind.key == "uuid" and not row.error)


def _settings(parsed: ParsedFile) -> tuple[dict[str, Any], list[Wrong]]:
    """Return the settings of a file, none when they are wrong, and what is wrong with them."""
    if not parsed.settings:
        return {}, []
    try:
        settings = _values(DIARY, parsed.settings, set())
        Diary(**settings).clean_fields(exclude=["owner"])
    except (Unreadable, ValidationError) as error:
        return {}, [Wrong(_("diary"), _sentence(error))]
    return settings, []


def _changes(settings: dict[str, Any], diary: Diary) -> dict[str, Any]:
    """Return the settings that would be new. A diary begins with the earlier of the two beginnings."""
    changed = {name: value for name, value in settings.items() if getattr(diary, name) != value}
    if "created_at" in changed and changed["created_at"] > diary.created_at:
        del changed["created_at"]
    return changed


def _plan_row(parsed: ParsedRow, plan: Plan) -> None:
    """Put a row where it belongs in the plan, or raise what is wrong with it."""
    kind, context = parsed.kind, plan.context
    if parsed.error:
        raise Unreadable(parsed.error)
    values = _values(kind.fields, parsed.values, {"poses"} if kind.items else set())
    key = (kind.name, values[kind.key])
    if key in context.new_keys:
        raise Unreadable(_("This entry stands in the file more than once."))
    context.new_keys.add(key)
    if values[kind.key] in context.keys[kind.name] or context.match(parsed.fingerprint):
        plan.known[kind.name] += 1
        return
    row = kind.model(diary=context.diary, **values)
    if isinstance(row, Reminder) and row.by_mail and not context.has_confirmed_address:
        row.by_mail, plan.has_mails_left_out = False, True
    check(row, context)
    items = list(_items(kind.items, row, parsed.values, context)) if kind.items else []
    plan.added[kind.name] += 1
    plan.rows.of(kind.model).append(row)
    if kind.items:
        plan.rows.of(kind.items.model).extend(items)
    if isinstance(row, Cramp) and row.night_of in context.keys[NIGHTS.name]:
        plan.nights_no_longer_clear.add(row.night_of)
    context.add(row)


def _items(kind: ItemKind, row: models.Model, values: dict[str, Any], context: ImportContext) -> Iterator[models.Model]:
    """Yield the poses of a practice or a routine."""
    poses = values.get("poses") or []
    if not isinstance(poses, list) or len(poses) > MOST_ITEMS:
        raise Unreadable(_("“poses” must be a list of up to %(most)d poses.") % {"most": MOST_ITEMS})
    positions = set()
    for each in poses:
        item = _item(kind, row, each, context)
        check(item, context)
        positions.add(getattr(item, "position"))  # noqa: B009 -- both models have it, their common parent does not
        yield item
    if len(positions) < len(poses):
        raise Unreadable(_("Two poses have the same “position”."))


def _item(kind: ItemKind, row: models.Model, given: Any, context: ImportContext) -> models.Model:
    values = _values(kind.fields, given, {POSE})
    slug = given.get(POSE)
    pose = context.poses.get(slug) if isinstance(slug, str) else None
    if pose is None and kind.needs_pose:
        raise Unreadable(_("There is no pose “%(slug)s” in this library.") % {"slug": excerpt(str(slug))})
    return kind.model(**{"diary": context.diary, kind.owner: row, "pose_id": pose}, **values)


def _values(fields: tuple[Field, ...], given: Any, also: set[str]) -> dict[str, Any]:
    """Read the fields of a row. A field that nobody knows is refused: nothing is dropped without a word."""
    if not isinstance(given, dict):
        raise Unreadable(_("This is no entry: fields in braces belong here."))
    unknown = sorted(set(given) - {each.name for each in fields} - also)
    if unknown:
        raise Unreadable(_("Night Heron does not know the field “%(name)s”.") % {"name": excerpt(unknown[0])})
    return {each.name: each.value_in(given) for each in fields}


def _sentence(error: Unreadable | ValidationError, kind: EntryKind | None = None) -> str:
    """Say what is wrong with which field: by its name in our files, or in words for somebody else's table."""
    if isinstance(error, Unreadable):
        return str(error)
    named = error.error_dict.items()
    return " ".join(f"{_called(name, kind)}: {' '.join(map(_said, errors))}" for name, errors in named)


def _said(error: ValidationError) -> str:
    """Say it without the words of a database where it was the model that found it."""
    words = _WORDS.get(error.code or "")
    if words is None:
        return " ".join(error.messages)
    return str(words) % {name: excerpt(str(value)) for name, value in (error.params or {}).items()}


def _called(name: str, kind: EntryKind | None) -> str:
    if kind is None:
        return f"“{name}”"
    words = {field.name: str(field.verbose_name) for field in kind.model._meta.fields}  # noqa: SLF001 -- Django's own
    return words.get(name, name).capitalize()
