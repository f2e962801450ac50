"""What else went on: medicines, illness, travel, hard days. Dated rows, never asked for."""

from __future__ import annotations

import datetime as dt
import uuid
from copy import copy
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.domain import choices
from journal.models.constraints import one_of
from journal.models.diary import EARLIEST_NIGHT, Diary
from journal.models.owned import OwnedQuerySet
from journal.models.parted import Parted

LONGEST_NAME = 80


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


class Circumstance(Parted):
    """Something that may matter to the cramps, on one day or over many. `last_day` None: it still goes on.

    A pause is a circumstance whose nights are left out of the trend, and during which nothing is asked.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="circumstances")
    kind = models.CharField(max_length=10, choices=choices.CircumstanceKind)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    name = models.CharField(_("in your words"), max_length=LONGEST_NAME, blank=True)
    medicine = models.CharField(max_length=12, choices=choices.Medicine, blank=True)
    is_pause = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CircumstanceQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            UniqueConstraint(fields=["diary", "uuid"], name="circumstance_once"),
            CheckConstraint(condition=Q(first_day__gte=EARLIEST_NIGHT), name="circumstance_after_1900"),
            CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="circumstance_ends_after_it_begins",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            one_of("kind", choices.CircumstanceKind, blank=False, name="circumstance_kind_known"),
            one_of("medicine", choices.Medicine, blank=True, name="circumstance_medicine_known"),
        ]
        indexes = [
            # The trend reads all of a diary's; Today and the journal those that touch a stretch of days.
            Index(fields=["diary", "first_day"], name="circumstance_by_day"),
        ]

    def __str__(self) -> str:
        return f"circumstance {self.uuid}"

    def as_of(self, day: dt.date) -> Circumstance:
        """Return it as it was known on `day`: an end after that day was still to come."""
        if self.last_day is None or self.last_day <= day:
            return self
        known = copy(self)
        known.last_day = None
        return known

    def holds(self, day: dt.date) -> bool:
        """Whether it went on on `day`."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)
