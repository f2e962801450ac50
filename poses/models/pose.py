"""Poses as they stand in the library: loaded from `poses/content/`, changed by editors in the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from poses.domain.choices import MUSCLE_LABELS, Demand, Effort, Evidence, Muscle, Place, Shown, Sides
from poses.domain.search import folded
from poses.domain.timing import Dose, whole_minutes
from poses.models.constraints import between, one_of
from yogasite import flags

LONGEST_HOLD_SECONDS = 30 * 60
PHOTO_WIDTHS = (480, 960, 1440)


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


class Pose(models.Model):
    """A pose or stretch. Drawn figures are stored with it, so that a page costs no geometry."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=80)
    sanskrit = models.CharField(max_length=80, blank=True, help_text=_("With diacritics (IAST)."))
    devanagari = models.CharField(max_length=80, blank=True)
    aliases = models.JSONField(default=list, blank=True, help_text=_("Other names and spellings, as a list."))
    search_text = models.TextField(editable=False)
    summary = models.TextField()
    cue = models.CharField(max_length=160, blank=True, help_text=_("What the player says while it is held."))
    benefit = models.TextField(help_text=_("One short sentence beside the muscles."))
    claim = models.TextField(blank=True, help_text=_("What the founding article says of it, as its claim."))
    evidence = models.CharField(max_length=8, choices=Evidence)
    evidence_note = models.TextField()
    sources = models.JSONField(default=list, blank=True, help_text=_("A list of {label, url}."))
    hold_seconds = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_HOLD_SECONDS)]
    )
    breaths = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(200)])
    sides = models.CharField(max_length=8, choices=Sides)
    shown_side = models.CharField(
        max_length=8,
        choices=Shown,
        default=Shown.LEFT,
        help_text=_("The side that works in the figure; the player begins with it."),
    )
    effort = models.CharField(max_length=8, choices=Effort)
    needs = models.CharField(max_length=80)
    places = models.PositiveSmallIntegerField(default=0)
    repeats = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(30)])
    later_hold_seconds = models.PositiveIntegerField(
        default=0,
        validators=[MaxValueValidator(LONGEST_HOLD_SECONDS)],
        help_text=_("How long it may be held once the first dose is easy; 0 where the dose stays."),
    )
    demands = models.PositiveSmallIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0, editable=False, help_text=_("With all changes of side."))
    stretches = models.PositiveIntegerField(default=0)
    strengthens = models.PositiveIntegerField(default=0)
    cautions = models.JSONField(default=list, blank=True)
    mistakes = models.JSONField(default=list, blank=True)
    easier_name = models.CharField(max_length=80, default="")
    easier_text = models.TextField()
    easier_demands = models.PositiveSmallIntegerField(default=0)
    plate_svg = models.TextField(blank=True, editable=False)
    plate_keyframe = models.PositiveSmallIntegerField(default=0, editable=False)
    easier_svg = models.TextField(blank=True, editable=False)
    leg_map_svg = models.TextField(blank=True, editable=False)
    photo = models.CharField(max_length=120, blank=True, editable=False, help_text=_("Stem of the stored files."))
    photo_height = models.PositiveIntegerField(default=0, editable=False, help_text=_("Of the widest file, pixels."))
    photo_alt = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    published = models.BooleanField(default=True)
    loaded = models.JSONField(default=dict, editable=False)
    """What the content file said at the last load; what differs from it was changed by an editor."""

    objects = PoseQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            one_of("evidence", Evidence, "pose_evidence_known"),
            one_of("sides", Sides, "pose_sides_known"),
            one_of("shown_side", Shown, "pose_shown_side_known"),
            one_of("effort", Effort, "pose_effort_known"),
            between("places", 0, flags.every(Place), "pose_places_known"),
            between("repeats", 1, 30, "pose_repeats_1_to_30"),
            between("demands", 0, flags.every(Demand), "pose_demands_known"),
            between("easier_demands", 0, flags.every(Demand), "pose_easier_demands_known"),
            between("later_hold_seconds", 0, LONGEST_HOLD_SECONDS, "pose_later_hold_up_to_30_minutes"),
            between("hold_seconds", 1, LONGEST_HOLD_SECONDS, "pose_hold_1_second_to_30_minutes"),
            between("breaths", 1, 200, "pose_breaths_1_to_200"),
            between("stretches", 0, flags.every(Muscle), "pose_stretches_known"),
            between("strengthens", 0, flags.every(Muscle), "pose_strengthens_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the pose's page."""
        return reverse("poses:detail", args=[self.slug])

    @property
    def muscle_names(self) -> list[str]:
        """The muscles that it stretches or strengthens, in words."""
        return flags.shown(MUSCLE_LABELS, self.stretches | self.strengthens)

    @property
    def stretched_names(self) -> list[str]:
        """The muscles that it stretches, in words."""
        return flags.shown(MUSCLE_LABELS, self.stretches)

    @property
    def strengthened_names(self) -> list[str]:
        """The muscles that it makes stronger, in words."""
        return flags.shown(MUSCLE_LABELS, self.strengthens)

    @property
    def photo_files(self) -> list[tuple[int, str]]:
        """(width in pixels, storage name) of each size of the photo."""
        return [(width, f"poses/{self.photo}-{width}.webp") for width in PHOTO_WIDTHS] if self.photo else []

    @property
    def dose(self) -> Dose:
        """How long and how often, when nothing else is said."""
        return Dose(self.hold_seconds, self.repeats, self.sides == Sides.EACH, self.shown_side)

    @property
    def short_cue(self) -> str:
        """What the player says while the pose is held."""
        return self.cue or self.summary

    @property
    def minutes(self) -> int:
        """How long it takes with getting ready and changing sides, in whole minutes, at least one."""
        return whole_minutes(self.seconds)


class PoseMotionQuerySet(models.QuerySet["PoseMotion"]):
    """Moving figures."""

    def of_published(self, slug: str) -> Self:
        """Only the one of a pose that readers may see."""
        return self.filter(pose__slug=slug, pose__published=True)

    def digest_of(self, slug: str) -> str:
        """Return a fingerprint, or nothing."""
        return self.of_published(slug).values_list("digest", flat=True).first() or ""


class PoseMotion(models.Model):
    """The moving figure of a pose: the track for static/js/figure-motion.js, and its fingerprint."""

    pose = models.OneToOneField(Pose, on_delete=models.CASCADE, related_name="motion")
    track = models.TextField()
    digest = models.CharField(max_length=16)

    objects = PoseMotionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"motion of {self.pose_id}"


class PoseStep(models.Model):
    """One step of a pose, with its drawn figure."""

    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.TextField()
    keyframe = models.PositiveSmallIntegerField(default=0, editable=False)
    """The keyframe of the figure, from 1; 0 when there is none."""
    figure_svg = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [UniqueConstraint(fields=["pose", "position"], name="pose_step_position_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
