"""What may be said of each class of medicine: one sentence with its source beside it, and no claim beyond."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.choices import Medicine

_RECORDS = _("Garrison 2012, records of 4.2 million people; a link, not a cause")
_REVIEW = _("American Family Physician 2012;86:350, a review")
_GUIDE = _("NICE Clinical Knowledge Summary on leg cramps, 2012")


@dataclass(frozen=True)
class Said:
    """A sentence and where it comes from."""

    sentence: str | Promise
    source: str | Promise


ADVICE = Said(
    _("Do not stop a medicine by yourself. Ask your pharmacist or doctor first."),
    _("NHS, NICE and Mayo Clinic name a new medicine among the reasons to see a doctor about cramps"),
)
"""Stands beside every medicine."""
SAID: dict[Medicine, Said] = {
    Medicine.INHALER: Said(
        _(
            "Some people on a long-acting inhaler report cramps. After it was started, people began treatment for "
            "cramps about 2.4 times as often as before (range 2.0 to 2.9)."
        ),
        _RECORDS,
    ),
    Medicine.RELIEVER: Said(
        _("Some people on a reliever inhaler report cramps. Salbutamol is listed among what may bring them on."), _GUIDE
    ),
    Medicine.DIURETIC: Said(
        _(
            "Some people on a water tablet report cramps. After it was started, people began treatment for cramps "
            "more often than before: about 2.1 times for potassium-sparing ones and 1.5 times for thiazide-like ones. "
            "For loop ones it was 1.2 times, which may be chance."
        ),
        _RECORDS,
    ),
    Medicine.STATIN: Said(
        _(
            "Some people on a statin report cramps. The link is small: after it was started, people began treatment "
            "for cramps about 1.2 times as often as before (range 1.0 to 1.3)."
        ),
        _RECORDS,
    ),
    Medicine.IRON: Said(_("Some people who get iron by drip (iron sucrose) report cramps."), _REVIEW),
    Medicine.HORMONE: Said(_("Some people on oestrogens (the conjugated kind) or raloxifene report cramps."), _REVIEW),
    Medicine.NAPROXEN: Said(_("Some people on naproxen report cramps."), _REVIEW),
    Medicine.NIFEDIPINE: Said(
        _("Some people on nifedipine report cramps. It is listed among what may bring them on."), _GUIDE
    ),
    Medicine.OTHER: Said(
        _("Some people report cramps with other medicines too. Nothing is claimed here about this one."), _REVIEW
    ),
}


def in_words() -> list[tuple[str, Said]]:
    """Return every class by name, with what may be said of it."""
    return [(str(medicine.label), said) for medicine, said in SAID.items()]
