"""What is logged, and what was found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.db.models import Q, Sum, Value

from journal.querysets.owned import OwnedQuerySet

if TYPE_CHECKING:
    from journal.models import Circumstance, Cramp, Diary, Evaluation, Experiment, Night, OwnRoutine, Practice  # noqa: F401 -- models import this module


class Fact(IntEnum):
    """What a row of `facts` says of its date. The tables say it in the same shape, so that one query reads all."""

    CRAMPS = 1
    CLEAR = 2
    PRACTISED = 3


Facts = models.QuerySet[Any, tuple[dt.date, int, int]]
"""Rows of date, `Fact` and number of cramps."""


class CrampQuerySet(OwnedQuerySet["Cramp"]):
    """Cramps of a diary."""

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Only those of the nights from `first` to `last`, both included."""
        return self.filter(night_of__range=(first, last))

    def counted(self) -> Self:
        """Without those the person left out of the trend."""
        return self.filter(excluded=False)

    def in_order(self) -> Self:
        """Oldest first."""
        return self.order_by("occurred_at", "pk")

    def newest(self) -> Cramp | None:
        """The newest one, or None."""
        return self.order_by("-occurred_at", "-pk").first()

    def before(self, cramp: Cramp) -> Self:
        """Only those that were earlier than `cramp`."""
        return self.filter(occurred_at__lt=cramp.occurred_at)

    def described(self) -> Self:
        """Only those of which the leg or the muscle is known."""
        return self.exclude(side="", muscles=0)

    def woken_nights(self) -> int:
        """How many nights had a cramp that woke the person."""
        return self.filter(woke=True).order_by().values("night_of").distinct().count()

    def advised(self) -> int:
        """All the advice that any of them has shown, as one integer of `journal.advice.Advice`."""
        return reduce(or_, self.exclude(advised=0).order_by().values_list("advised", flat=True).distinct(), 0)

    def facts(self) -> Facts:
        """Each night with cramps, and how many there were."""
        nights = self.order_by().values_list("night_of")
        return cast("Facts", nights.annotate(what=Value(Fact.CRAMPS), number=Sum("count")))


class NightQuerySet(OwnedQuerySet["Night"]):
    """Nights confirmed clear."""

    def on(self, night: dt.date) -> Self:
        """Only this night."""
        return self.filter(date=night)

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Only the nights from `first` to `last`, both included."""
        return self.filter(date__range=(first, last))

    def facts(self) -> Facts:
        """The nights themselves."""
        nights = self.order_by().values_list("date")
        return cast("Facts", nights.annotate(what=Value(Fact.CLEAR), number=Value(0)))


class PracticeQuerySet(OwnedQuerySet["Practice"]):
    """Practice sessions of a diary."""

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Only those of the days from `first` to `last`, both included."""
        return self.filter(day__range=(first, last))

    def in_order(self) -> Self:
        """Oldest first."""
        return self.order_by("started_at", "pk")

    def with_poses(self) -> Self:
        """Fetch the poses of all sessions in one further query."""
        return self.prefetch_related("items")

    def facts(self) -> Facts:
        """The calendar days with at least one session."""
        days = self.order_by().values_list("day").distinct()
        return cast("Facts", days.annotate(what=Value(Fact.PRACTISED), number=Value(0)))


class OwnRoutineQuerySet(OwnedQuerySet["OwnRoutine"]):
    """Routines that people put together."""

    def with_poses(self) -> Self:
        """Fetch the items with their poses in two further queries."""
        return self.prefetch_related("items__pose")


class EvaluationQuerySet(OwnedQuerySet["Evaluation"]):
    """What the looks at a diary found."""

    def at(self, looks: Collection[int]) -> Self:
        """Only these looks."""
        return self.filter(look__in=looks)


class ExperimentQuerySet(OwnedQuerySet["Experiment"]):
    """Randomised experiments."""

    def latest_of(self, diary: Diary) -> Experiment | None:
        """Return the diary's last experiment, over or not."""
        return self.of(diary).order_by("-starts_on").first()


class CircumstanceQuerySet(OwnedQuerySet["Circumstance"]):
    """What else went on."""

    def touching(self, first: dt.date, last: dt.date) -> Self:
        """Only those with a day from `first` to `last`, both included."""
        return self.filter(first_day__lte=last).filter(Q(last_day__isnull=True) | Q(last_day__gte=first))

    def pauses(self) -> Self:
        """Only those whose nights are left out."""
        return self.filter(is_pause=True)

    def newest_first(self) -> Self:
        """Those that began last come first."""
        return self.order_by("-first_day", "-pk")
