"""How long and how often a pose is held, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def hold_in_words(seconds: int) -> str:
    """Say a length in minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    if rest:
        parts.append(ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest})
    return " ".join(parts)


def dose_in_words(hold_seconds: int, repeats: int, *, each_side: bool = False) -> str:
    """Say a dose: "30 seconds, 2 times, each side". It takes plain values: a list of poses does not read all fields."""
    parts = [hold_in_words(hold_seconds)]
    if repeats > 1:
        parts.append(_("%(times)s times") % {"times": repeats})
    if each_side:
        parts.append(_("each side"))
    return ", ".join(parts)
