"""When a leg needs a doctor: every sign once, with how soon and its source. Nothing here is a diagnosis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from poses.domain.facts.statements import Fact


class Urgency(Enum):
    """How soon, the most urgent first."""

    EMERGENCY = "emergency"
    NOW = "now"
    TODAY = "today"
    VISIT = "visit"


@dataclass(frozen=True)
class RedFlag(Fact):
    """A sign that ends the words "Call … if"."""

    urgency: Urgency = Urgency.VISIT


RED_FLAGS: dict[str, RedFlag] = {
    "one_side": RedFlag(
        _(
            "your face, an arm or a leg is suddenly weak or numb on one side, or your speech is slurred, "
            "even if it soon passes"
        ),
        ("stroke_wales",),
        urgency=Urgency.EMERGENCY,
    ),
    "breathless": RedFlag(
        _("your chest hurts, or you are newly short of breath"),
        ("clot_wales",),
        urgency=Urgency.EMERGENCY,
    ),
    "cold_leg": RedFlag(
        _("your leg or foot suddenly hurts, and is cold, pale or blotchy, or will not move"),
        ("cold_leg_nz",),
        urgency=Urgency.EMERGENCY,
    ),
    "tight_leg": RedFlag(
        _("your leg is suddenly very painful, and tight or bulging, most of all after an injury"),
        ("compartment_nhs",),
        softened="The NHS page itself was read on a copy.",
        urgency=Urgency.EMERGENCY,
    ),
    "saddle": RedFlag(
        _(
            "you are numb between the legs, both legs are suddenly weak, or you suddenly cannot pass or "
            "hold water or stools"
        ),
        ("cauda_royal_free", "sciatica_healthify"),
        urgency=Urgency.EMERGENCY,
    ),
    "stiff_jaw": RedFlag(
        _("your jaw is stiff, or strong spasms come, most of all after a wound"),
        ("tetanus_nhs",),
        softened="The NHS page itself was read on a copy.",
        urgency=Urgency.EMERGENCY,
    ),
    "long": RedFlag(
        _("a cramp lasts more than 10 minutes"),
        ("nidirect_cramps", "nhs_cramps", "mayo_cramps"),
        softened="nidirect says at once, a newer NHS text an urgent appointment: “now” is the safer of the two.",
        urgency=Urgency.NOW,
    ),
    "toxin_or_wound": RedFlag(
        _("cramps began after contact with something poisonous, such as lead, or after a dirty wound"),
        ("nidirect_cramps", "mayo_cramps", "nhs_cramps"),
        urgency=Urgency.NOW,
    ),
    "long_before": RedFlag(
        _("a cramp lasted more than 10 minutes, and is over"),
        ("nhs_cramps",),
        softened="The NHS asks for an urgent appointment.",
        urgency=Urgency.TODAY,
    ),
    "clot": RedFlag(
        _(
            "one leg is swollen, or warm, or red or darker than the other, or has a new pain that stays, "
            "or hard, sore veins. A change of colour is harder to see on brown or black skin"
        ),
        ("clot_wales", "clot_nhs"),
        urgency=Urgency.TODAY,
    ),
    "statin": RedFlag(
        _(
            "you take a statin and get new muscle pain, soreness or weakness that stays, or cramps that "
            "are more than a short night cramp"
        ),
        ("statins_nhs",),
        softened="The NHS page was read as newspapers quote it (December 2025).",
        urgency=Urgency.TODAY,
    ),
    "heartbeat": RedFlag(
        _("cramps come with an odd heartbeat or weak muscles, and you use a reliever inhaler"),
        ("salbutamol_nhs",),
        softened="The NHS page was read as others quote it.",
        urgency=Urgency.TODAY,
    ),
    "foot_at_night": RedFlag(
        _("a foot hurts at night or at rest, and feels better when it hangs down"),
        ("foot_pain_devon", "arteries_wales"),
        urgency=Urgency.TODAY,
    ),
    "walking_worse": RedFlag(
        _("a leg that hurts when you walk is suddenly worse"), ("arteries_wales",), urgency=Urgency.TODAY
    ),
    "sleep": RedFlag(_("cramps often break your sleep"), ("nhs_cramps", "nidirect_cramps")),
    "numb": RedFlag(_("a leg is numb or tingles, and stays so"), ("nhs_cramps", "cks_2012")),
    "weak": RedFlag(_("a leg is weak, twitches or gets thinner"), ("mayo_cramps", "weak_leg_nidirect", "cks_2012")),
    "walking": RedFlag(_("a leg hurts when you walk and stops when you rest"), ("arteries_wales",)),
    "medicine": RedFlag(_("cramps began with a new medicine"), ("cks_2012", "nhs_cramps")),
}


@dataclass(frozen=True)
class Signs:
    """Signs of one urgency."""

    urgency: Urgency
    flags: list[RedFlag]


def by_urgency(flags: Iterable[RedFlag]) -> list[Signs]:
    """Group signs, the most urgent first; an urgency without a sign is left out."""
    known = list(dict.fromkeys(flags))
    groups = [Signs(urgency, [flag for flag in known if flag.urgency is urgency]) for urgency in Urgency]
    return [group for group in groups if group.flags]
