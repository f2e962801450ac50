"""Links that show a report to somebody without an account."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from journal.domain import choices
from journal.models.counted import Counted
from journal.models.diary import Diary
from journal.models.owned import SecretQuerySet


class SharedReportQuerySet(SecretQuerySet["SharedReport"]):
    """Links to a report."""

    def open(self, now: dt.datetime) -> Self:
        """Only those that still open."""
        return self.filter(expires_at__gt=now)

    def over(self, now: dt.datetime) -> Self:
        """Only those that open no more."""
        return self.filter(expires_at__lte=now)


class SharedReport(Counted):
    """A report of the nights up to the day of its link: which weeks, and for how long it opens.

    The token itself is kept nowhere. Who reads this table cannot open a link.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="shared_reports")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token, in hexadecimal."""
    span = models.CharField(max_length=3, choices=[(each.value, each.label) for each in choices.REPORT_SPANS])
    has_entries = models.BooleanField()
    made_on = models.DateField()
    """By the diary's clock. Nothing of a later day is shown."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    seen = models.PositiveIntegerField(default=0)

    objects = SharedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            UniqueConstraint(fields=["diary", "uuid"], name="shared_report_once"),
            CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="shared_report_ends_after_it_begins"),
            CheckConstraint(condition=Q(span__in=choices.REPORT_SPANS), name="shared_report_span_known"),
        ]

    def __str__(self) -> str:
        return f"shared report {self.uuid}"
