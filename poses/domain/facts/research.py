"""What research found of stretching, and what a position can do to a body: said in the same words on every page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from poses.domain.facts.statements import Fact

RESEARCH: dict[str, Fact] = {
    "trial": Fact(
        _(
            "In one small trial, a physiotherapist taught 80 people over 55 to stretch the calf and the "
            "back of the thigh each night, just before sleep, for six weeks. They did two standing "
            "stretches, or one sitting if standing was hard. They had about one cramp a night less than "
            "people who did not stretch, and their cramps hurt less. Nobody had a sham stretch to "
            "compare with, so the size of the effect is not certain. People on sleeping tablets or "
            "quinine, with joint trouble or with severe illness were not in it."
        ),
        ("hallegraeff_2012", "cochrane_2012_table"),
        softened="The paper’s own box of stretches could not be read; the methods are from Cochrane’s table.",
    ),
    "sham_trial": Fact(
        _(
            "Another trial tested calf stretches alone, against sham stretches, in people who had "
            "quinine prescribed. The calf stretches did not bring fewer cramps."
        ),
        ("coppin_2005", "hawke_2021"),
        softened="What the sham was could not be read; that there was one is Cochrane’s word.",
    ),
    "review_of_stretches": Fact(
        _(
            "A review of 2021 (Cochrane) says: stretching calf and back of thigh may make cramps hurt "
            "less, with low certainty. In one trial of 97 people, calf stretches alone made little or no "
            "difference to how often cramps came. The trials reported no harm."
        ),
        ("hawke_2021",),
        softened="What the review says of how often cramps came after both stretches could not be read: not claimed.",
    ),
}

CAUTIONS: dict[str, Fact] = {
    "calf_clot": Fact(
        _(
            "One leg swollen, or warm, or red or darker than the other, or with a new pain that stays: do not "
            "stretch "
            "or rub it. Call a doctor today."
        ),
        ("clot_wales", "own"),
        softened="The signs and the urgency are the source’s; not to stretch or rub is our own caution.",
    ),
    "eye_pressure": Fact(
        _(
            "Glaucoma: use the worktop, with your head up. In a study of ten people with glaucoma, the "
            "pressure in the "
            "eye rose from 17 to 28 mmHg within a minute, head down."
        ),
        ("jasien_2015",),
        softened="Nobody was followed for harm; only the rise is claimed.",
    ),
    "eye_pressure_legs_up": Fact(
        _(
            "Glaucoma: sit half up instead. In a study of ten people with glaucoma, the pressure in the eye "
            "rose from "
            "17 to 21 mmHg in this pose."
        ),
        ("jasien_2015",),
    ),
    "bones_and_bending": Fact(
        _(
            "Osteoporosis: use the easier way. A bend from the hips with a long back is mostly safe. But "
            "a few people, most of them with thin bones, had pain or broke bones of the spine after yoga "
            "bends."
        ),
        ("bending_ros", "sinaki_2013", "sfeir_2018"),
        softened="Case reports: no risk can be counted, so none is given.",
    ),
    "head_up": Fact(
        _(
            "Glaucoma: keep your head well above your heart, or stay upright. In a study, the pressure "
            "in the eye rose nearly as much in a standing forward bend as in the dog."
        ),
        ("jasien_2015",),
        softened="Nobody was followed for harm; only the rise is claimed.",
    ),
    "pregnant_flat": Fact(
        _("Pregnant, 16 weeks or more: use the easier way. Do not lie flat on your back for long."),
        ("pregnancy_doncaster", "pregnancy_nhs"),
    ),
    "feet_at_night": Fact(
        _("A foot that hurts at night and feels better hanging down: keep the legs low, and call a doctor today."),
        ("foot_pain_devon", "own"),
        softened="To keep the legs low is our own caution.",
    ),
}
"""Cautions that more than one page says, or that rest on a source."""

FACTS: Mapping[str, Fact] = RESEARCH | CAUTIONS
"""Those that content files name."""
