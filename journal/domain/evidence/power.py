"""Statistical power: how likely a diary or an experiment of a given length notices a difference.

It is read from a table that `tests/calibration/power.py` makes by simulation: legs with bad spells (phi .8, sd .5, size
1.5) and 15 % of nights unlogged. In experiments there is practice on 70 % of the days drawn for it and on 5 % of the
others; in diaries it drifts, in spells of about two weeks.
"""

from __future__ import annotations

import json
import math
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("power.json")


class Design(StrEnum):
    """Where practice comes from: drawn by lot, or as it came."""

    EXPERIMENT = "experiment"
    DIARY = "diary"


LENGTHS = {Design.EXPERIMENT: (12, 24, 52), Design.DIARY: (24, 52, 104, 156)}
"""Weeks that the table knows."""


def power(weeks: int, rate: float, ratio: float = 0.5, *, design: str = Design.EXPERIMENT) -> float:
    """Return the power (0 to 1): the chance that the answer is "fewer" when the true ratio of rates is `ratio`.

    `weeks`: one of `LENGTHS`. `rate`: cramps a week without practice; rates outside the table take its nearest one,
    those between two are interpolated in the log of the rate. `ratio`: 0.5 or 0.7. ValueError for anything else.
    """
    if not all(isinstance(number, int | float) for number in (weeks, rate, ratio)) or not rate > 0:
        raise ValueError("Weeks, a rate above 0 and a ratio are needed.")
    known = _table().get((str(design), weeks, ratio))
    if known is None:
        raise ValueError(f"The table knows ratios of 0.5 and 0.7, and these weeks: {LENGTHS}.")
    rates = sorted(known)
    place = min(max(rate, rates[0]), rates[-1])
    upper = next(index for index, each in enumerate(rates) if each >= place)
    if upper == 0:
        return known[rates[0]]
    low, high = rates[upper - 1], rates[upper]
    share = math.log(place / low) / math.log(high / low)
    return known[low] + share * (known[high] - known[low])


@cache
def _table() -> dict[tuple[str, int, float], dict[float, float]]:
    table: dict[tuple[str, int, float], dict[float, float]] = {}
    for row in json.loads(TABLE.read_text(encoding="utf-8"))["rows"]:
        table.setdefault((row["design"], row["weeks"], row["ratio"]), {})[row["rate"]] = row["power"]
    return table
