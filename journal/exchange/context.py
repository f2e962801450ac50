"""What a diary holds when a file is imported into it: what rows are checked against, and what tells them apart."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from journal.actions import circumstances, cramps, diaries, experiments, practices
from journal.actions.cramps import HAS_CRAMPS
from journal.actions.diaries import IN_FUTURE
from journal.actions.experiments import IS_RUNNING, OVERLAPS
from journal.domain.choices import Precision, ReminderKind, Side, Source
from journal.domain.nights import DAY, NOON, night_of, practice_day
from journal.exchange.schema import KINDS
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.models.owned import OwnedQuerySet
from journal.models.practices import Practice
from journal.models.reminders import Reminder
from poses.models.pose import Pose
from yogasite.accounts.addresses import confirmed_address

OTHER_DAY = _("This day does not belong to the time of the entry.")
OTHER_HALF = _("In the evening means after noon, and in the morning before it.")
POINTERS = ("diary", "practice", "routine", "pose")
"""What a row points at is set by us, never by the file."""
Fingerprint = tuple[str, ...]
"""What makes two entries the same where no identifier says so. Notes do not count."""


class Followed(NamedTuple):
    """The days on which the plan of an experiment was followed, and whether that goes on."""

    first: dt.date
    last: dt.date
    is_running: bool

    @classmethod
    def of(cls, experiment: Experiment, today: dt.date) -> Self:
        """Return what other experiments must not overlap."""
        return cls(*experiments.days_of(experiment), experiments.is_running(experiment, today))


@dataclass
class ImportContext:
    """The diary as it was read, once, and what of the file has joined it so far.

    Two are equal when the diary held the same both times; what has joined does not count.
    """

    diary: Diary
    now: dt.datetime
    zone: ZoneInfo
    """The clock that the diary will have."""
    named: frozenset[str] | None
    """The identifiers in a table; None for our own files, whose entries all have one."""
    keys: dict[str, set[Any]]
    """Of each kind: what tells the stored rows apart."""
    nights_with_cramps: set[dt.date]
    experiments: list[Followed]
    has_confirmed_address: bool
    poses: dict[str, int]
    """The library's poses by their slugs."""
    fingerprints: Counter[Fingerprint]
    """Of the stored entries that a table does not name by their identifiers: how many have each."""
    sizes: dict[str, tuple[int, int | None]]
    """Of each kind: how many rows, and the highest number."""
    new_keys: set[tuple[str, Any]] = field(default_factory=set, compare=False)
    new_nights_with_cramps: set[dt.date] = field(default_factory=set, compare=False)
    new_experiments: list[Followed] = field(default_factory=list, compare=False)
    matched: Counter[Fingerprint] = field(default_factory=Counter, compare=False)
    """How many rows of the table were found among the stored entries by each."""

    @property
    def today(self) -> dt.date:
        """The calendar day on the diary's clock."""
        return self.now.astimezone(self.zone).date()

    @property
    def is_empty(self) -> bool:
        """Whether the diary holds no entry yet."""
        return not any(self.keys.values())

    def has_changed(self) -> bool:
        """Whether the diary holds something else by now than when this was read."""
        return read_context(self.diary, zone=self.zone, now=self.now, named=self.named) != self

    def has_grown(self) -> bool:
        """Whether rows have come or gone since this was read: quick, whatever the diary holds."""
        return _sizes(self.diary) != self.sizes

    def has_cramp_in(self, night: dt.date) -> bool:
        """Whether the diary or the file has a cramp in a night."""
        return night in self.nights_with_cramps or night in self.new_nights_with_cramps

    def match(self, fingerprint: Fingerprint | None) -> bool:
        """Say whether an entry of this fingerprint is stored, and let it stand for no other row."""
        alike = _alike(fingerprint) if fingerprint else []
        found = next((each for each in alike if self.fingerprints[each] > self.matched[each]), None)
        if found is not None:
            self.matched[found] += 1
        return found is not None

    def add(self, row: models.Model) -> None:
        """Record a row, so that later ones are checked against it."""
        if isinstance(row, Cramp):
            self.new_nights_with_cramps.add(row.night_of)
        elif isinstance(row, Experiment):
            self.new_experiments.append(Followed.of(row, self.today))


def read_context(diary: Diary, *, zone: ZoneInfo, now: dt.datetime, named: frozenset[str] | None) -> ImportContext:
    """Read what a diary holds. `zone` is the clock that it will have."""
    today = now.astimezone(zone).date()
    return ImportContext(
        diary=diary,
        now=now,
        zone=zone,
        named=named,
        keys={kind.name: _all(kind.rows().of(diary), kind.key) for kind in KINDS},
        nights_with_cramps=_all(Cramp.objects.of(diary), "night_of"),
        experiments=sorted(Followed.of(each, today) for each in Experiment.objects.of(diary)),
        has_confirmed_address=bool(confirmed_address(diary.owner)),
        poses=dict(Pose.objects.values_list("slug", "pk")),
        fingerprints=Counter() if named is None else _stored_fingerprints(diary, besides=named),
        sizes=_sizes(diary),
    )


