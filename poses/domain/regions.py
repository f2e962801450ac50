"""Which number to call, by where somebody is. Pure: the name of a time zone in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Line:
    """A telephone number, as it is shown and as it is dialled."""

    shown: str | Promise
    dialled: str


@dataclass(frozen=True)
class Region:
    """Where the same numbers hold. `advice` is the line for what is no emergency; `note` says where it is not."""

    name: str | Promise
    emergency: Line
    advice: Line | None = None
    note: str | Promise = ""


UK = Region(
    _("United Kingdom"),
    Line("999", "999"),
    Line("111", "111"),
    _("not in Northern Ireland"),
)
ISLANDS = Region(_("Jersey, Guernsey, Isle of Man"), Line("999", "999"))
EUROPE = Region(_("European Union, Iceland, Norway, Switzerland"), Line("112", "112"))
NORTH_AMERICA = Region(_("United States and Canada"), Line("911", "911"))
AUSTRALIA = Region(_("Australia"), Line("000", "000"))
NEW_ZEALAND = Region(_("New Zealand"), Line("111", "111"), Line(_("Healthline, 0800 611 116"), "0800611116"))
REGIONS = (UK, ISLANDS, EUROPE, NORTH_AMERICA, AUSTRALIA, NEW_ZEALAND)

_COUNTRIES: dict[str, Region] = (
    {"GB": UK}
    | dict.fromkeys(["GG", "IM", "JE"], ISLANDS)
    | dict.fromkeys(
        [
            "AT",
            "BE",
            "BG",
            "HR",
            "CY",
            "CZ",
            "DK",
            "EE",
            "FI",
            "FR",
            "DE",
            "GR",
            "HU",
            "IE",
            "IT",
            "LV",
            "LT",
            "LU",
            "MT",
            "NL",
            "PL",
            "PT",
            "RO",
            "SK",
            "SI",
            "ES",
            "SE",
            "IS",
            "LI",
            "NO",
            "CH",
            "AX",
        ],
        EUROPE,
    )
    | dict.fromkeys(["US", "CA", "PR", "VI", "GU", "AS", "MP"], NORTH_AMERICA)
    | {"AU": AUSTRALIA, "NZ": NEW_ZEALAND}
)


@cache
def _region_of_zones() -> dict[str, Region]:
    """Return the region of each zone, by the tables that come with the zones: their countries, then their old names."""
    folder = files("tzdata").joinpath("zoneinfo")
    countries = _rows(folder.joinpath("zone.tab").read_text(encoding="utf-8"), "\t")
    known = {row[2]: _COUNTRIES.get(row[0]) for row in countries}
    links = [row for row in _rows(folder.joinpath("tzdata.zi").read_text(encoding="utf-8"), " ") if row[0] == "L"]
    old = {name: known.get(present) for _link, present, name in links if name not in known}
    return {name: region for name, region in (known | old).items() if region}


def _rows(table: str, between: str) -> list[list[str]]:
    return [line.split(between) for line in table.splitlines() if line and not line.startswith("#")]


def region_of(zone: str) -> Region | None:
    """Return where a zone lies, or None where no number here is known to hold."""
    return _region_of_zones().get(zone)
