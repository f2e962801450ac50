"""What somebody opens by a secret."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from journal.querysets.owned import SecretQuerySet

if TYPE_CHECKING:
    from journal.models import AccessToken, SharedReport  # noqa: F401 -- models import this module


class AccessTokenQuerySet(SecretQuerySet["AccessToken"]):
    """Tokens of buttons and shortcuts."""


class SharedReportQuerySet(SecretQuerySet["SharedReport"]):
    """Links to a report."""

    def open(self, now: dt.datetime) -> Self:
        """Only those that still open."""
        return self.filter(expires_at__gt=now)

    def over(self, now: dt.datetime) -> Self:
        """Only those that open no more."""
        return self.filter(expires_at__lte=now)
