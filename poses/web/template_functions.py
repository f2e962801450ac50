"""What the templates of the library can call; none of it reads the database."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from poses.domain.facts.pages import PAGES
from poses.domain.facts.red_flags import Signs
from poses.domain.facts.sources import Source
from poses.domain.regions import REGIONS, Region, region_of
from poses.domain.shared_figures import Plate
from poses.models.pose import Pose
from poses.pages.routine_steps import fit_of_pose, reasons_against
from poses.pages.wording import dose_in_words, hold_in_words


def region(request: HttpRequest) -> Region | None:
    """Return whose telephone numbers hold where the person's own clock runs, or None when nobody knows that clock."""
    zone = getattr(request, "zone", None)
    return region_of(str(zone)) if zone else None


def regions() -> tuple[Region, ...]:
    """Return all regions whose numbers are known."""
    return REGIONS


def fact(key: str) -> str:
    """Return what a page says of health, in the one place where it stands with its source."""
    return str(PAGES[key].sentence)


def sources_of_signs(signs: Iterable[Signs]) -> list[Source]:
    """Return where signs come from, each source once."""
    return list(dict.fromkeys(source for group in signs for flag in group.flags for source in flag.sources))


def fit(pose: Pose, conditions: int | None) -> str:
    """Tell how a pose suits somebody with these conditions: "as-it-is", "easier" or "left-out"."""
    return fit_of_pose(pose, conditions or 0).value


def reasons(pose: Pose, conditions: int | None) -> list[str]:
    """Say why a pose does not suit somebody with these conditions as it is."""
    return reasons_against(pose, conditions or 0)


def parted(figure: str) -> Plate:
    """Part a figure, so that a page may draw it once and show it again by its name."""
    return Plate.of(figure)


FUNCTIONS = (
    dose_in_words,
    fact,
    fit,
    hold_in_words,
    parted,
    reasons,
    region,
    regions,
    sources_of_signs,
)
