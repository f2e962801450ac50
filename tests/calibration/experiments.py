"""How often an experiment is right where the plan makes no difference: `python -m tests.calibration.experiments`.

The chance to notice a difference is in `power.py`, which lives its experiments here.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from journal.domain.evidence import randomised
from tests.calibration.report import put
from tests.calibration.simulator import GOAL, WEEK, autoregressive, trailing

DESIGNS = {12: (12, 7), 24: (24, 7), 52: (26, 14)}
"""Weeks: blocks, days a block."""
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
LIVED = {**NULL, "cramps halved": Legs(ratio=0.5)}


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
    """Live experiments in every null world, print the table, and write it into the statistics page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--experiments", type=int, default=400, help="in each cell")
    parser.add_argument("--write", type=Path, help="put the table into this statistics page")
    given = parser.parse_args(arguments)
    cells = [(legs, weeks) for legs in LIVED for weeks in DESIGNS]
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = dict(zip(cells, pool.map(_cell, [(*cell, given.experiments) for cell in cells]), strict=True))
    lines = [
        f"{given.experiments} experiments in each cell: “fewer” / “more” / interval holds the truth, %.",
        "",
        "| world | 12 weeks | 24 weeks | 52 weeks, in fortnights |",
        "| --- | --- | --- | --- |",
    ]
    for legs in LIVED:
        shares = " | ".join(" / ".join(f"{share:.1f}" for share in found[legs, weeks]) for weeks in DESIGNS)
        lines.append(f"| {legs} | {shares} |")
    pooled = [mean(found[legs, weeks][part] for legs in NULL for weeks in DESIGNS) for part in range(3)]
    lines.append("| the six without a difference, pooled | {:.1f} / {:.1f} / {:.1f} | | |".format(*pooled))
    print("\n".join(lines))
    if given.write:
        put(given.write, "experiments", "\n".join(lines))
    return 0


def _cell(cell: tuple[str, int, int]) -> tuple[float, float, float]:
    """Return the per cent of "fewer", "more", and of intervals that hold the truth."""
    name, weeks, experiments = cell
    seeds = [(zlib.crc32(name.encode()), weeks, number) for number in range(experiments)]
    found = [one_experiment(LIVED[name], weeks, seed) for seed in seeds]
    verdicts = [each["verdict"] for each in found]
    counts = (verdicts.count("fewer"), verdicts.count("more"), sum(each["covers"] for each in found))
    return (100 * counts[0] / experiments, 100 * counts[1] / experiments, 100 * counts[2] / experiments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
