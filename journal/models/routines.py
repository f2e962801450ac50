"""Routines that people put together."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Prefetch, UniqueConstraint
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.models.constraints import between
from journal.models.diary import Diary
from journal.models.owned import OwnedQuerySet
from journal.models.parted import Parted
from poses.models.pose import LONGEST_HOLD_SECONDS, Pose
from poses.models.routine import DosedPose

ROUTINE_NAME_LENGTH = 60


class OwnRoutineQuerySet(OwnedQuerySet["OwnRoutine"]):
    """Routines that people put together."""

    def with_poses(self, diary: Diary) -> Self:
        """Fetch the items of these routines, which are of this diary, with their poses in two further queries."""
        return self.prefetch_related(Prefetch("items", OwnRoutineItem.objects.of(diary)), "items__pose")


class OwnRoutine(Parted):
    """Poses that a person put together, in an order and with holds of their own."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="routines")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=ROUTINE_NAME_LENGTH)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnRoutineQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        # Of its diary alone: the same file may be brought into two diaries.
        constraints = [UniqueConstraint(fields=["diary", "uuid"], name="own_routine_once")]

    def __str__(self) -> str:
        return f"routine {self.uuid}"

    def get_absolute_url(self) -> str:
        """Return the player's page."""
        return reverse("journal:player", args=[str(self.uuid)])


class OwnRoutineItemQuerySet(OwnedQuerySet["OwnRoutineItem"]):
    """Poses of people's own routines."""

    def of_routine(self, routine: OwnRoutine) -> Self:
        """Only those of one routine."""
        return self.of(routine.diary).filter(routine=routine)


class OwnRoutineItem(Parted, DosedPose):
    """A pose of a person's own routine. The diary is that of the routine, as with the poses of a practice."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="+", db_index=False)
    routine = models.ForeignKey(OwnRoutine, on_delete=models.DO_NOTHING, related_name="items")
    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="+")

    objects = OwnRoutineItemQuerySet.as_manager()

    class Meta(DosedPose.Meta):
        constraints = [
            UniqueConstraint(fields=["diary", "routine", "position"], name="own_routine_position_once"),
            between("hold_seconds", 1, LONGEST_HOLD_SECONDS, null=False, name="own_routine_hold_seconds"),
            between("repeats", 1, 30, null=False, name="own_routine_repeats"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. of routine {self.routine_id}"
