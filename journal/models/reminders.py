"""What a person asked to be reminded of, and by which way."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from journal.domain import choices
from journal.domain.choices import ReminderKind
from journal.domain.nights import DAY
from journal.models.diary import Diary
from journal.models.owned import OwnedQuerySet
from journal.models.parted import Parted

NOON = dt.time(12)
LONGEST_ENDPOINT = 1000


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
        """Only those whose reminder of `day` nobody has claimed in `column` (`reminder_schedule.is_done`)."""
        return self.filter(Q(**{f"{column}__isnull": True}) | ~Q(**{f"{column}__range": (day, day + DAY)}))


class Reminder(Parted):
    """One thing to be reminded of each day. There is a row only while it is asked for."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=7, choices=choices.ReminderKind)
    at = models.TimeField(_("time"))
    """On the diary's clock: 21:00 stays 21:00 when the clocks change."""
    by_mail = models.BooleanField(default=False)
    mailed_on = models.DateField(null=True, editable=False)
    """The last day whose reminder a run has claimed, so that no other sends it too (`actions.reminders.claim`)."""
    pushed_on = models.DateField(null=True, editable=False)
    """The same for pushing it to browsers."""

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["diary", "kind"]
        constraints = [
            UniqueConstraint(fields=["diary", "kind"], name="reminder_once_a_kind"),
            CheckConstraint(
                condition=Q(kind=choices.ReminderKind.EVENING, at__gte=NOON)
                | Q(kind=choices.ReminderKind.MORNING, at__lt=NOON),
                name="reminder_in_its_half_of_the_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} reminder of diary {self.diary_id}"


class CalendarFeedQuerySet(OwnedQuerySet["CalendarFeed"]):
    """Calendars that carry reminders."""

    def at(self, token: str) -> Self:
        """Only the one of this address, with its diary; none when the diary is to be deleted."""
        return self.usable().filter(token=token)

    def saying(self, digest: str) -> Self:
        """Only those that said this when they were last read."""
        return self.filter(digest=digest)


class CalendarFeed(models.Model):
    """The address of a calendar with the reminders. Who knows it can read it, so it can be changed and taken away."""

    diary = models.OneToOneField(Diary, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True, editable=False)
    """Kept as it is, not as a digest: the person has to see the address again, to type it on another device."""
    created_at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64, default="", editable=False)
    """SHA-256 of what it said when it was last read, without its stamps; empty before that."""
    revision = models.PositiveIntegerField(default=0, editable=False)
    """How many times that has changed."""
    revised_at = models.DateTimeField(null=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"calendar of diary {self.diary_id}"


class PushDeviceQuerySet(OwnedQuerySet["PushDevice"]):
    """Browsers that show reminders."""

    def at(self, endpoint: str) -> Self:
        """Only the one of this address."""
        return self.filter(endpoint=endpoint)

    def asked_with(self, site_key: str) -> Self:
        """Only those that take what this key signs."""
        return self.filter(site_key=site_key)


class PushDevice(models.Model):
    """A browser that shows reminders: the address that its maker's push service gave it, and the keys to write to it.

    A browser has one address, and belongs to the diary that asked last.
    """

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="push_devices")
    endpoint = models.CharField(max_length=LONGEST_ENDPOINT, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    site_key = models.CharField(max_length=87, default="", editable=False)
    """The public key of the site that the browser was asked with: it takes nothing that another one signs."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"browser of diary {self.diary_id}"
