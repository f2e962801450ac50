"""The diary itself, and what every entry of one shares."""

from __future__ import annotations

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.constraints import between
from journal.nights import zone_named
from journal.querysets import DiaryQuerySet
from poses.choices import Condition
from yogasite.flags import every

NOTE_LENGTH = 500
EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
EARLIEST_NIGHT = dt.date(1899, 12, 31)


def scale(highest: int) -> list[MinValueValidator | MaxValueValidator]:
    """Validate a whole number from 0 to `highest`."""
    return [MinValueValidator(0), MaxValueValidator(highest)]


def _valid_zone(name: str) -> None:
    zone_named(name)


class Diary(models.Model):
    """One person's record: whose it is, which clock it runs on, and what counts as regular practice."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="diary")
    time_zone = models.CharField(_("time zone"), max_length=64)
    goal = models.PositiveSmallIntegerField(
        _("practice days a week"), default=3, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    conditions = models.PositiveIntegerField(default=0)
    """What rules poses out for this person (`poses.choices.Condition`)."""
    created_at = models.DateTimeField()

    objects = DiaryQuerySet.as_manager()

    class Meta:
        constraints = [
            between("goal", 1, 7, null=False, name="diary_goal_1_to_7"),
            between("conditions", 0, every(Condition), null=False, name="diary_conditions_known"),
        ]
        verbose_name_plural = "diaries"

    def __str__(self) -> str:
        return f"diary {self.pk}"

    @property
    def zone(self) -> ZoneInfo:
        """The diary's clock."""
        return ZoneInfo(self.time_zone)


class Entry(models.Model):
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
        return ZoneInfo(self.time_zone)
