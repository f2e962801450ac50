"""Routines: poses to be done one after the other, with the player."""

from __future__ import annotations

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from poses.models.constraints import between
from poses.models.pose import LONGEST_HOLD_SECONDS, Pose


class RoutineQuerySet(models.QuerySet["Routine"]):
    """Routines for the player."""

    def in_order(self) -> Self:
        """In the order of the practice page."""
        return self.order_by("order", "name")

    def with_poses(self) -> Self:
        """Fetch the items with their poses in two further queries."""
        return self.prefetch_related("items__pose")

    def at(self, slug: str) -> Self:
        """Only the one of this address."""
        return self.filter(slug=slug)


class Routine(models.Model):
    """Poses to be done one after the other, with the player."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=80)
    intro = models.TextField()
    note = models.TextField(help_text=_("What it rests on, or that nobody has tested it."))
    sources = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    objects = RoutineQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the player's page."""
        return reverse("journal:player", args=[self.slug])


class DosedPose(models.Model):
    """A pose with its place in a routine, how long it is held, and how often."""

    position = models.PositiveSmallIntegerField()
    hold_seconds = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_HOLD_SECONDS)]
    )
    repeats = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(30)])

    class Meta:
        abstract = True
        ordering = ["position"]


class RoutineItemQuerySet(models.QuerySet["RoutineItem"]):
    """Poses of routines."""

    def of_first_routine(self) -> Self:
        """Those of the routine that the practice page shows first, with their poses."""
        first = self.order_by("routine__order", "routine__name").values("routine_id")[:1]
        return self.filter(routine_id__in=first).select_related("routine", "pose").order_by("position")


class RoutineItem(DosedPose):
    """A pose of a routine."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="items")
    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="+")

    objects = RoutineItemQuerySet.as_manager()

    class Meta(DosedPose.Meta):
        constraints = [
            UniqueConstraint(fields=["routine", "position"], name="routine_position_once"),
            between("hold_seconds", 1, LONGEST_HOLD_SECONDS, "routine_hold_1_second_to_30_minutes"),
            between("repeats", 1, 30, "routine_repeats_1_to_30"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.pose_id}"
