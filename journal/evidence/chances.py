"""How likely an experiment of a given length notices a difference: read from a table made by simulation.

`tests/calibration/experiments.py` makes the table: legs with bad spells (phi .8, sd .5, size 1.5), 15 % of nights
unlogged, practice on 70 % of the days drawn for it and on 5 % of the others.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("chances.json")
LENGTHS = (12, 24, 52)
"""Weeks."""


def detectable(weeks: int, rate: float, ratio: float = 0.5) -> float:
    """Return the chance (0 to 1) that an experiment says "fewer" when the true ratio of rates is `ratio`.

    `weeks`: 12, 24 or 52. `rate`: cramps a week without practice; rates outside the table take its nearest one, those
    between two are interpolated in the log of the rate. `ratio`: 0.5 or 0.7. ValueError for anything else.
    """
    known = _chances().get((weeks, ratio))
    if known is None or not rate > 0:
        raise ValueError("The table knows 12, 24 and 52 weeks, ratios of 0.5 and 0.7, and rates above 0.")
    rates = sorted(known)
    place = min(max(rate, rates[0]), rates[-1])
    upper = next(index for index, each in enumerate(rates) if each >= place)
    if upper == 0:
        return known[rates[0]]
    low, high = rates[upper - 1], rates[upper]
    share = math.log(place / low) / math.log(high / low)
    return known[low] + share * (known[high] - known[low])


@cache
def _chances() -> dict[tuple[int, float], dict[float, float]]:
    table: dict[tuple[int, float], dict[float, float]] = {}
    for row in json.loads(TABLE.read_text(encoding="utf-8"))["rows"]:
        table.setdefault((row["weeks"], row["ratio"]), {})[row["rate"]] = row["chance"]
    return table
