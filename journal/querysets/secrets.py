"""What somebody opens by a secret."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from journal.querysets.owned import SecretQuerySet

if TYPE_CHECKING:
    from journal.models import AccessToken, SharedReport  # noqa: F401 -- models import this module


class AccessTokenQuerySet(SecretQuerySet["AccessToken"]):
    """Tokens of buttons and shortcuts."""

    def rested_since(self, moment: dt.datetime) -> Self:
        """Only those whose last minute of use began by `moment`, or that were never used."""
        return self.filter(Q(used_at__isnull=True) | Q(used_at__lte=moment))

    def used_less_than(self, uses: int) -> Self:
        """Only those used less than `uses` times in their last minute of use."""
        return self.filter(uses__lt=uses)


class SharedReportQuerySet(SecretQuerySet["SharedReport"]):
    """Links to a report."""

    def open(self, now: dt.datetime) -> Self:
        """Only those that still open."""
        return self.filter(expires_at__gt=now)

    def over(self, now: dt.datetime) -> Self:
        """Only those that open no more."""
        return self.filter(expires_at__lte=now)
