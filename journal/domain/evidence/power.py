"""Statistical power: how likely a diary or an experiment of a given length notices a difference.

It is read from a table that `tests/calibration/power.py` makes by simulation: legs with bad spells (phi .8, sd .5, size
1.5) and 15 % of nights unlogged. In experiments there is practice on 70 % of the days drawn for it and on 5 % of the
others; in diaries it drifts, in spells of about two weeks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np

from journal.domain.evidence.exposure import DAYS_NEEDED

TABLE = Path(__file__).with_name("power.json")


class Design(StrEnum):
    """Where practice comes from: drawn by lot, or as it came."""

    EXPERIMENT = "experiment"
    DIARY = "diary"


LENGTHS = {Design.EXPERIMENT: (12, 24, 52), Design.DIARY: (24, 52, 104)}
"""Weeks that the table knows."""
KNOWN_A_WEEK = 7 * 0.85
"""Nights logged in a week of the table's diaries."""
HARDLY_ANY = 0.05
"""Cramps a week of which nothing is noticed: five years hold thirteen."""


def power(weeks: int, rate: float, ratio: float = 0.5, *, design: str = Design.EXPERIMENT) -> float:
    """Return the power (0 to 1): the chance that the answer is "fewer" when the true ratio of rates is `ratio`.

    In a diary by the rule of the site, two looks in a row. `weeks`: one of `LENGTHS`. `rate`: cramps a week without
    practice; those between two of the table are interpolated in the log of the rate, higher ones take its highest, and
    lower ones fall to nothing at `HARDLY_ANY`. `ratio`: 0.5, in experiments also 0.7. ValueError for anything else.
    """
    if not all(isinstance(number, int | float) for number in (weeks, rate, ratio)) or not rate > 0:
        raise ValueError("Weeks, a rate above 0 and a ratio are needed.")
    known = _table().get((str(design), weeks, ratio))
    if known is None:
        raise ValueError(f"The table knows these weeks: {LENGTHS}; ratios of 0.5, and of 0.7 in experiments.")
    return _between({HARDLY_ANY: 0.0} | known, rate)


def diary_power(nights: int, rate: float) -> float:
    """Return the chance that a diary of so many known nights shows cramps halved, at `rate` a week without practice.

    Between the lengths of the table it is interpolated in the log of the nights; longer diaries take its longest.
    """
    lengths = {KNOWN_A_WEEK * weeks: power(weeks, rate, design=Design.DIARY) for weeks in LENGTHS[Design.DIARY]}
    return _between({float(DAYS_NEEDED): 0.0} | lengths, nights)


def _between(known: Mapping[float, float], place: float) -> float:
    """Interpolate in the log of the place; beyond an end, take that end."""
    places = sorted(known)
    chances = [known[each] for each in places]
    return float(np.interp(np.log(max(place, places[0])), np.log(places), chances))


@cache
def _table() -> dict[tuple[str, int, float], dict[float, float]]:
    table: dict[tuple[str, int, float], dict[float, float]] = {}
    for row in json.loads(TABLE.read_text(encoding="utf-8"))["rows"]:
        table.setdefault((row["design"], row["weeks"], row["ratio"]), {})[row["rate"]] = row["power"]
    return table
