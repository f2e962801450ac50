"""The page "About night cramps": its sections in order, each statement with its source."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from poses.domain.facts.medicines import MEDICINES
from poses.domain.facts.research import RESEARCH
from poses.domain.facts.statements import Fact


@dataclass(frozen=True)
class Section:
    """A part of the page; `words` are what somebody may type who looks for it in the library."""

    slug: str
    title: str | Promise
    facts: tuple[Fact, ...]
    words: tuple[str | Promise, ...] = field(default=())


SECTIONS: tuple[Section, ...] = (
    Section(
        "what",
        _("What they are"),
        (
            Fact(
                _(
                    "A muscle tightens all at once, hard and painful, mostly in the calf or the foot. It lasts "
                    "from a few seconds to 10 minutes, and comes mostly at rest or in bed."
                ),
                ("nhs_cramps", "hallegraeff_2017"),
            ),
            Fact(_("The muscle may be sore for up to a day. Night cramps are usually harmless."), ("nhs_cramps",)),
            Fact(
                _(
                    "They are common. About one in three people over 60 is thought to have them. Of these, four in "
                    "ten have them three times a week or more."
                ),
                ("cks_2012",),
                softened="As of 2012; today’s page could not be read.",
            ),
        ),
        (_("cramp"), _("cause"), _("sore muscles")),
    ),
    Section(
        "not",
        _("What they are not"),
        (
            Fact(
                _("An urge to move the legs that gets better when you move: that is more like restless legs."),
                ("restless_wales",),
            ),
            Fact(
                _("Pain in a leg when you walk that stops when you rest: the arteries may be narrow."),
                ("arteries_wales",),
            ),
            Fact(
                _(
                    "A clot in a leg can feel like a cramp. It may also make one leg swollen, or warm, or red or "
                    "darker. Call a doctor the same day."
                ),
                ("clot_wales",),
            ),
        ),
        (_("restless legs"), _("clot")),
    ),
    Section(
        "why",
        _("Why they come"),
        (
            Fact(
                _("Mostly, nobody knows. Tired muscles and nerves are suspected; salts in the blood, rarely."),
                ("afp_2012",),
            ),
            Fact(
                _(
                    "They are linked with age and late pregnancy. Hard exercise, too little to drink and some "
                    "medicines can play a part. So can a liver harmed by alcohol."
                ),
                ("nhs_cramps",),
            ),
            Fact(_("Narrow leg arteries, a narrow spinal canal and dialysis are linked with them too."), ("afp_2012",)),
            Fact(
                _("In Canada, about twice as many people began treatment in high summer as in winter."),
                ("garrison_2015",),
            ),
            Fact(
                _(
                    "The article that this site began with blames weak muscles and too little exercise. It says "
                    "that strong, supple legs with a good flow of blood cramp less. We found no trial of that."
                ),
                ("article", "own"),
            ),
        ),
        (_("causes"), _("dehydration"), _("alcohol")),
    ),
    Section(
        "now",
        _("What helps now"),
        (
            Fact(
                _(
                    "Pull the toes up towards the shin, or put weight on the leg with the heel flat. Then rub the "
                    "muscle."
                ),
                ("nhs_cramps", "mayo_cramps"),
            ),
            Fact(
                _("Hold until it lets go. A common count is 30 seconds, up to five times."),
                ("aaos_cramps", "merck_stretch"),
            ),
            Fact(
                _(
                    "Painkillers come too late for a cramp. Paracetamol or ibuprofen may ease the soreness after "
                    "it, if you may take them. The article warns of harm when they are taken for long."
                ),
                ("nhs_cramps", "article"),
            ),
        ),
        (_("painkiller"), _("paracetamol"), _("ibuprofen")),
    ),
    Section(
        "prevent",
        _("What may prevent them"),
        (
            *RESEARCH.values(),
            Fact(
                _("We found no trial of yoga for night cramps. Your diary can show how it goes for you."),
                ("own",),
            ),
            Fact(
                _(
                    "Often suggested, but not tested. Drink enough, unless you were told to drink less. Have less "
                    "alcohol and caffeine. Cycle gently for a few minutes before bed."
                ),
                ("mayo_cramps",),
            ),
        ),
        (_("prevent"), _("stretching"), _("water"), _("caffeine")),
    ),
    Section(
        "in-bed",
        _("In bed"),
        (
            Fact(_("Loosen the covers at the foot of the bed. Often advised, not tested."), ("mayo_cramps",)),
            Fact(
                _(
                    "Some people rest the soles against a pillow, or hang the feet over the edge when they lie on "
                    "their front, so that the toes do not point. We found no trial of it. Try it if you like."
                ),
                ("own",),
            ),
            Fact(_("Splints at night: we found no trial."), ("own",)),
        ),
        (_("bedding"), _("covers"), _("pillow")),
    ),
    Section(
        "magnesium",
        _("Magnesium"),
        (
            Fact(
                _(
                    "For older people it probably makes little or no difference. A quarter fewer cramps: 669 of "
                    "1,000 people with magnesium, 644 of 1,000 with a dummy pill."
                ),
                ("magnesium_cochrane",),
            ),
            Fact(
                _(
                    "On dummy pills, cramps fell by 29% in four weeks. So cramps that get fewer after something "
                    "new prove little."
                ),
                ("magnesium_cochrane",),
            ),
            Fact(_("One later trial found a small gain."), ("magnesium_barna",)),
            Fact(
                _("It can loosen the bowels. With weak kidneys, ask your doctor before you take it."),
                ("own",),
                softened="The review’s figures on side effects could not be read.",
            ),
        ),
        (_("magnesium"), _("supplement"), _("minerals")),
    ),
    Section(
        "vitamin-k2",
        _("Vitamin K2"),
        (
            Fact(
                _(
                    "One trial: 199 people of 65 and older in China, eight weeks. With the vitamin, cramps fell "
                    "from 2.6 to 1.0 a week. With a dummy pill they rose from 2.7 to 3.6. It has to be repeated "
                    "before anybody can rely on it."
                ),
                ("k2_tan",),
            ),
            Fact(
                _(
                    "People on warfarin-type tablets or water tablets were left out of it. If you take one of "
                    "these, do not take the vitamin without your doctor."
                ),
                ("k2_tan", "own"),
                softened="Who was left out was read second-hand.",
            ),
        ),
        (_("vitamin"), _("K2"), _("warfarin")),
    ),
    Section("quinine", _("Quinine and tonic water"), (MEDICINES["quinine"],), (_("quinine"), _("tonic water"))),
    Section(
        "medicines",
        _("Other medicines"),
        (MEDICINES["statin"], MEDICINES["diuretic"], MEDICINES["inhaler"], MEDICINES["advice"]),
        (_("statins"), _("medicines"), _("diuretic"), _("water tablet"), _("inhalers")),
    ),
    Section(
        "pregnancy",
        _("When you are pregnant"),
        (
            Fact(_("Cramps are common late in pregnancy."), ("nhs_cramps",)),
            Fact(
                _("Moving the feet and ankles and pulling the toes up is often advised."),
                ("own",),
                softened="The NHS page on it could not be read.",
            ),
            Fact(
                _("Ask your midwife before you take anything for cramps: the trials are small and do not agree."),
                ("pregnancy_cochrane", "own"),
            ),
            Fact(_("From 28 weeks, settle to sleep on your side."), ("pregnancy_sleep",)),
            Fact(_("A new pain in one leg: call your midwife or doctor the same day."), ("clot_wales",)),
        ),
        (_("pregnancy"), _("pregnant")),
    ),
)
