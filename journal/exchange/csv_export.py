"""Tables for people: one CSV file a kind, in words, that opens in any spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from journal.domain import choices
from journal.exchange.csv_reader import neutral
from journal.exchange.schema import CIRCUMSTANCES, CRAMPS, EXPERIMENTS, NIGHTS, PRACTICES, ROUTINES, EntryKind
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.practices import Practice, PracticeItem
from journal.models.routines import OwnRoutine
from poses.models.pose import Pose
from yogasite import flags

BYTE_ORDER_MARK = "\ufeff"
"""By it spreadsheets know that the file is UTF-8."""


@dataclass(frozen=True)
class Table:
    """A CSV file: its name, whose rows it shows, its header, and the lines of one row."""

    name: str
    kind: EntryKind
    header: Callable[[], list[str]]
    lines: Callable[[Any], Iterable[list[Any]]]


def csv_lines(table: Table, diary: Diary, database: str | None = None) -> Iterator[str]:
    """Yield the file, line by line."""
    yield BYTE_ORDER_MARK + _written(table.header())
    for row in table.kind.stored_rows(diary, database):
        for cells in table.lines(row):
            yield _written(cells)


def _written(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow("" if cell is None else neutral(str(cell)) for cell in cells)
    return line.getvalue()


def _label(answers: type[TextChoices], answer: str) -> str:
    """Say an answer in words; `get_side_display` looks through all its lazy labels for each."""
    return str(answers(answer).label) if answer else ""


def _yes_no(answer: Any) -> str:
    return "" if answer is None else _("Yes") if answer else _("No")


def _cramp_header() -> list[str]:
    return [
        _("Night of"),
        _("Date"),
        _("Time"),
        _("Time zone"),
        _("How well remembered"),
        _("How many"),
        _("Leg"),
        _("Muscles"),
        _("Pain (0 to 10)"),
        _("How long"),
        _("It woke me"),
        _("I was"),
        _("Sleep spoiled (0 to 10)"),
        _("Back to sleep"),
        _("Sore next day"),
        _("Sore for hours"),
        _("What I did"),
        _("It helped"),
        _("Distress (0 to 4)"),
        _("Signs"),
        _("Left out of the trend"),
        _("Note"),
        _("Identifier"),
    ]


def _cramp(cramp: Cramp) -> Iterator[list[Any]]:
    wall = cramp.occurred_at.astimezone(cramp.zone)
    is_timed = cramp.precision != choices.Precision.NIGHT  # Else the hour only stands for the night.
    yield [
        cramp.night_of,
        wall.date() if is_timed else "",
        f"{wall:%H:%M}" if is_timed else "",
        cramp.time_zone,
        _label(choices.Precision, cramp.precision),
        cramp.count,
        _label(choices.Side, cramp.side),
        "; ".join(flags.shown(choices.MUSCLE_LABELS, cramp.muscles)),
        cramp.pain,
        _label(choices.Duration, cramp.duration),
        _yes_no(cramp.woke),
        _label(choices.State, cramp.state),
        cramp.sleep_disturbance,
        _label(choices.BackToSleep, cramp.back_to_sleep),
        _label(choices.Soreness, cramp.soreness),
        cramp.soreness_hours,
        "; ".join(flags.shown(choices.RELIEF_LABELS, cramp.relief)),
        _label(choices.ReliefEffect, cramp.relief_effect),
        cramp.distress,
        "; ".join(flags.shown(choices.SIGN_LABELS, cramp.signs)),
        _yes_no(cramp.excluded),
        cramp.note,
        cramp.uuid,
    ]


def _night(night: Night) -> Iterator[list[Any]]:
    yield [night.date]


def _practice_header() -> list[str]:
    names = (_("Day"), _("Start"), _("Time zone"), _("Minutes"), _("How it came in"), _("My legs felt"), _("Poses"))
    return [*names, _("Note"), _("Identifier")]


def _practice(practice: Practice) -> Iterator[list[Any]]:
    is_paper = practice.source == choices.Source.PAPER  # Its hour and minutes were never known.
    yield [
        practice.day,
        "" if is_paper else f"{practice.started_at.astimezone(practice.zone):%H:%M}",
        practice.time_zone,
        "" if is_paper else f"{practice.seconds / 60:.1f}".removesuffix(".0"),
        _label(choices.Source, practice.source),
        _label(choices.Feel, practice.feel),
        "; ".join(_held(item) for item in practice.items.all()),
        practice.note,
        practice.uuid,
    ]


def _held(item: PracticeItem) -> str:
    seconds = _("%(seconds)d s") % {"seconds": item.seconds} if item.seconds is not None else ""
    return " ".join(filter(None, (item.pose_name, _label(choices.Side, item.side).lower(), seconds)))


def _circumstance(noted: Circumstance) -> Iterator[list[Any]]:
    names = (_label(choices.CircumstanceKind, noted.kind), _label(choices.Medicine, noted.medicine), noted.name)
    yield [noted.first_day, noted.last_day, *names, _yes_no(noted.is_pause)]


def _experiment(experiment: Experiment) -> Iterator[list[Any]]:
    order = "; ".join(_("practise") if practises else _("rest") for practises in experiment.plan)
    yield [experiment.starts_on, experiment.weeks, experiment.block_days, order, experiment.stopped_on]


def tables() -> tuple[Table, ...]:
    """Return the files, in their order."""
    poses = dict(Pose.objects.values_list("pk", "name"))

    def routine(stored: OwnRoutine) -> Iterator[list[Any]]:
        for item in stored.items.all():
            yield [stored.name, item.position, poses.get(item.pose_id, ""), item.hold_seconds, item.repeats]

    def circumstance_header() -> list[str]:
        return [_("First day"), _("Last day"), _("What"), _("Medicine"), _("In my words"), _("Diary paused")]

    def experiment_header() -> list[str]:
        return [_("First day"), _("Weeks"), _("Days a block"), _("Order"), _("Stopped on")]

    return (
        Table("cramps.csv", CRAMPS, _cramp_header, _cramp),
        Table("clear-nights.csv", NIGHTS, lambda: [_("Night of")], _night),
        Table("practices.csv", PRACTICES, _practice_header, _practice),
        Table(
            "routines.csv",
            ROUTINES,
            lambda: [_("Routine"), _("Place"), _("Pose"), _("Seconds held"), _("Times")],
            routine,
        ),
        Table("circumstances.csv", CIRCUMSTANCES, circumstance_header, _circumstance),
        Table("experiments.csv", EXPERIMENTS, experiment_header, _experiment),
    )
