"""Practice sessions."""

from __future__ import annotations

import datetime as dt
from typing import Self, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Index, Min, Prefetch, Q, UniqueConstraint, Value
from django.utils.translation import gettext_lazy as _

from journal.domain import choices
from journal.models.constraints import between, one_of
from journal.models.diary import EARLIEST, EARLIEST_NIGHT, Diary, Entry
from journal.models.owned import Fact, Facts, OwnedQuerySet
from journal.models.parted import Parted
from poses.domain.timing import whole_minutes
from poses.models.pose import Pose

LONGEST_PRACTICE_SECONDS = 6 * 60 * 60
UNTIMED_SECONDS = 600
"""A practice needs a length. Paper and many tables give none: this one is stored, and never shown as measured."""


class PracticeQuerySet(OwnedQuerySet["Practice"]):
    """Practice sessions of a diary."""

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Only those of the days from `first` to `last`, both included."""
        return self.filter(day__range=(first, last))

    def in_order(self) -> Self:
        """Oldest first."""
        return self.order_by("started_at", "pk")

    def with_poses(self, diary: Diary) -> Self:
        """Fetch the poses of all sessions, which are of this diary, in one further query."""
        return self.prefetch_related(Prefetch("items", PracticeItem.objects.of(diary)))

    def facts(self) -> Facts:
        """The calendar days with at least one session, and when the first began. Without an hour it is the noon."""
        days = self.order_by().values_list("day")
        first = Min("started_at")
        return cast("Facts", days.annotate(what=Value(Fact.PRACTISED), number=Value(0), instant=first))


class Practice(Entry):
    """A session of poses. Pages show it on its calendar day, with the night that begins then.

    The comparison sets practice that came after that night's first cramp beside the next night
    (`exposure.practice_before_cramps`).
    """

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="practices")
    started_at = models.DateTimeField(_("start"))
    day = models.DateField()
    seconds = models.PositiveIntegerField(
        _("seconds"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PRACTICE_SECONDS)]
    )
    source = models.CharField(max_length=8, choices=choices.Source, default=choices.Source.HAND)
    feel = models.CharField(max_length=8, choices=choices.Feel, blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["diary", "uuid"], name="practice_once"),
            CheckConstraint(
                condition=Q(started_at__gte=EARLIEST) & Q(day__gte=EARLIEST_NIGHT), name="practice_after_1900"
            ),
            between("seconds", 1, LONGEST_PRACTICE_SECONDS, null=False, name="practice_seconds"),
            one_of("source", choices.Source, blank=False, name="practice_source_known"),
            one_of("feel", choices.Feel, blank=True, name="practice_feel_known"),
        ]
        indexes = [
            # Every page reads a diary's practice by day: Today, the journal's month, the trend.
            Index(fields=["diary", "day"], name="practice_by_day"),
        ]

    def __str__(self) -> str:
        return f"practice {self.uuid}"

    @property
    def minutes(self) -> int:
        """How long it took."""
        return whole_minutes(self.seconds)


class PracticeItemQuerySet(OwnedQuerySet["PracticeItem"]):
    """Poses of sessions."""

    def of_practice(self, practice: Practice) -> Self:
        """Only those of one session."""
        return self.of(practice.diary).filter(practice=practice)


class PracticeItem(Parted):
    """One pose of a session, on one side where it has sides. The name stays when the pose is gone.

    The diary is that of the session: a database that is parted by diary keeps the two together.
    """

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="+", db_index=False)
    practice = models.ForeignKey(Practice, on_delete=models.DO_NOTHING, related_name="items")
    """Deleted before its practice, by its diary: a cascade would look for it in every part."""
    position = models.PositiveSmallIntegerField()
    pose = models.ForeignKey(Pose, on_delete=models.SET_NULL, null=True, related_name="+")
    pose_name = models.CharField(max_length=80)
    seconds = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(LONGEST_PRACTICE_SECONDS)]
    )
    side = models.CharField(max_length=8, choices=choices.Side, blank=True)

    objects = PracticeItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            UniqueConstraint(fields=["diary", "practice", "position"], name="practice_item_position_once"),
            between("seconds", 0, LONGEST_PRACTICE_SECONDS, name="practice_item_seconds"),
            one_of("side", choices.Side, blank=True, name="practice_item_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.pose_name} of practice {self.practice_id}"
