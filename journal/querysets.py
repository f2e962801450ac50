"""Named reads of the diary."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q, Sum, Value

if TYPE_CHECKING:
    from journal.choices import ReminderKind
    from journal.models import (  # noqa: F401 -- models import this module
        AccessToken,
        CalendarFeed,
        Circumstance,
        Cramp,
        Diary,
        Evaluation,
        Experiment,
        Night,
        OwnRoutine,
        Practice,
        PushDevice,
        Reminder,
        SharedReport,
    )
    from yogasite.accounts.models import User


Row = TypeVar("Row", bound=models.Model)


class Fact(IntEnum):
    """What a row of `facts` says of its date. The tables say it in the same shape, so that one query reads all."""

    CRAMPS = 1
    CLEAR = 2
    PRACTISED = 3


Facts = models.QuerySet[Any, tuple[dt.date, int, int]]
"""Rows of date, `Fact` and number of cramps."""


class DiaryQuerySet(models.QuerySet["Diary"]):
    """Diaries, by whose they are and how long they have been still."""

    def of_guests(self) -> Self:
        """Only those that one browser's cookie alone opens: no password, no passkey."""
        without_password = self.filter(owner__is_guest=True, owner__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return without_password.exclude(owner__authenticator__type=Authenticator.Type.WEBAUTHN)

    def with_guest_key(self, digest: str) -> Self:
        """Only the one that a device with this secret began."""
        return self.filter(owner__guest_key=digest)

    def owned_by(self, user: User) -> Self:
        """Only the one of this person."""
        return self.filter(owner=user)

    def empty_since(self, moment: dt.datetime) -> Self:
        """Only those opened before `moment` that hold nothing."""
        return self.filter(
            created_at__lt=moment,
            cramps__isnull=True,
            nights__isnull=True,
            practices__isnull=True,
            routines__isnull=True,
            circumstances__isnull=True,
            experiments__isnull=True,
        )

    def silent_since(self, moment: dt.datetime) -> Self:
        """Only those without a visit or a new entry since `moment`."""
        still = self.filter(owner__last_login__lt=moment)
        for entries in ("cramps", "nights", "practices", "routines", "circumstances"):
            still = still.exclude(**{f"{entries}__created_at__gte": moment})
        return still

    def owners(self) -> set[int]:
        """The users they belong to."""
        return set(self.values_list("owner_id", flat=True))


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


class SecretQuerySet(OwnedQuerySet[Row]):
    """Rows that somebody opens by a secret, of which only a digest is kept."""

    def with_digest(self, digest: str) -> Self:
        """Only the one whose secret has this digest."""
        return self.filter(digest=digest)

    def newest_first(self) -> Self:
        """Those made last come first."""
        return self.order_by("-created_at", "-pk")

    def rested_since(self, moment: dt.datetime) -> Self:
        """Only those whose last minute of use began by `moment`, or that were never used."""
        return self.filter(Q(used_at__isnull=True) | Q(used_at__lte=moment))

    def used_less_than(self, uses: int) -> Self:
        """Only those used less than `uses` times in their last minute of use."""
        return self.filter(uses__lt=uses)


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


class ReminderQuerySet(OwnedQuerySet["Reminder"]):
    """What people asked to be reminded of."""

    def of_kind(self, kind: ReminderKind) -> Self:
        """Only those of one kind."""
        return self.filter(kind=kind)

    def by_mail(self) -> Self:
        """Only those that go to a confirmed address, with diary and owner; none of a diary that is to be deleted."""
        return self.usable().filter(by_mail=True, diary__owner__emailaddress__verified=True).distinct()

    def by_push(self) -> Self:
        """Only those of people with a browser that shows them, likewise."""
        return self.usable().filter(diary__push_devices__isnull=False).distinct()

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