def _sizes(diary: Diary) -> dict[str, tuple[int, int | None]]:
    counted = {kind.name: kind.rows().of(diary).aggregate(rows=Count("pk"), last=Max("pk")) for kind in KINDS}
    return {name: (each["rows"], each["last"]) for name, each in counted.items()}


def _all(rows: OwnedQuerySet[Any], name: str) -> set[Any]:
    return set(rows.order_by().values_list(name, flat=True))


def cramp_fingerprint(
    *, occurred_at: dt.datetime, night_of: dt.date, precision: str, side: str, count: int
) -> Fingerprint:
    """Name a cramp by its minute and leg; where only the night is known, also by how many there were."""
    if precision == Precision.NIGHT:
        return "cramp", side, night_of.isoformat(), str(count)
    return "cramp", side, _minute(occurred_at)


def practice_fingerprint(*, started_at: dt.datetime, day: dt.date, source: str, seconds: int) -> Fingerprint:
    """Name a practice by its minute and its length, or by its day where nothing else is known."""
    if source == Source.PAPER:
        return "practice", day.isoformat()
    return "practice", _minute(started_at), f"{seconds / 60:.1f}"  # As our own tables write it.


def _alike(fingerprint: Fingerprint) -> list[Fingerprint]:
    """Return the fingerprints that count as the same entry: the exact one first, then those but for an unknown leg."""
    if fingerprint[0] != "cramp":
        return [fingerprint]
    what, side, *rest = fingerprint
    others = [""] if side else Side.values
    return [fingerprint, *((what, other, *rest) for other in others)]


def _stored_fingerprints(diary: Diary, *, besides: frozenset[str]) -> Counter[Fingerprint]:
    cramp_fields = ("occurred_at", "night_of", "precision", "side", "count")
    practice_fields = ("started_at", "day", "source", "seconds")
    cramp_rows = Cramp.objects.of(diary).values("uuid", *cramp_fields)
    practice_rows = Practice.objects.of(diary).values("uuid", *practice_fields)
    found = [
        *((row.pop("uuid"), cramp_fingerprint(**row)) for row in cramp_rows),
        *((row.pop("uuid"), practice_fingerprint(**row)) for row in practice_rows),
    ]
    return Counter(fingerprint for identifier, fingerprint in found if str(identifier) not in besides)


def _minute(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat(timespec="minutes")


def check(row: models.Model, context: ImportContext) -> None:
    """Raise a `ValidationError` keyed by field when the row cannot be an entry of this diary now."""
    row.clean_fields(exclude=POINTERS)
    written: dt.datetime | None = getattr(row, "created_at", None)
    if written is not None and written > context.now:
        raise ValidationError({"created_at": IN_FUTURE})
    check_more = _CHECKS.get(type(row))
    if check_more is not None:
        check_more(row, context)


def _cramp(cramp: Cramp, context: ImportContext) -> None:
    diaries.check_instant("occurred_at", cramp.occurred_at, context.now)
    _check_day("night_of", cramp.night_of, night_of(cramp.occurred_at, cramp.zone))


def _night(night: Night, context: ImportContext) -> None:
    cramps.check_night(night.date, now=context.now, zone=context.zone)
    if context.has_cramp_in(night.date):
        raise ValidationError({"date": HAS_CRAMPS})


def _practice(practice: Practice, context: ImportContext) -> None:
    practices.check_span(practice.started_at, practice.seconds, now=context.now)
    _check_day("day", practice.day, practice_day(practice.started_at, practice.zone))


def _circumstance(circumstance: Circumstance, context: ImportContext) -> None:
    circumstances.check(circumstance, today=context.today)


def _experiment(experiment: Experiment, context: ImportContext) -> None:
    experiments.check(experiment, today=context.today)
    new, others = Followed.of(experiment, context.today), [*context.experiments, *context.new_experiments]
    if new.is_running and any(each.is_running for each in others):
        raise ValidationError({"starts_on": IS_RUNNING})
    if any(each.first <= new.last and new.first <= each.last for each in others):
        raise ValidationError({"starts_on": OVERLAPS})


def _reminder(reminder: Reminder, context: ImportContext) -> None:
    if (reminder.at >= NOON) != (reminder.kind == ReminderKind.EVENING):
        raise ValidationError({"at": OTHER_HALF})


def _check_day(field: str, given: dt.date, reckoned: dt.date) -> None:
    """Let a file keep its own day: the rules of a clock may have been corrected since. Never by more than one."""
    if abs(given - reckoned) > DAY:
        raise ValidationError({field: OTHER_DAY})


_CHECKS: dict[type[models.Model], Callable[[Any, ImportContext], None]] = {
    Cramp: _cramp,
    Night: _night,
    Practice: _practice,
    Circumstance: _circumstance,
    Experiment: _experiment,
    Reminder: _reminder,
}
