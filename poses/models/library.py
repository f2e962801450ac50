"""Collections of poses, and what to do during a cramp."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import UniqueConstraint
from django.urls import reverse

from poses.models.pose import Pose


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Collections of poses."""

    def in_order(self) -> Self:
        """In the order of the library page."""
        return self.order_by("order", "name")

    def besides(self, slug: str) -> Self:
        """Only those of another address."""
        return self.exclude(slug=slug)


class Collection(models.Model):
    """Poses that belong together, in an order of their own."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=80)
    intro = models.TextField()
    order = models.PositiveSmallIntegerField(default=100)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the collection's page."""
        return reverse("poses:collection", args=[self.slug])


class CollectionPose(models.Model):
    """A pose's place in a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="memberships")
    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="memberships")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            UniqueConstraint(fields=["collection", "position"], name="collection_position_once"),
            UniqueConstraint(fields=["collection", "pose"], name="collection_pose_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.pose_id}"


class ReliefGuide(models.Model):
    """What to do about a cramp in one muscle: three lines, figures, and what may follow."""

    slug = models.SlugField(unique=True, max_length=30)
    name = models.CharField(max_length=40)
    lines = models.JSONField(default=list)
    more = models.TextField()
    then_title = models.CharField(max_length=80)
    then_text = models.TextField()
    figure_svg = models.TextField(blank=True, editable=False)
    then_svg = models.TextField(blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
