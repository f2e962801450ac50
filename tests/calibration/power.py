"""Statistical power, by length and rate: `python -m tests.calibration.power --write`.

How likely a difference is noticed: makes the table that `journal.domain.evidence.power` reads.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import numpy as np

from journal.domain.evidence import compare
from journal.domain.evidence.power import LENGTHS, TABLE, Design
from tests.calibration.experiments import Legs, one_experiment
from tests.calibration.simulator import WEEK, simulate
from tests.calibration.worlds import BASE

RATES, RATIOS = (0.7, 1.5, 3.0, 5.0, 8.0), (0.5, 0.7)
Cell = tuple[Design, int, float, float, int]


def main(arguments: Sequence[str]) -> int:
    """Live every cell of the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lives", type=int, default=400, help="in each cell")
    parser.add_argument("--write", action="store_true", help="write the table that the site reads")
    given = parser.parse_args(arguments)
    cells: list[Cell] = [
        (design, weeks, rate, ratio, given.lives)
        for design, lengths in LENGTHS.items()
        for weeks in lengths
        for rate in RATES
        for ratio in RATIOS
    ]
    rows = []
    with ProcessPoolExecutor(max_workers=2) as pool:
        for (design, weeks, rate, ratio, _lives), power in zip(cells, pool.map(power_of, cells), strict=True):
            found = {"power": round(power, 3), "lives": given.lives}
            rows.append({"design": design, "weeks": weeks, "rate": rate, "ratio": ratio} | found)
            print(f"{design}, {weeks} weeks, {rate} a week, ratio {ratio}: {100 * power:.0f} %", flush=True)
    if given.write:
        TABLE.write_text(json.dumps({"rows": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


def power_of(cell: Cell) -> float:
    """Return the share of lives in which "fewer" is the answer."""
    design, weeks, rate, ratio, lives = cell
    said = _experiment if design is Design.EXPERIMENT else _diary
    seeds = [(weeks, round(100 * rate), round(100 * ratio), number) for number in range(lives)]
    return sum(said(weeks, rate, ratio, seed) == "fewer" for seed in seeds) / lives


def _experiment(weeks: int, rate: float, ratio: float, seed: tuple[int, ...]) -> str:
    return str(one_experiment(Legs(rate=rate, ratio=ratio), weeks, seed)["verdict"])


def _diary(weeks: int, rate: float, ratio: float, seed: tuple[int, ...]) -> str:
    world = replace(BASE, rate=rate, ratio=ratio, effect="at-once")
    diary = simulate(world, WEEK * weeks, np.random.default_rng(np.random.SeedSequence(list(seed))))
    return compare(diary.cramps, diary.practised).verdict


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
