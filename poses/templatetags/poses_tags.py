"""Small helpers of the pose templates."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext

from poses.models import Pose
from poses.plates import Plate
from poses.stations import fit_of

register = template.Library()


@register.filter
def hold_in_words(seconds: int) -> str:
    """Say a length in minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    if rest:
        parts.append(ngettext("%(count)d second", "%(count)d seconds", rest) % {"count": rest})
    return " ".join(parts)


@register.filter
def fit(pose: Pose, conditions: int | None) -> str:
    """Tell how a pose suits somebody with these conditions: "as-it-is", "easier" or "left-out"."""
    return fit_of(pose, conditions or 0).value


@register.filter
def parted(figure: str) -> Plate:
    """Part a figure, so that a page may draw it once and show it again by its name."""
    return Plate.of(figure)
