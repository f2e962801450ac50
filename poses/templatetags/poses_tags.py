"""Small helpers of the pose templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.translation import ngettext

from poses.domain.facts.pages import PAGES
from poses.domain.facts.red_flags import Signs
from poses.domain.facts.sources import Source
from poses.domain.regions import REGIONS, Region, region_of
from poses.domain.shared_figures import Plate
from poses.models.pose import Pose
from poses.pages.routine_steps import fit_of_pose, reasons_against

register = template.Library()


@register.simple_tag(takes_context=True)
def region(context: Context) -> Region | None:
    """Return whose telephone numbers hold where the person's own clock runs, or None when nobody knows that clock."""
    zone = getattr(context.get("request"), "zone", None)
    return region_of(str(zone)) if zone else None


@register.simple_tag
def regions() -> tuple[Region, ...]:
    """Return all regions whose numbers are known."""
    return REGIONS


@register.simple_tag
def fact(key: str) -> str:
    """Return what a page says of health, in the one place where it stands with its source."""
    return str(PAGES[key].sentence)


@register.filter
def sources_of_signs(signs: Iterable[Signs]) -> list[Source]:
    """Return where signs come from, each source once."""
    return list(dict.fromkeys(source for group in signs for flag in group.flags for source in flag.sources))


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
    return fit_of_pose(pose, conditions or 0).value


@register.filter
def reasons(pose: Pose, conditions: int | None) -> list[str]:
    """Say why a pose does not suit somebody with these conditions as it is."""
    return reasons_against(pose, conditions or 0)


@register.filter
def parted(figure: str) -> Plate:
    """Part a figure, so that a page may draw it once and show it again by its name."""
    return Plate.of(figure)
