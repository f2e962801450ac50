"""What single pages say of health: `{% fact "key" %}` in a template."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from poses.domain.facts.statements import Fact

PAGES: dict[str, Fact] = {
    "clot_first": Fact(
        _(
            "Is one leg swollen, or warm, or red or darker than the other, or is there a new pain that stays? Do "
            "not stretch or rub it."
        ),
        ("clot_wales", "own"),
        softened="The signs are the source’s; not to stretch or rub is our own caution.",
    ),
    "before_standing": Fact(
        _(
            "Sit on the edge of the bed for a minute. Lamp on, slippers on, phone in reach. Getting up too fast "
            "can make you dizzy."
        ),
        ("low_pressure_nhs", "dizzy_kent", "own"),
        softened="The minute, the lamp and the slippers are our own.",
    ),
    "afterwards": Fact(
        _(
            "Warmth or a cold pack may feel good. Not on numb feet or legs, or where too little blood flows: you "
            "may not notice a burn. No hot shower by yourself at night if you are unsteady."
        ),
        ("mayo_cramps", "numb_skin_bjgp", "dizzy_kent", "own"),
        softened="A source was read for heat on numb skin, none for cold: our own caution.",
    ),
    "before_bed": Fact(
        _(
            "A calf stretch and a back-of-thigh stretch, after the one trial that found fewer cramps. A good place "
            "to begin."
        ),
        ("hallegraeff_2012",),
    ),
    "before_resting": Fact(
        _(
            "Ask your doctor or midwife before you leave exercises out if you are pregnant, if somebody prescribed "
            "them (after a clot, a stroke or an operation, say), or if a leg is swollen, weak or numb."
        ),
        ("own",),
    ),
    "ask_before": Fact(
        _(
            "With a blood clot, heart failure, a new joint or a pregnancy, ask whoever looks after you before you "
            "begin."
        ),
        ("own",),
    ),
    "on_saved": Fact(
        _("Calf or foot: leg straight, pull your toes up, hold until it lets go."), ("nhs_cramps", "aaos_cramps")
    ),
    "now_calf": Fact(_("For a calf: straighten the leg, pull your toes up, hold until it lets go."), ("nhs_cramps",)),
    "the_article": Fact(
        _("The article: “5 best yoga poses for leg cramps”, Sportskeeda, 5 December 2022."),
        ("article",),
        softened="The address says so; the exact headline could not be read.",
    ),
    "offline_copy": Fact(
        _(
            "This copy cannot know what you ticked under “Not for me”. If you ticked anything, wait until you are "
            "online."
        ),
        ("own",),
    ),
    "people_improve": Fact(
        _(
            "In a trial of magnesium, people who got a dummy pill had 3.0 cramps a week fewer after four weeks; "
            "with magnesium it was 3.4, which may be chance. In a review of 2020, cramps fell by 29% within four "
            "weeks on dummy pills."
        ),
        ("roguin_maor_2017", "magnesium_cochrane"),
    ),
    "seven_features": Fact(
        _("Features: Hallegraeff 2017 (BMC Family Practice 18:29). Nothing here is a diagnosis."), ("hallegraeff_2017",)
    ),
    "often_broken_sleep": Fact(
        _("Cramps that woke you on 8 of 28 nights are “often”. No source gives a number; this is our own number."),
        ("own",),
    ),
}
