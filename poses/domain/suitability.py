"""Which positions suit whom: one set of rules for poses, easier ways and routines. Pure: flags in, an answer out.

A content file says what a position asks of the body (`Demand`), and nothing about illnesses. Each rule says which
demand is wrong for whom, and why. So a pose, its easier way and every routine are judged alike, and a new pose cannot
forget somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from poses.domain.choices import Condition, Demand
from poses.domain.facts.sources import OWN
from poses.domain.facts.statements import Fact


class Fit(Enum):
    """How a pose suits a person."""

    AS_IT_IS = "as-it-is"
    EASIER = "easier"
    LEFT_OUT = "left-out"


def _why(sentence: str | Promise, *source_keys: str) -> Fact:
    """Give a reason; without a source it is our own advice."""
    return Fact(sentence, source_keys or (OWN,))


_HOLD_ON = _why(_("A fall would be worse for you than for others. Hold on with both hands."))
_ASK_ABOUT_STRAIN = _why(_("Holding still with hard work can push blood pressure up."), "high_pressure_harvard", OWN)

RULES: Mapping[Condition, Mapping[Demand, Fact]] = {
    Condition.GLAUCOMA: {
        Demand.HEAD_DOWN: _why(
            _("A low head raises the pressure in the eye, so leave it out with glaucoma."), "jasien_2015"
        ),
        Demand.LEGS_UP: _why(
            _("Legs up can raise the pressure in the eye, so leave it out with glaucoma."), "jasien_2015"
        ),
        Demand.ON_FRONT: _why(_("Lying face down can press on the eyes.")),
    },
    Condition.OSTEOPOROSIS: {
        Demand.LEAN: _why(
            _("With osteoporosis, do not bend forward as far as you can. Stay upright."),
            "bending_ros",
            "sinaki_2013",
            "sfeir_2018",
        ),
        Demand.UNSUPPORTED: _why(_("A fall could break a bone. Hold on with both hands.")),
    },
    Condition.NEW_JOINT: {
        Demand.FOOT_REACH: _why(
            _("Reaching for the foot may bend a new hip further than your surgeon allows."), "hip_leeds", OWN
        ),
        Demand.LEAN: _why(
            _("Leaning over a straight leg may bend a new hip further than your surgeon allows."), "hip_leeds", OWN
        ),
        Demand.DEEP_BEND: _why(_("This may bend a new knee or hip further than your surgeon allows."), "hip_leeds"),
        Demand.TURNED_OUT: _why(_("This may turn a new hip further than your surgeon allows."), "hip_leeds", OWN),
        Demand.KNEELING: _why(_("Do not kneel on a new knee until your doctor says you can."), "knee_bradford"),
        Demand.FLOOR: _why(_("Getting down to the floor and up again is hard on a new joint.")),
        Demand.ON_FRONT: _why(_("Rolling onto the front can twist a new hip.")),
        Demand.LEG_LIFT: _why(_("A straight leg held up is too much for a new hip.")),
        Demand.UNSUPPORTED: _why(_("Hold on with both hands while the joint is new.")),
        Demand.STRAIN: _why(_("Hard work can wait until your physiotherapist agrees.")),
    },
    Condition.NO_KNEELING: {
        Demand.KNEELING: _why(_("You would kneel here.")),
        Demand.DEEP_BEND: _why(_("The knees bend here as far as in kneeling.")),
        Demand.FLOOR: _why(_("You would kneel to get down to the floor and up again.")),
    },
    Condition.NO_PRONE: {
        Demand.ON_FRONT: _why(_("You would lie on your front here.")),
    },
    Condition.EARLY_PREGNANCY: {
        Demand.HEAD_DOWN: _why(_("When you are pregnant, a low head can make you dizzy or sick.")),
        Demand.STRAIN: _why(_("Ask your midwife before you begin hard work that is new to you.")),
    },
    Condition.PREGNANCY: {
        Demand.FLAT_BACK: _why(
            _("From 16 weeks, do not lie flat on your back for long. The bump presses on a large vein."),
            "pregnancy_nhs",
            "pregnancy_doncaster",
        ),
        Demand.ON_FRONT: _why(_("You would lie on your bump here.")),
        Demand.HEAD_DOWN: _why(_("When you are pregnant, a low head can make you dizzy or sick.")),
        Demand.LEAN: _why(_("Leaning forward presses on your bump.")),
        Demand.FLOOR: _why(_("A bed or a chair is easier to get up from than the floor.")),
        Demand.UNSUPPORTED: _why(_("Your balance changes with your bump. Hold on.")),
        Demand.STRAIN: _why(_("Ask your midwife before you begin hard work that is new to you.")),
    },
    Condition.HIGH_BLOOD_PRESSURE: {
        Demand.HEAD_DOWN: _why(_("A low head can be too much with high blood pressure."), "high_pressure_harvard"),
        Demand.LEGS_UP: _why(_("Legs up can be too much with high blood pressure."), "high_pressure_harvard", OWN),
        Demand.STRAIN: _ASK_ABOUT_STRAIN,
    },
    Condition.LOW_BLOOD_PRESSURE: {
        Demand.FLOOR: _why(_("Getting up from the floor can make you dizzy.")),
        Demand.HEAD_DOWN: _why(_("Coming up from a low head can make you dizzy."), "low_pressure_nhs", "dizzy_kent"),
        Demand.LEGS_UP: _why(_("Getting up after a time with the legs up can make you dizzy."), "dizzy_kent", OWN),
        Demand.UNSUPPORTED: _why(_("If you turn dizzy, you need something to hold.")),
    },
    Condition.HEART_FAILURE: {
        Demand.LEAN: _why(_("With heart failure, bending forward can make you short of breath.")),
        Demand.FLAT_BACK: _why(
            _("With heart failure, lying flat can make you short of breath."), "heart_failure_matters"
        ),
        Demand.ON_FRONT: _why(_("With heart failure, lying on the front can make you short of breath.")),
        Demand.LEGS_UP: _why(_("Legs up send more blood to a weak heart at once.")),
        Demand.HEAD_DOWN: _why(_("A low head can make you short of breath.")),
        Demand.STRAIN: _ASK_ABOUT_STRAIN,
    },
    Condition.BLOOD_CLOT: {
        Demand.CALF_STRETCH: _why(_("Ask your doctor before you stretch the calf of a leg that has or had a clot.")),
        Demand.LEG_LIFT: _why(_("Ask your doctor before you stretch a leg that has or had a clot.")),
        Demand.KNEELING: _why(_("Sitting on a leg that has or had a clot presses on its veins.")),
    },
    Condition.BLOOD_THINNERS: {
        Demand.UNSUPPORTED: _HOLD_ON,
    },
    Condition.BALANCE: {
        Demand.FLOOR: _why(_("Getting down to the floor and up again is when people fall.")),
        Demand.UNSUPPORTED: _why(_("You need something to hold.")),
        Demand.HEAD_DOWN: _why(_("A low head can make you unsteady.")),
    },
    Condition.NUMB_FEET: {
        Demand.UNSUPPORTED: _why(_("Numb feet make a fall more likely. Hold on.")),
        Demand.KNEELING: _why(_("Numb feet can be hurt under your weight.")),
    },
    Condition.NARROW_ARTERIES: {
        Demand.LEGS_UP: _why(_("With the legs up, less blood reaches the feet."), "foot_pain_devon", OWN),
        Demand.LEG_LIFT: _why(_("With a leg held up, less blood reaches the foot."), "foot_pain_devon", OWN),
    },
    Condition.SCIATICA: {
        Demand.LEAN: _why(_("Leaning forward can press on the nerve in your back.")),
        Demand.LEG_LIFT: _why(_("A straight leg held up pulls on the nerve.")),
        Demand.STRAIN: _why(_("Hard work with bent knees loads the lower back.")),
    },
}
"""Who should not be asked for what. No clinician has signed these; docs/health-sentences.md names their sources."""


def ruled_out(demands: int, conditions: int) -> list[str | Promise]:
    """Return why a position with `demands` does not suit somebody with `conditions`; empty when it does."""
    reasons = (
        why.sentence
        for condition, rules in RULES.items()
        if condition & conditions
        for demand, why in rules.items()
        if demand & demands
    )
    return list(dict.fromkeys(reasons))


def fit_of(demands: int, easier_demands: int, conditions: int) -> Fit:
    """Tell whether a pose suits somebody with `conditions`, only its easier way does, or neither."""
    if not ruled_out(demands, conditions):
        return Fit.AS_IT_IS
    return Fit.LEFT_OUT if ruled_out(easier_demands, conditions) else Fit.EASIER
