"""The diary itself, and what every entry of one shares."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Self
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.domain.nights import zone_named, zone_or_utc
from journal.models.constraints import between
from journal.models.parted import Parted
from poses.domain.choices import Condition
from yogasite.accounts.models import User
from yogasite.flags import every

NOTE_LENGTH = 500
EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
EARLIEST_NIGHT = dt.date(1899, 12, 31)


def scale(highest: int) -> list[MinValueValidator | MaxValueValidator]:
    """Validate a whole number from 0 to `highest`."""
    return [MinValueValidator(0), MaxValueValidator(highest)]


class DiaryQuerySet(models.QuerySet["Diary"]):
    """Diaries, by whose they are and how long they have been still."""

    def of_guests(self) -> Self:
        """Only those that one browser's cookie alone opens: no password, no passkey."""
        without_password = self.filter(owner__is_guest=True, owner__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return without_password.exclude(owner__authenticator__type=Authenticator.Type.WEBAUTHN)

    def with_guest_key(self, digest: str) -> Self:
        """Only the one that a device with this secret began."""
        return self.filter(owner__guest_key=digest)

    def with_pk(self, number: int) -> Self:
        """Only the one with this number."""
        return self.filter(pk=number)

    def with_identifier(self, identifier: uuid.UUID) -> Self:
        """Only the one that is known outside by this."""
        return self.filter(identifier=identifier)

    def owned_by(self, user: User) -> Self:
        """Only the one of this person."""
        return self.filter(owner=user)

    def staying(self) -> Self:
        """Without those that are to be deleted: they have a day of their own."""
        return self.filter(owner__deletes_at__isnull=True)

    def empty_candidates(self, moment: dt.datetime) -> Self:
        """Only those opened and last visited before `moment` of which nothing is known about the person."""
        return self.visited_before(moment).filter(created_at__lt=moment, conditions=0)

    def visited_before(self, moment: dt.datetime) -> Self:
        """Only those last visited before `moment`."""
        return self.filter(owner__last_login__lt=moment)

    def holding(self, numbers: Sequence[int], *, since: dt.datetime | None) -> set[int]:
        """Return which of these diaries have a row in any table, or one that was made or used since a moment."""
        found: set[int] = set()
        for each in self.model._meta.related_objects:  # noqa: SLF001 - documented, whatever its name
            table: type[models.Model] = each.related_model
            rows = table._default_manager.filter(diary__in=numbers).order_by()  # noqa: SLF001
            if since is not None:
                columns = {field.name for field in table._meta.fields} & {"created_at", "used_at"}  # noqa: SLF001
                rows = rows.filter(models.Q(*((f"{column}__gte", since) for column in columns), _connector=models.Q.OR))
                rows = rows if columns else rows.none()
            found.update(rows.values_list("diary", flat=True).distinct())
        return found

    def lock(self) -> bool:
        """Keep other writers from these rows until the transaction ends, and tell whether there are any.

        SQLite has no locks of rows: there a transaction is the only writer from its beginning.
        """
        return bool(self.select_for_update(no_key=True).values_list("pk", flat=True))


class Diary(models.Model):
    """One person's record: whose it is, which clock it runs on, and what counts as regular practice."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="diary")
    time_zone = models.CharField(_("time zone"), max_length=64)
    goal = models.PositiveSmallIntegerField(
        _("practice days a week"), default=3, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    conditions = models.PositiveIntegerField(default=0)
    """What rules poses out for this person (`poses.domain.choices.Condition`)."""
    created_at = models.DateTimeField()
    identifier = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """What names the diary in all that leaves the database. Its number may be somebody else's after a restore."""

    objects = DiaryQuerySet.as_manager()

    class Meta:
        constraints = [
            between("goal", 1, 7, null=False, name="diary_goal_1_to_7"),
            between("conditions", 0, every(Condition), null=False, name="diary_conditions_known"),
        ]
        verbose_name_plural = "diaries"

    def __str__(self) -> str:
        return f"diary {self.pk}"

    def clean(self) -> None:
        """Refuse a clock that there is not."""
        try:
            zone_named(self.time_zone)
        except ValueError as error:
            raise ValidationError({"time_zone": _("There is no clock of this name. Pick one of the list.")}) from error

    @property
    def zone(self) -> ZoneInfo:
        """The diary's clock."""
        return zone_or_utc(self.time_zone)

    def today(self, now: dt.datetime) -> dt.date:
        """Return the calendar day that the diary's clock shows at the instant `now`."""
        return now.astimezone(self.zone).date()


class Entry(Parted):
    """What cramps and practices share. The UUID is made by the client: posting one twice stores it once."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    time_zone = models.CharField(max_length=64)
    note = models.TextField(_("note"), blank=True, max_length=NOTE_LENGTH, validators=[MaxLengthValidator(NOTE_LENGTH)])
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def zone(self) -> ZoneInfo:
        """The clock that the entry was made by."""
        return zone_or_utc(self.time_zone)
