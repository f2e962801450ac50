"""What may be said of each class of medicine: one statement with its source, and no claim beyond."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from poses.domain.facts.statements import Fact

MEDICINES: dict[str, Fact] = {
    "advice": Fact(
        _(
            "Do not change a medicine by yourself because of cramps at night. Ask your pharmacist or doctor first. "
            "If a medicine’s own leaflet tells you to stop at once, do that and call."
        ),
        ("medicines_kingston", "own"),
        softened="The source speaks of tablets for blood pressure; the rest is our own advice.",
    ),
    "inhaler": Fact(
        _(
            "People of 50 and older in British Columbia were counted. In the year after they began a long-acting "
            "inhaler, they began quinine for cramps about 2.4 times as often as in the year before (95% interval "
            "2.0 to 2.9)."
        ),
        ("garrison_2012",),
    ),
    "reliever": Fact(
        _(
            "Muscle cramps are a known side effect of salbutamol. With an odd heartbeat, or with weak muscles, "
            "call your doctor."
        ),
        ("salbutamol_nhs", "cks_2012"),
        softened="The NHS page was read as others quote it.",
    ),
    "diuretic": Fact(
        _(
            "People of 50 and older in British Columbia were counted. In the year after they began a water tablet, "
            "they began quinine for cramps more often than in the year before. With potassium-sparing tablets it "
            "was about 2.1 times, with thiazide-like ones 1.5 times. With loop ones it was 1.2 times, which may be "
            "chance."
        ),
        ("garrison_2012",),
    ),
    "statin": Fact(
        _(
            "Many people on a statin have muscle pain. Nearly as many have it on a dummy pill: 27.1 of 100 against "
            "26.6, in 19 trials. So most of it does not come from the statin. Short night cramps: ask your "
            "pharmacist, and do not just stop. Now and then it is serious. New muscle pain, soreness or weakness "
            "that you cannot explain, or more than a short night cramp? Then the NHS says: stop the statin, and "
            "call a doctor or 111 straight away."
        ),
        ("statins_2022", "statins_nhs"),
        softened="The trials counted muscle pain or weakness, not night cramps. The NHS page was read as quoted.",
    ),
    "iron": Fact(
        _("A 2012 review lists iron by drip (iron sucrose) among medicines linked with cramps, and calls that rare."),
        ("afp_2012",),
    ),
    "hormone": Fact(
        _(
            "A 2012 review lists oestrogens (the conjugated kind) and raloxifene among medicines linked with "
            "cramps, and calls that rare. HRT makes clots likelier: with one leg swollen, warm, red or darker, or "
            "with a new pain that stays, call a doctor today."
        ),
        ("afp_2012", "clot_wales"),
    ),
    "naproxen": Fact(
        _("A 2012 review lists naproxen among medicines linked with cramps, and calls that rare."),
        ("afp_2012",),
    ),
    "nifedipine": Fact(
        _("A guide of 2012 lists nifedipine among what may bring cramps on."),
        ("cks_2012",),
        softened="Today’s guide could not be read; the year is said.",
    ),
    "quinine": Fact(
        _(
            "Quinine is a medicine for cramps that can harm. It may take away about one cramp a week. It can "
            "damage the blood and upset the heart, and it has killed people, though rarely. In Britain, a doctor "
            "may try it for four weeks if nothing else helped. In America, it should not be used for cramps. It is "
            "not for pregnancy. Bruises, bleeding or an odd heartbeat: stop, and call a doctor. Tonic water and "
            "bitter lemon hold quinine too. Leave them out while you take it, or if you ever reacted to it."
        ),
        (
            "quinine_cochrane",
            "quinine_mhra_2010",
            "quinine_mhra_2017",
            "quinine_fda",
            "pregnancy_cochrane",
            "tonic_patient",
        ),
        softened="The MHRA’s text of 2010 was read as others report it. No claim that a glass of tonic harms or helps.",
    ),
    "other": Fact(
        _(
            "Some people report cramps with other medicines too; a 2012 review names teriparatide. Nothing is "
            "claimed here about yours."
        ),
        ("afp_2012", "own"),
    ),
}
