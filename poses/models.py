"""Poses as they stand in the library: loaded from `poses/content/`, changed by editors in the admin."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Choices, Q, UniqueConstraint
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from poses.choices import MUSCLE_LABELS, Demand, Effort, Evidence, Muscle, Place, Shown, Sides
from poses.querysets import (
    CollectionQuerySet,
    PoseMotionQuerySet,
    PoseQuerySet,
    RoutineItemQuerySet,
    RoutineQuerySet,
)
from poses.timing import Dose, whole_minutes
from yogasite import flags

LONGEST_HOLD_SECONDS = 30 * 60
PHOTO_WIDTHS = (480, 960, 1440)


def _one_of(field: str, choices: type[Choices], name: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=_("Choose one of the list."),
    )


def _range(field: str, low: int, high: int, name: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}),
        name=name,
        violation_error_message=format_lazy(_("Choose a number from {low} to {high}."), low=low, high=high),
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
            _one_of("evidence", Evidence, "pose_evidence_known"),
            _one_of("sides", Sides, "pose_sides_known"),
            _one_of("shown_side", Shown, "pose_shown_side_known"),
            _one_of("effort", Effort, "pose_effort_known"),
            _range("places", 0, flags.every(Place), "pose_places_known"),
            _range("repeats", 1, 30, "pose_repeats_1_to_30"),
            _range("demands", 0, flags.every(Demand), "pose_demands_known"),
            _range("easier_demands", 0, flags.every(Demand), "pose_easier_demands_known"),
            _range("later_hold_seconds", 0, LONGEST_HOLD_SECONDS, "pose_later_hold_up_to_30_minutes"),
            _range("hold_seconds", 1, LONGEST_HOLD_SECONDS, "pose_hold_1_second_to_30_minutes"),
            _range("breaths", 1, 200, "pose_breaths_1_to_200"),
            _range("stretches", 0, flags.every(Muscle), "pose_stretches_known"),
            _range("strengthens", 0, flags.every(Muscle), "pose_strengthens_known"),
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


class RoutineItem(DosedPose):
    """A pose of a routine."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="items")
    pose = models.ForeignKey(Pose, on_delete=models.CASCADE, related_name="+")

    objects = RoutineItemQuerySet.as_manager()

    class Meta(DosedPose.Meta):
        constraints = [
            UniqueConstraint(fields=["routine", "position"], name="routine_position_once"),
            _range("hold_seconds", 1, LONGEST_HOLD_SECONDS, "routine_hold_1_second_to_30_minutes"),
            _range("repeats", 1, 30, "routine_repeats_1_to_30"),
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
