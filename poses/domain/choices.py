"""The fixed answers that a pose's content may hold."""

from __future__ import annotations

from enum import IntFlag

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yogasite import flags


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
    NONE = "none", _("No trial for cramps found")


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
    """Something in a person's life that rules a pose out, or asks for its easier way (`poses.domain.suitability`)."""

    GLAUCOMA = 1
    OSTEOPOROSIS = 2
    NEW_JOINT = 4
    NO_KNEELING = 8
    NO_PRONE = 16
    PREGNANCY = 32
    # 64 was high and low blood pressure in one: `both_pressures` reads it.
    BALANCE = 128
    HIGH_BLOOD_PRESSURE = 256
    LOW_BLOOD_PRESSURE = 512
    SCIATICA = 1024
    HEART_FAILURE = 2048
    EARLY_PREGNANCY = 4096
    BLOOD_CLOT = 8192
    BLOOD_THINNERS = 16384
    NUMB_FEET = 32768
    NARROW_ARTERIES = 65536


CONDITION_LABELS: dict[Condition, str | Promise] = {
    Condition.NEW_JOINT: _("A knee or hip replacement in the last 3 months"),
    Condition.OSTEOPOROSIS: _("Osteoporosis"),
    Condition.SCIATICA: _("Sciatica or a slipped disc"),
    Condition.NO_KNEELING: _("I cannot kneel"),
    Condition.NO_PRONE: _("I cannot lie on my front"),
    Condition.BALANCE: _("Poor balance"),
    Condition.NUMB_FEET: _("Numb feet"),
    Condition.NARROW_ARTERIES: _("Narrowed arteries in the legs"),
    Condition.HIGH_BLOOD_PRESSURE: _("High blood pressure"),
    Condition.LOW_BLOOD_PRESSURE: _("Low blood pressure, or dizzy when I stand up"),
    Condition.HEART_FAILURE: _("Heart failure"),
    Condition.BLOOD_CLOT: _("A blood clot in a leg, now or in the last 3 months"),
    Condition.BLOOD_THINNERS: _("Blood thinners"),
    Condition.GLAUCOMA: _("Glaucoma"),
    Condition.EARLY_PREGNANCY: _("Pregnant, under 16 weeks"),
    Condition.PREGNANCY: _("Pregnant, 16 weeks or more"),
}

OLD_BLOOD_PRESSURE = "blood_pressure"
_OLD_BLOOD_PRESSURE_FLAG = 64
BLOOD_PRESSURES = ("high_blood_pressure", "low_blood_pressure")


def both_pressures(conditions: int) -> int:
    """Read the one tick that once meant "high or low blood pressure" as both: nobody knows which was meant."""
    if conditions & _OLD_BLOOD_PRESSURE_FLAG:
        return (conditions & ~_OLD_BLOOD_PRESSURE_FLAG) | flags.combine(Condition, BLOOD_PRESSURES)
    return conditions


class Demand(IntFlag):
    """What a position asks of a body; the rules of `poses.domain.suitability` say who should not be asked."""

    HEAD_DOWN = 1
    LEGS_UP = 2
    FLAT_BACK = 4
    ON_FRONT = 8
    KNEELING = 16
    DEEP_BEND = 32
    FLOOR = 64
    UNSUPPORTED = 128
    LEAN = 256
    LEG_LIFT = 512
    STRAIN = 1024
    CALF_STRETCH = 2048
    TURNED_OUT = 4096
    FOOT_REACH = 8192


DEMAND_LABELS: dict[Demand, str | Promise] = {
    Demand.HEAD_DOWN: _("The head hangs below the heart"),
    Demand.LEGS_UP: _("The legs lie higher than the heart"),
    Demand.FLAT_BACK: _("Lying flat on the back"),
    Demand.ON_FRONT: _("Lying on the front"),
    Demand.KNEELING: _("Kneeling, or sitting on the feet"),
    Demand.DEEP_BEND: _("A knee or hip bent past a right angle"),
    Demand.FLOOR: _("Getting down to the floor and up again"),
    Demand.UNSUPPORTED: _("Standing or squatting without holding on"),
    Demand.LEAN: _("Leaning forward from the hips"),
    Demand.LEG_LIFT: _("A straight leg held up"),
    Demand.STRAIN: _("Holding still with hard work"),
    Demand.CALF_STRETCH: _("A pull on the calf"),
    Demand.TURNED_OUT: _("A bent leg turned out at the hip"),
    Demand.FOOT_REACH: _("Reaching for the foot, or putting a strap round it"),
}


class Effort(TextChoices):
    """How hard a pose is."""

    GENTLE = "gentle", _("Gentle")
    MEDIUM = "medium", _("Medium")
    STRONG = "strong", _("Strong")
