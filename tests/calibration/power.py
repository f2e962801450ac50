"""Statistical power, by length and rate: `python -m tests.calibration.power --out var/power.jsonl`.

How likely a difference is noticed: makes the table that `journal.domain.evidence.power` reads. In an experiment by its
one look at the end, in a diary by the rule of the site, two looks in a row. Resumable: what stands in the file is not
lived again.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from journal.domain.evidence.comparison import Verdict
from journal.domain.evidence.power import LENGTHS, TABLE, Design
from tests.calibration.experiments import Legs, one_experiment
from tests.calibration.quick import is_shown
from tests.calibration.report import put
from tests.calibration.simulator import WEEK, simulate
from tests.calibration.worlds import BASE

RATES = {Design.EXPERIMENT: (0.7, 1.5, 3.0, 5.0, 8.0), Design.DIARY: (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)}
RATIOS = {Design.EXPERIMENT: (0.5, 0.7), Design.DIARY: (0.5,)}
SAID_OF_RATIO = {0.5: "halved", 0.7: "30 % fewer"}
CHUNK = 100
Cell = tuple[str, int, float, float]
"""Design, weeks, cramps a week, ratio."""


def main(arguments: Sequence[str]) -> int:
    """Live every cell of the table: the shortest first, a hundred lives at every rate before the next hundred."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--design", choices=[each.value for each in Design], default=Design.DIARY.value)
    parser.add_argument("--lives", type=int, default=1000, help="in each cell")
    parser.add_argument("--out", type=Path, default=Path("var/power.jsonl"))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--write", type=Path, help="write the table that the site reads, and put it into this page")
    given = parser.parse_args(arguments)
    design = Design(given.design)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    done = {(tuple(cell), number) for cell, number, _noticed in _stored(given.out)}
    wanted = [each for each in _chunks(design, given.lives) if each not in done]
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(max_workers=given.processes) as pool, given.out.open("a", encoding="utf-8") as out:
        for (cell, number), noticed in zip(wanted, pool.map(noticed_of, wanted), strict=True):
            out.write(json.dumps([cell, number, noticed]) + "\n")
            out.flush()
    rows = [row for row in json.loads(TABLE.read_text(encoding="utf-8"))["rows"] if row["design"] != design]
    found = _rows(design, given.out)
    print(_in_markdown(design, found))
    if given.write:
        TABLE.write_text(json.dumps({"rows": rows + found}, indent=1) + "\n", encoding="utf-8")
        put(given.write, f"power in one {design}", _in_markdown(design, found))
    return 0


def noticed_of(chunk: tuple[Cell, int]) -> int:
    """Return in how many lives of a chunk "fewer" is the answer."""
    (design, weeks, rate, ratio), number = chunk
    said = _experiment if design == Design.EXPERIMENT else _diary
    lives = range(CHUNK * number, CHUNK * (number + 1))
    return sum(said(weeks, rate, ratio, (weeks, round(100 * rate), round(100 * ratio), life)) for life in lives)


def _chunks(design: Design, lives: int) -> Iterator[tuple[Cell, int]]:
    for weeks in LENGTHS[design]:
        for number in range(lives // CHUNK):
            for rate in RATES[design]:
                for ratio in RATIOS[design]:
                    yield (design.value, weeks, rate, ratio), number


def _stored(path: Path) -> list[tuple[list[str | float], int, int]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def _rows(design: Design, path: Path) -> list[dict[str, str | float]]:
    lives: Counter[Cell] = Counter()
    noticed: Counter[Cell] = Counter()
    for cell, _number, found in _stored(path):
        lives[tuple(cell)] += CHUNK  # type: ignore[index]
        noticed[tuple(cell)] += found  # type: ignore[index]
    names = ("design", "weeks", "rate", "ratio")
    return [
        dict(zip(names, cell, strict=True)) | {"power": round(noticed[cell] / lives[cell], 3), "lives": lives[cell]}
        for cell in sorted(lives)
        if cell[0] == design and cell[1] in LENGTHS[design]
    ]


def _in_markdown(design: Design, rows: list[dict[str, str | float]]) -> str:
    cells = {(row["rate"], row["ratio"], row["weeks"]): row for row in rows}
    columns = [(ratio, weeks) for ratio in RATIOS[design] for weeks in LENGTHS[design]]
    heads = [f"{SAID_OF_RATIO[ratio]}, {weeks} weeks" for ratio, weeks in columns]
    lives = sorted({int(row["lives"]) for row in rows})
    said = f"{lives[0]}" if len(lives) == 1 else f"{lives[0]} to {lives[-1]}"
    lines = [f"| cramps a week, {said} lives in each cell | {' | '.join(heads)} |", "| --- " * (1 + len(columns)) + "|"]
    for rate in RATES[design]:
        shares = [_share(cells[rate, *column]) for column in columns]
        lines.append(f"| {rate:g} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _share(row: dict[str, str | float]) -> str:
    share, lives = float(row["power"]), int(row["lives"])
    seen = max(share, 1 / lives)
    return f"{100 * share:.1f} ± {100 * math.sqrt(seen * (1 - seen) / lives):.1f} %"


def _experiment(weeks: int, rate: float, ratio: float, seed: tuple[int, ...]) -> bool:
    return bool(one_experiment(Legs(rate=rate, ratio=ratio), weeks, seed)["verdict"] == Verdict.FEWER)


def _diary(weeks: int, rate: float, ratio: float, seed: tuple[int, ...]) -> bool:
    world = replace(BASE, rate=rate, ratio=ratio, effect="at-once")
    diary = simulate(world, WEEK * weeks, np.random.default_rng(np.random.SeedSequence(list(seed))))
    return is_shown(Verdict.FEWER, diary, WEEK * weeks)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
