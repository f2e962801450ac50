"""Reminders, and the ways they go."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from journal.querysets.owned import OwnedQuerySet

if TYPE_CHECKING:
    from journal.choices import ReminderKind
    from journal.models import CalendarFeed, PushDevice, Reminder  # noqa: F401 -- models import this module


class ReminderQuerySet(OwnedQuerySet["Reminder"]):
    """What people asked to be reminded of."""

    def of_kind(self, kind: ReminderKind) -> Self:
        """Only those of one kind."""
        return self.filter(kind=kind)

    def by_mail(self) -> Self:
        """Only those that go to a confirmed address, with diary and owner; none of a diary that is to be deleted."""
        return self.usable().filter(by_mail=True, diary__owner__emailaddress__verified=True).distinct()

    def by_push(self, site_key: str) -> Self:
        """Only those of people with a browser that shows them when this key signs, likewise."""
        return self.usable().filter(diary__push_devices__site_key=site_key).distinct()

    def not_yet(self, column: str, day: dt.date) -> Self:
        """Only those whose reminder of `day` nobody has claimed in `column`."""
        return self.filter(Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lt": day}))


class CalendarFeedQuerySet(OwnedQuerySet["CalendarFeed"]):
    """Calendars that carry reminders."""

    def at(self, token: str) -> Self:
        """Only the one of this address, with its diary; none when the diary is to be deleted."""
        return self.usable().filter(token=token)


class PushDeviceQuerySet(OwnedQuerySet["PushDevice"]):
    """Browsers that show reminders."""

    def at(self, endpoint: str) -> Self:
        """Only the one of this address."""
        return self.filter(endpoint=endpoint)

    def asked_with(self, site_key: str) -> Self:
        """Only those that take what this key signs."""
        return self.filter(site_key=site_key)
