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


class Shown(TextChoices):
    """The side that works in the figure."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


class Place(IntFlag):
    """Where a pose may be done; one pose may take several."""

    FLOOR = 1
    STANDING = 2
    CHAIR = 4
    BED = 8
    WALL = 16


PLACE_LABELS: dict[Place, str | Promise] = {
    Place.FLOOR: _("On the floor"),
    Place.STANDING: _("Standing"),
    Place.CHAIR: _("With a chair"),
    Place.BED: _("In bed"),
    Place.WALL: _("At a wall"),
}


class Condition(IntFlag):
    """Something in a person's life that rules a pose out, or asks for its easier way."""

    GLAUCOMA = 1
    OSTEOPOROSIS = 2
    NEW_JOINT = 4
    NO_KNEELING = 8
    NO_PRONE = 16
    PREGNANCY = 32
    BLOOD_PRESSURE = 64
    BALANCE = 128


CONDITION_LABELS: dict[Condition, str | Promise] = {
    Condition.GLAUCOMA: _("Glaucoma"),
    Condition.OSTEOPOROSIS: _("Osteoporosis"),
    Condition.NEW_JOINT: _("A knee or hip replacement"),
    Condition.NO_KNEELING: _("I cannot kneel"),
    Condition.NO_PRONE: _("I cannot lie on my front"),
    Condition.PREGNANCY: _("Late pregnancy"),
    Condition.BLOOD_PRESSURE: _("High or low blood pressure"),
    Condition.BALANCE: _("Poor balance"),
}


class Effort(TextChoices):
    """How hard a pose is."""

    GENTLE = "gentle", _("Gentle")
    MEDIUM = "medium", _("Medium")
    STRONG = "strong", _("Strong")
