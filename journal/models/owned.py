"""Rows that belong to a diary."""

from __future__ import annotations

import datetime as dt
import uuid
from enum import IntEnum
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from journal.models.diary import Diary

Row = TypeVar("Row", bound=models.Model)


class OwnedQuerySet(models.QuerySet[Row]):
    """Rows that point at a diary."""

    def of(self, diary: Diary) -> Self:
        """Only those of `diary`."""
        return self.filter(diary=diary)

    def with_uuid(self, identifier: uuid.UUID) -> Self:
        """Only the one with this client-made identifier."""
        return self.filter(uuid=identifier)

    def usable(self) -> Self:
        """Only those of people who may log in and whose diary is not to be deleted, with diary and owner."""
        open_ones = self.filter(diary__owner__is_active=True, diary__owner__deletes_at__isnull=True)
        return open_ones.select_related("diary__owner")


class SecretQuerySet(OwnedQuerySet[Row]):
    """Rows that somebody opens by a secret, of which only a digest is kept."""

    def with_digest(self, digest: str) -> Self:
        """Only the one whose secret has this digest."""
        return self.filter(digest=digest)

    def newest_first(self) -> Self:
        """Those made last come first."""
        return self.order_by("-created_at", "-pk")

    def rested_between(self, moment: dt.datetime, now: dt.datetime) -> Self:
        """Only those whose last minute of use began by `moment`, or by a wrong clock after `now`, or never."""
        return self.filter(Q(used_at__isnull=True) | Q(used_at__lte=moment) | Q(used_at__gt=now))

    def used_less_than(self, uses: int) -> Self:
        """Only those used less than `uses` times in their last minute of use."""
        return self.filter(uses__lt=uses)


class Fact(IntEnum):
    """What a row of `facts` says of its date. The tables say it in the same shape, so that one query reads all."""

    CRAMPS = 1
    CLEAR = 2
    PRACTISED = 3


Facts = models.QuerySet[Any, tuple[dt.date, int, int, dt.datetime | None]]
"""Rows of date, `Fact`, number of cramps, and the first instant of that date that is known."""
