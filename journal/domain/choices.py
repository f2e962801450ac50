"""The answers a diary may hold. Wording and classes follow the trials and surveys (docs/statistics.md)."""

from __future__ import annotations

from enum import IntFlag

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Precision(TextChoices):
    """How well the person remembers when it was."""

    EXACT = "exact", _("Exact")
    ABOUT = "about", _("About")
    NIGHT = "night", _("Only the night")


class ReminderKind(TextChoices):
    """What a person may be reminded of."""

    EVENING = "evening", _("Evening stretches")
    MORNING = "morning", _("How was last night?")


class Ago(TextChoices):
    """When a cramp was that is logged with one tap now."""

    NOW = "now", _("Just now")
    TEN_MINUTES = "ten", _("10 minutes ago")
    HOUR = "hour", _("1 hour ago")
    EARLIER = "earlier", _("Earlier tonight")
    NIGHT = "night", _("Another night")


class Side(TextChoices):
    """Which leg."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")
    UNSURE = "unsure", _("Not sure")


LEG_LABELS: dict[Side, str | Promise] = {
    Side.LEFT: _("Left leg"),
    Side.RIGHT: _("Right leg"),
    Side.BOTH: _("Both legs"),
    Side.UNSURE: _("Not sure which leg"),
}


class Muscle(IntFlag):
    """Where it hurt; one cramp may take several."""

    CALF = 1
    FOOT = 2
    SHIN = 4
    THIGH_BACK = 8
    THIGH_FRONT = 16
    OTHER = 32


MUSCLE_LABELS: dict[Muscle, str | Promise] = {
    Muscle.CALF: _("Calf"),
    Muscle.FOOT: _("Foot or toes"),
    Muscle.SHIN: _("Shin"),
    Muscle.THIGH_BACK: _("Back of thigh"),
    Muscle.THIGH_FRONT: _("Front of thigh"),
    Muscle.OTHER: _("Other"),
}


class Duration(TextChoices):
    """How long it lasted. Ten minutes is the longest that the diagnostic picture allows."""

    UNDER_1 = "under_1", _("Under 1 minute")
    FROM_1 = "from_1", _("1 to 5 minutes")
    FROM_5 = "from_5", _("5 to 10 minutes")
    FROM_10 = "from_10", _("Over 10 minutes")


class State(TextChoices):
    """What the person was doing: tells a night cramp from one of exercise."""

    ASLEEP = "asleep", _("Asleep")
    IN_BED = "in_bed", _("Awake in bed")
    REST = "rest", _("Awake, resting")
    DURING = "during", _("Moving about")
    AFTER = "after", _("After moving")


class BackToSleep(TextChoices):
    """How long it took to fall asleep again."""

    UNDER_15 = "under_15", _("Under 15 minutes")
    FROM_15 = "from_15", _("15 minutes to 1 hour")
    OVER_60 = "over_60", _("Over 1 hour")
    NEVER = "never", _("Not again that night")


class Soreness(TextChoices):
    """How the leg felt the next day."""

    NONE = "none", _("None")
    MILD = "mild", _("Mild")
    MODERATE = "moderate", _("Moderate")
    SEVERE = "severe", _("Severe")


class Relief(IntFlag):
    """What the person did about it; any number."""

    PULLED_TOES = 1
    STOOD = 2
    RUBBED = 4
    WALKED = 8
    HEAT = 16
    COLD = 32
    OTHER = 64
    NOTHING = 128


RELIEF_LABELS: dict[Relief, str | Promise] = {
    Relief.PULLED_TOES: _("Pulled toes up"),
    Relief.STOOD: _("Stood on it"),
    Relief.RUBBED: _("Rubbed it"),
    Relief.WALKED: _("Walked"),
    Relief.HEAT: _("Warmth"),
    Relief.COLD: _("Cold"),
    Relief.OTHER: _("Something else"),
    Relief.NOTHING: _("Nothing"),
}


class ReliefEffect(TextChoices):
    """How much it helped."""

    NONE = "none", _("Not at all")
    SOME = "some", _("A little")
    GOOD = "good", _("A lot")


class Feel(TextChoices):
    """How the legs felt after a practice."""

    LOOSER = "looser", _("Looser")
    SAME = "same", _("The same")
    SORE = "sore", _("Sore")


class ExperimentLength(IntegerChoices):
    """Weeks of an experiment."""

    SHORT = 12, _("12 weeks")
    MIDDLE = 24, _("24 weeks")
    LONG = 52, _("52 weeks")


class Source(TextChoices):
    """How a practice came into the diary."""

    HAND = "hand", _("Added by hand")
    TIMER = "timer", _("From the player")
    IMPORT = "import", _("Brought in")
    PAPER = "paper", _("From a paper diary")
    BUTTON = "button", _("From a button or shortcut")


class TokenScope(TextChoices):
    """What a token may do."""

    LOG = "log", _("Log only")
    READ = "read", _("Read only")


class Sign(IntFlag):
    """What else the leg showed. Each calls for advice (leg-cramps B6: NHS, NICE)."""

    SWOLLEN = 1
    NUMB = 2
    WEAK = 4


SIGN_LABELS: dict[Sign, str | Promise] = {
    Sign.SWOLLEN: _("Swollen, warm, red or darker"),
    Sign.NUMB: _("Numb"),
    Sign.WEAK: _("Weak"),
}


class CircumstanceKind(TextChoices):
    """What else may matter to the cramps."""

    MEDICINE = "medicine", _("Medicine")
    ILLNESS = "illness", _("Illness")
    TRAVEL = "travel", _("Travel")
    EXERTION = "exertion", _("Unusual effort")
    STANDING = "standing", _("Long standing")
    HEAT = "heat", _("Heat")
    ALCOHOL = "alcohol", _("Alcohol")
    PREGNANCY = "pregnancy", _("Pregnancy")
    OTHER = "other", _("Something else")


class Medicine(TextChoices):
    """Classes of medicines that studies or reviews name beside cramps, and quinine, which is taken for them."""

    INHALER = "inhaler", _("Long-acting inhaler (LABA)")
    RELIEVER = "reliever", _("Reliever inhaler (salbutamol)")
    DIURETIC = "diuretic", _("Water tablet (diuretic)")
    STATIN = "statin", _("Statin")
    IRON = "iron", _("Iron by drip")
    HORMONE = "hormone", _("Oestrogen or raloxifene")
    NAPROXEN = "naproxen", _("Naproxen")
    NIFEDIPINE = "nifedipine", _("Nifedipine")
    QUININE = "quinine", _("Quinine")
    OTHER = "other", _("Another medicine")


class Span(TextChoices):
    """How far back the trend or a report looks, up to this week."""

    WEEKS_4 = "4w", _("4 weeks")
    WEEKS_8 = "8w", _("8 weeks")
    MONTHS_3 = "3m", _("3 months")
    MONTHS_6 = "6m", _("6 months")
    YEAR = "1y", _("Year")
    ALL = "all", _("All")


REPORT_SPANS = (Span.WEEKS_4, Span.MONTHS_3, Span.YEAR)
"""At most a year, so that a report is read in minutes and costs the same whatever the length of the diary."""


class LinkLife(IntegerChoices):
    """For how many days a link to a report opens it."""

    DAY = 1, _("1 day")
    WEEK = 7, _("7 days")
    MONTH = 30, _("30 days")


class Order(TextChoices):
    """How a table writes its dates. One that begins with the year is always understood."""

    DAY = "dmy", _("Day first: 18.11.2026")
    MONTH = "mdy", _("Month first: 11/18/2026")


class What(TextChoices):
    """What a line of a table is about."""

    CRAMP = "cramp", _("A cramp")
    CLEAR = "clear", _("A night without cramps")
    PRACTICE = "practice", _("A practice")


class NightBy(TextChoices):
    """Which day a table names a night without an hour by."""

    EVENING = "evening", _("The evening when the night begins")
    MORNING = "morning", _("The morning when the night ends")
