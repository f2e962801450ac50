"""The fixed answers that a pose's content may hold."""

from __future__ import annotations

from enum import IntFlag

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Muscle(IntFlag):
    """Muscle groups that a pose stretches or makes stronger."""

    CALF = 1
    THIGH_BACK = 2
    THIGH_FRONT = 4
    INNER_THIGH = 8
    SHIN = 16
    FOOT = 32
    HIP = 64
    BACK = 128
    SHOULDERS = 256


MUSCLE_LABELS: dict[Muscle, str | Promise] = {
    Muscle.CALF: _("Calf"),
    Muscle.THIGH_BACK: _("Back of thigh"),
    Muscle.INNER_THIGH: _("Inner thigh"),
    Muscle.THIGH_FRONT: _("Front of thigh"),
    Muscle.SHIN: _("Shin"),
    Muscle.FOOT: _("Foot"),
    Muscle.HIP: _("Hip"),
    Muscle.BACK: _("Back"),
    Muscle.SHOULDERS: _("Shoulders"),
}


class Evidence(TextChoices):
    """What research says of a pose, for cramps."""

    SAME = "same", _("Same as a stretch from a trial")
    SIMILAR = "similar", _("Like a stretch from a trial, but not tested")
    NONE = "none", _("Not tested for cramps")


class Sides(TextChoices):
    """Whether a pose is done once for each side."""

    BOTH = "both", _("Both at once")
    EACH = "each", _("One after the other")


class Place(TextChoices):
    """Where a pose is done."""

    FLOOR = "floor", _("On the floor")
    STANDING = "standing", _("Standing")
    CHAIR = "chair", _("On a chair")
    BED = "bed", _("In bed")
    WALL = "wall", _("At a wall")


class Effort(TextChoices):
    """How hard a pose is."""

    GENTLE = "gentle", _("Gentle")
    MEDIUM = "medium", _("Medium")
    STRONG = "strong", _("Strong")
