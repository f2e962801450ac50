"""The world's clocks as a person looks for them: by part of the world, then by city."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.domain.nights import ZONE_NAMES

REGIONS: dict[str, str | Promise] = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}
OTHERS = _("Other clocks")
_SIGNS = str.maketrans("+-", "−+")
"""Etc/GMT+5 is five hours behind Greenwich, so its sign is turned round for a person."""


def zone_choices() -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """Return every zone as a choice, the regions and their cities in the order of the alphabet, the rest at the end."""
    groups: dict[str, list[tuple[str, str]]] = {region: [] for region in (*REGIONS, "")}
    for name in ZONE_NAMES:
        region = name.partition("/")[0]
        groups[region if region in REGIONS else ""].append((name, zone_label(name)))
    return [(REGIONS.get(region, OTHERS), sorted(zones, key=lambda zone: zone[1])) for region, zones in groups.items()]


def zone_label(name: str) -> str:
    """Return the name of a zone in words: the city, and where it lies if its name says so."""
    region, _slash, place = name.partition("/")
    if region == "Etc":
        return place.translate(_SIGNS)
    places = (place if region in REGIONS else name).split("/")
    return ", ".join(reversed(places)).replace("_", " ")
