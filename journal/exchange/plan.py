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

from journal.actions import experiments
from journal.actions.entries import Rows
from journal.exchange.checking import check
from journal.exchange.context import Standing, standing_of
from journal.exchange.duplicates import stored_fingerprints
from journal.exchange.fields import Field, Unreadable, excerpt
from journal.exchange.parse import ParsedFile, ParsedRow
from journal.exchange.schema import DIARY, POSE, EntryKind, ItemKind
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.reminders import Reminder

MOST_PARTS = 200
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

    rows: Rows = field(default_factory=Rows)
    settings: dict[str, Any] = field(default_factory=dict)
    added: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    has_mails_left_out: bool = False
    """Whether a reminder of the file went by e-mail, and there is no confirmed address here."""
    nights_no_longer_clear: set[dt.date] = field(default_factory=set)
    is_for_empty_diary: bool = False

    @property
    def is_nothing_new(self) -> bool:
        """Whether there is nothing to say yes to."""
        return not self.added and not self.settings

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of new entries: a date read the wrong way round shows in them."""
        rows = self.rows
        nights = [*(cramp.night_of for cramp in rows.cramps), *(night.date for night in rows.nights)]
        days = [*nights, *(practice.day for practice in rows.practices)]
        return (min(days), max(days)) if days else None


def plan_of(parsed: ParsedFile, diary: Diary, *, now: dt.datetime) -> Plan:
    """Return what the file would do to `diary`. Nothing is written."""
    plan = Plan()
    settings = _settings(parsed, plan)
    zone = ZoneInfo(settings["time_zone"]) if settings else diary.zone
    standing = standing_of(diary, zone=zone, now=now)
    plan.is_for_empty_diary = standing.is_empty
    if settings and settings["created_at"] >= diary.created_at:
        del settings["created_at"]  # A diary begins with the earlier of the two.
    plan.settings = {name: value for name, value in settings.items() if getattr(diary, name) != value}
    seen: set[tuple[str, Any]] = set()
    if parsed.is_table:
        named = {row.values["uuid"] for row in parsed.rows if row.kind.key == "uuid" and not row.error}
        standing.alike = stored_fingerprints(diary, besides=named)
    for row in parsed.rows:
        try:
            _take(row, plan, standing, seen)
        except Unreadable as error:
            plan.wrong.append(Wrong(row.place, str(error)))
        except ValidationError as error:
            plan.wrong.append(Wrong(row.place, _sentences(error, row.kind if parsed.is_table else None)))
    return plan


def _settings(parsed: ParsedFile, plan: Plan) -> dict[str, Any]:
    """Return the settings of a file, none when they are wrong."""
    if not parsed.settings:
        return {}
    try:
        settings = _values(DIARY, parsed.settings, set())
        Diary(**settings).clean_fields(exclude=["owner"])
    except Unreadable as error:
        plan.wrong.append(Wrong(_("diary"), str(error)))
        return {}
    except ValidationError as error:
        plan.wrong.append(Wrong(_("diary"), _sentences(error)))
        return {}
    return settings


def _take(parsed: ParsedRow, plan: Plan, standing: Standing, seen: set[tuple[str, Any]]) -> None:
    """Put a row where it belongs in the plan, or raise what is wrong with it."""
    kind = parsed.kind
    if parsed.error:
        raise Unreadable(parsed.error)
    values = _values(kind.fields, parsed.values, {"poses"} if kind.items else set())
    key = (kind.name, values[kind.key])
    if key in seen:
        raise Unreadable(_("This entry stands in the file more than once."))
    seen.add(key)
    if values[kind.key] in standing.keys[kind.name] or standing.takes_alike(parsed.fingerprint):
        plan.known[kind.name] += 1
        return
    row = kind.model(diary=standing.diary, **values)
    if isinstance(row, Reminder) and row.by_mail and not standing.has_confirmed_address:
        row.by_mail, plan.has_mails_left_out = False, True
    check(row, standing)
    parts = list(_parts(kind, row, parsed.values, standing))
    plan.added[kind.name] += 1
    plan.rows.of(kind.model).append(row)
    if kind.items:
        plan.rows.of(kind.items.model).extend(parts)
    _joined(row, plan, standing)


def _joined(row: models.Model, plan: Plan, standing: Standing) -> None:
    """Remember what later rows of the file must fit to."""
    if isinstance(row, Cramp):
        standing.nights_with_cramps.add(row.night_of)
        if row.night_of in standing.clear_nights:
            plan.nights_no_longer_clear.add(row.night_of)
    elif isinstance(row, Experiment):
        standing.has_running_experiment |= experiments.is_running(row, standing.today)
        standing.experiments.append(experiments.days_of(row))


def _parts(kind: EntryKind, row: models.Model, given: dict[str, Any], standing: Standing) -> Iterator[models.Model]:
    if kind.items is None:
        return
    told = given.get("poses") or []
    if not isinstance(told, list) or len(told) > MOST_PARTS:
        raise Unreadable(_("“poses” must be a list of up to %(most)d poses.") % {"most": MOST_PARTS})
    places = set()
    for each in told:
        part = _part(kind.items, row, each, standing)
        check(part, standing)
        places.add(getattr(part, "position"))  # noqa: B009 -- both models have it, their common parent does not
        yield part
    if len(places) < len(told):
        raise Unreadable(_("Two poses have the same “position”."))


def _part(parts: ItemKind, row: models.Model, given: Any, standing: Standing) -> models.Model:
    values = _values(parts.fields, given, {POSE})
    slug = given.get(POSE)
    pose = standing.poses.get(slug) if isinstance(slug, str) else None
    if pose is None and parts.needs_pose:
        raise Unreadable(_("There is no pose “%(slug)s” in this library.") % {"slug": excerpt(str(slug))})
    return parts.model(**{"diary": standing.diary, parts.owner: row, "pose_id": pose}, **values)


def _values(fields: tuple[Field, ...], given: Any, also: set[str]) -> dict[str, Any]:
    """Read the fields of a row. A field that nobody knows is refused: nothing is dropped without a word."""
    if not isinstance(given, dict):
        raise Unreadable(_("This is no entry: fields in braces belong here."))
    unknown = sorted(set(given) - {each.name for each in fields} - also)
    if unknown:
        raise Unreadable(_("Night Heron does not know the field “%(name)s”.") % {"name": excerpt(unknown[0])})
    return {each.name: each.value_in(given) for each in fields}


def _sentences(error: ValidationError, kind: EntryKind | None = None) -> str:
    """Say what is wrong with which field: by its name in our files, or in words for somebody else's table."""
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
