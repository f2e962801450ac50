"""How often an experiment is right, and how likely it notices a difference: `python -m tests.calibration.experiments`.

Writes the table that `journal.evidence.chances` reads, and prints the rates of false verdicts in null worlds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from journal.evidence import randomised
from journal.evidence.chances import TABLE
from tests.calibration.simulator import GOAL, WEEK, autoregressive, trailing

DESIGNS = {12: (12, 7), 24: (24, 7), 52: (26, 14)}
"""Weeks: blocks, days a block."""
RATES, RATIOS = (0.7, 1.5, 3.0, 5.0, 8.0), (0.5, 0.7)
ADHERENCE, LEAK = 0.7, 0.05


@dataclass(frozen=True)
class Legs:
    """What happens in an experiment; the fields mean what they mean in `worlds.World`."""

    rate: float = 3.0
    phi: float = 0.8
    sigma: float = 0.5
    size: float | None = 1.5
    trend: float = 0.0
    ratio: float = 1.0
    quiet_unlogged: float = 0.0


NULL = {
    "bad spells": Legs(),
    "steady Poisson": Legs(sigma=0, size=None),
    "long bad spells": Legs(phi=0.95, sigma=1.0),
    "decline": Legs(trend=-1.4),
    "rare, 0.7 a week": Legs(rate=0.7),
    "quiet nights unlogged, 60 %": Legs(quiet_unlogged=0.6),
}


def one_experiment(legs: Legs, weeks: int, seed: Sequence[int]) -> dict[str, Any]:
    """Draw a plan, live it, analyse it."""
    chance = np.random.default_rng(np.random.SeedSequence(list(seed)))
    blocks, block_days = DESIGNS[weeks]
    plan = chance.permutation(np.repeat([True, False], blocks // 2))
    days = blocks * block_days
    practised = chance.random(days) < np.where(np.repeat(plan, block_days), ADHERENCE, LEAK)
    factor = legs.ratio ** np.minimum(trailing(practised) / GOAL, 1)
    level = autoregressive(days, legs.phi, legs.sigma, chance) - legs.sigma**2 / 2
    rate = legs.rate / WEEK * np.exp(level + legs.trend * (np.arange(days) / days - 0.5)) * factor
    heat = rate if legs.size is None else rate * chance.gamma(legs.size, 1 / legs.size, days)
    counts = chance.poisson(heat)
    known = chance.random(days) >= 0.15
    if legs.quiet_unlogged:
        known = (counts > 0) | practised | (chance.random(days) >= legs.quiet_unlogged)
    cramps = [int(count) if seen else None for count, seen in zip(counts, known, strict=True)]
    found = randomised([bool(block) for block in plan], cramps, block_days)
    covers = found.low is not None and found.high is not None and found.low <= legs.ratio <= found.high
    return {"verdict": found.verdict, "covers": covers}


def main(arguments: Sequence[str]) -> int:
    """Live every cell of the table and every null world."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--experiments", type=int, default=200, help="in each cell")
    parser.add_argument("--write", action="store_true", help="write the table that the site reads")
    given = parser.parse_args(arguments)
    with ProcessPoolExecutor(max_workers=2) as pool:
        cells = [(weeks, rate, ratio) for weeks in DESIGNS for rate in RATES for ratio in RATIOS]
        chances = list(pool.map(_cell, [(*cell, given.experiments) for cell in cells]))
        nulls = list(pool.map(_null, [(name, weeks, given.experiments) for name in NULL for weeks in DESIGNS]))
    rows = [
        {"weeks": weeks, "rate": rate, "ratio": ratio, "chance": round(chance, 2)}
        for (weeks, rate, ratio), chance in zip(cells, chances, strict=True)
    ]
    for row in rows:
        print(f"{row['weeks']} weeks, {row['rate']} a week, ratio {row['ratio']}: {100 * row['chance']:.0f} %")
    fewer, more, covers = (100 * sum(values) / len(nulls) for values in zip(*nulls, strict=True))
    print(f"null worlds pooled: fewer {fewer:.1f} %, more {more:.1f} %, the interval holds the truth in {covers:.1f} %")
    if given.write:
        text = json.dumps({"experiments": given.experiments, "rows": rows}, indent=1)
        Path(TABLE).write_text(text + "\n", encoding="utf-8")
    return 0


def _cell(cell: tuple[int, float, float, int]) -> float:
    weeks, rate, ratio, experiments = cell
    legs = Legs(rate=rate, ratio=ratio)
    seeds = [(weeks, round(100 * rate), round(100 * ratio), number) for number in range(experiments)]
    return sum(one_experiment(legs, weeks, seed)["verdict"] == "fewer" for seed in seeds) / experiments


def _null(cell: tuple[str, int, int]) -> tuple[float, float, float]:
    name, weeks, experiments = cell
    seeds = [(7, sorted(NULL).index(name), weeks, number) for number in range(experiments)]
    found = [one_experiment(NULL[name], weeks, seed) for seed in seeds]
    verdicts = [each["verdict"] for each in found]
    shares = (verdicts.count("fewer"), verdicts.count("more"), sum(each["covers"] for each in found))
    return (shares[0] / experiments, shares[1] / experiments, shares[2] / experiments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
