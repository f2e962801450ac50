"""How long and how often a pose is held, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from poses.domain.timing import Dose


def hold_in_words(seconds: int) -> str:
    """Say a length in minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    if rest:
        parts.append(ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest})
    return " ".join(parts)


def dose_in_words(dose: Dose, *, names_sides: bool = True) -> str:
    """Say the whole dose: "30 seconds, 2 times, each side"."""
    parts = [hold_in_words(dose.hold_seconds)]
    if dose.repeats > 1:
        parts.append(_("%(times)s times") % {"times": dose.repeats})
    if dose.each_side and names_sides:
        parts.append(_("each side"))
    return ", ".join(parts)
