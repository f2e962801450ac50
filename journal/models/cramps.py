"""Cramps, and nights without one."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_
from typing import Self, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Index, Min, Q, Sum, UniqueConstraint, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.domain import choices
from journal.models.constraints import between, one_of
from journal.models.diary import EARLIEST, EARLIEST_NIGHT, Diary, Entry, scale
from journal.models.owned import Fact, Facts, OwnedQuerySet
from journal.models.parted import Parted
from yogasite.flags import every


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

    def when_and_where(self) -> list[tuple[dt.date, dt.datetime, str, str, int, str, int, int | None]]:
        """Of each cramp: night, time, zone, precision, count, leg, muscles and pain."""
        fields = ("night_of", "occurred_at", "time_zone", "precision", "count", "side", "muscles", "pain")
        return list(self.order_by().values_list(*fields))

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
        """All the advice that any of them has shown, as one integer of `journal.domain.red_flags.Advice`."""
        return reduce(or_, self.exclude(advised=0).order_by().values_list("advised", flat=True).distinct(), 0)

    def facts(self) -> Facts:
        """Each night with cramps, how many there were, and when the first began, where a time is known."""
        nights = self.order_by().values_list("night_of")
        first = Min("occurred_at", filter=~Q(precision=choices.Precision.NIGHT))
        return cast("Facts", nights.annotate(what=Value(Fact.CRAMPS), number=Sum("count"), instant=first))


class Cramp(Entry):
    """A cramp, or several of one night entered together."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="cramps")
    occurred_at = models.DateTimeField(_("time"))
    precision = models.CharField(max_length=8, choices=choices.Precision, default=choices.Precision.EXACT)
    night_of = models.DateField()
    count = models.PositiveSmallIntegerField(
        _("how many"), default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    side = models.CharField(_("leg"), max_length=8, choices=choices.Side, blank=True)
    muscles = models.PositiveSmallIntegerField(_("muscle"), default=0, validators=scale(every(choices.Muscle)))
    pain = models.PositiveSmallIntegerField(_("pain"), null=True, blank=True, validators=scale(10))
    duration = models.CharField(max_length=8, choices=choices.Duration, blank=True)
    woke = models.BooleanField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=choices.State, blank=True)
    sleep_disturbance = models.PositiveSmallIntegerField(null=True, blank=True, validators=scale(10))
    back_to_sleep = models.CharField(max_length=8, choices=choices.BackToSleep, blank=True)
    soreness = models.CharField(max_length=8, choices=choices.Soreness, blank=True)
    soreness_hours = models.PositiveSmallIntegerField(null=True, blank=True, validators=scale(72))
    relief = models.PositiveSmallIntegerField(default=0, validators=scale(every(choices.Relief)))
    relief_effect = models.CharField(max_length=8, choices=choices.ReliefEffect, blank=True)
    distress = models.PositiveSmallIntegerField(null=True, blank=True, validators=scale(4))
    signs = models.PositiveSmallIntegerField(default=0, validators=scale(every(choices.Sign)))
    advised = models.PositiveSmallIntegerField(default=0)
    """Which advice this cramp has already called for (`journal.domain.red_flags.Advice`): each is shown once."""
    excluded = models.BooleanField(default=False)

    objects = CrampQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["diary", "uuid"], name="cramp_once"),
            CheckConstraint(
                condition=Q(occurred_at__gte=EARLIEST) & Q(night_of__gte=EARLIEST_NIGHT),
                name="cramp_after_1900",
                violation_error_message=_("Pick a date after 1900."),
            ),
            between("count", 1, 20, null=False, name="cramp_count_1_to_20"),
            between("muscles", 0, every(choices.Muscle), null=False, name="cramp_muscles_known"),
            between("relief", 0, every(choices.Relief), null=False, name="cramp_relief_known"),
            between("signs", 0, every(choices.Sign), null=False, name="cramp_signs_known"),
            between("pain", 0, 10, name="cramp_pain_0_to_10"),
            between("sleep_disturbance", 0, 10, name="cramp_sleep_0_to_10"),
            between("soreness_hours", 0, 72, name="cramp_soreness_0_to_72"),
            between("distress", 0, 4, name="cramp_distress_0_to_4"),
            one_of("precision", choices.Precision, blank=False, name="cramp_precision_known"),
            one_of("side", choices.Side, blank=True, name="cramp_side_known"),
            one_of("duration", choices.Duration, blank=True, name="cramp_duration_known"),
            one_of("state", choices.State, blank=True, name="cramp_state_known"),
            one_of("back_to_sleep", choices.BackToSleep, blank=True, name="cramp_back_to_sleep_known"),
            one_of("soreness", choices.Soreness, blank=True, name="cramp_soreness_known"),
            one_of("relief_effect", choices.ReliefEffect, blank=True, name="cramp_relief_effect_known"),
        ]
        indexes = [
            # Every page reads a diary's cramps by night: Today, the journal's month, the trend.
            Index(fields=["diary", "night_of"], name="cramp_by_night"),
            # Today's "last cramp".
            Index(fields=["diary", "-occurred_at"], name="cramp_latest"),
        ]

    def __str__(self) -> str:
        return f"cramp {self.uuid}"


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
        nothing = Value(None, output_field=models.DateTimeField())
        return cast("Facts", nights.annotate(what=Value(Fact.CLEAR), number=Value(0), instant=nothing))


class Night(Parted):
    """A night that the person says was clear. Nights with cramps have no row here; other nights are unknown."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="nights")
    date = models.DateField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NightQuerySet.as_manager()

    class Meta:
        constraints = [
            # Also the index by which every page reads a diary's nights.
            UniqueConstraint(fields=["diary", "date"], name="night_once"),
            CheckConstraint(condition=Q(date__gte=EARLIEST_NIGHT), name="night_after_1900"),
        ]

    def __str__(self) -> str:
        return f"clear night {self.date}"
