"""Named reads of the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from poses.search import folded

if TYPE_CHECKING:
    from poses.models import Collection, Pose, PoseMotion, Routine, RoutineItem  # noqa: F401 -- models import this module


class PoseQuerySet(models.QuerySet["Pose"]):
    """Poses of the library."""

    def published(self) -> Self:
        """Only those that readers may see."""
        return self.filter(published=True)

    def in_library(self) -> Self:
        """Published poses in their order."""
        return self.published().order_by("order", "name")

    def with_slugs(self, slugs: Iterable[str]) -> Self:
        """Only those of these addresses."""
        return self.filter(slug__in=[slug for slug in slugs if "\0" not in slug]).only("slug", "name")

    def named_like(self, text: str) -> Self:
        """Only those with every word of `text` in one of their names."""
        wanted = Q()
        for word in folded(text).split():
            wanted &= Q(search_text__contains=word)
        return self.filter(wanted)

    def working(self, muscle: int) -> Self:
        """Only those that stretch or strengthen one of the muscles in `muscle` (flags)."""
        both: Any = F("strengthens")
        worked = self.annotate(worked=F("stretches").bitor(both))
        return worked.annotate(asked=F("worked").bitand(muscle)).filter(asked__gt=0)

    def at(self, place: int) -> Self:
        """Only those that may be done at one of the places in `place` (flags)."""
        return self.annotate(fitting=F("places").bitand(place)).filter(fitting__gt=0)

    def taking_up_to(self, minutes: int) -> Self:
        """Only those that take `minutes`, rounded to whole ones as on the card."""
        return self.filter(seconds__lt=minutes * 60 + 30)

    def of_collection(self, slug: str) -> Self:
        """Only those of a collection, in its order."""
        return self.filter(memberships__collection__slug=slug).order_by("memberships__position")

    def with_steps(self) -> Self:
        """Fetch the steps of all poses in one further query."""
        return self.prefetch_related("steps")

    def for_figures(self) -> Self:
        """Leave out everything but the figure."""
        return self.only("slug", "plate_svg")

    def for_cards(self) -> Self:
        """Leave out the long texts and drawings that a card does not show."""
        return self.only(
            "slug",
            "name",
            "sanskrit",
            "stretches",
            "strengthens",
            "hold_seconds",
            "repeats",
            "seconds",
            "sides",
            "places",
            "demands",
            "easier_demands",
            "plate_svg",
            "photo",
        )


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Collections of poses."""

    def in_order(self) -> Self:
        """In the order of the library page."""
        return self.order_by("order", "name")

    def besides(self, slug: str) -> Self:
        """Only those of another address."""
        return self.exclude(slug=slug)


class PoseMotionQuerySet(models.QuerySet["PoseMotion"]):
    """Moving figures."""

    def of_published(self, slug: str) -> Self:
        """Only the one of a pose that readers may see."""
        return self.filter(pose__slug=slug, pose__published=True)

    def digest_of(self, slug: str) -> str:
        """Return a fingerprint, or nothing."""
        return self.of_published(slug).values_list("digest", flat=True).first() or ""


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


class RoutineItemQuerySet(models.QuerySet["RoutineItem"]):
    """Poses of routines."""

    def of_first_routine(self) -> Self:
        """Those of the routine that the practice page shows first, with their poses."""
        first = self.order_by("routine__order", "routine__name").values("routine_id")[:1]
        return self.filter(routine_id__in=first).select_related("routine", "pose").order_by("position")
