"""`make calibrate`: live many diaries, answer each, and count how often the answer is right.

    python -m tests.calibration.run --days 365 --diaries 400 --out var/calibration.jsonl

Resumable: what stands in the file is not done again. `--check` is the short form for CI: fixed seeds, wide limits.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from journal.domain.evidence.comparison import Verdict
from tests.calibration import naive, report
from tests.calibration.oracle import oracle
from tests.calibration.quick import estimate_at
from tests.calibration.report import ORACLE
from tests.calibration.simulator import simulate
from tests.calibration.worlds import WORLDS

Row = dict[str, Any]
CHUNK = 20
CHECK = {"days": 365, "diaries": 24}
CHECK_LIMITS = {"fewer": 5.0, "more": 5.0, "idle": 8.0, "coverage": 92.0, "power": 12.0, "abstain": 25.0, "wrong": 3.0}
"""Per cent; wide, because few diaries are lived."""


def main(arguments: Sequence[str]) -> int:
    """Run what is missing, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=CHECK["days"])
    parser.add_argument("--diaries", type=int, default=400, help="in each world")
    parser.add_argument("--out", type=Path, default=Path("var/calibration.jsonl"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", type=Path, help="put table and plot into this statistics page")
    parser.add_argument("--check", action="store_true", help="the short form, with limits")
    given = parser.parse_args(arguments)
    if given.check:
        rows = [row for chunk in _lived(CHECK["days"], CHECK["diaries"], set(), given.processes) for row in chunk]
        return _judged(report.summary(rows))
    rows = _all_rows(given.days, given.diaries, given.out, given.processes)
    print(report.table(rows, given.days))
    if given.write:
        report.write(rows, given.days, given.write)
    return 0


def one_diary(name: str, days: int, number: int) -> Row:
    """Live one diary and answer it, by every method."""
    seed = np.random.SeedSequence([zlib.crc32(name.encode()), days, number])
    diary = simulate(WORLDS[name], days, np.random.default_rng(seed))
    found = estimate_at(diary, days)
    others = {ORACLE: oracle(WORLDS[name], diary)} | {
        label: method(diary.cramps, diary.practised) for label, method in naive.METHODS.items()
    }
    return {
        "world": name,
        "days": days,
        "number": number,
        "verdict": found.verdict if found else Verdict.INSUFFICIENT,
        "ratio": found.ratio if found else None,
        "low": found.low if found else None,
        "high": found.high if found else None,
        "truth": diary.truth,
        "others": others,
    }


def _all_rows(days: int, diaries: int, path: Path, processes: int) -> list[Row]:
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    rows = [row for row in stored if row["days"] == days and row["number"] < diaries and row["world"] in WORLDS]
    done = {(row["world"], row["number"]) for row in rows}
    total = len(WORLDS) * diaries
    with path.open("a", encoding="utf-8") as out:
        for chunk in _lived(days, diaries, done, processes):
            rows += chunk
            out.writelines(json.dumps(row) + "\n" for row in chunk)
            out.flush()
            print(f"\r{len(rows)} of {total} diaries", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return rows


def _lived(days: int, diaries: int, done: set[tuple[str, int]], processes: int) -> Iterator[list[Row]]:
    wanted = [(name, days, number) for number in range(diaries) for name in WORLDS if (name, number) not in done]
    chunks = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(max_workers=processes) as pool:
        yield from pool.map(_chunk, chunks)


def _chunk(wanted: list[tuple[str, int, int]]) -> list[Row]:
    return [one_diary(*each) for each in wanted]


def _judged(found: report.Summary) -> int:
    """Print the figures of the short form; 1 when one is outside its limit."""
    figures = vars(found)
    low_is_bad = {"coverage", "power"}
    broken = [
        name
        for name, limit in CHECK_LIMITS.items()
        if (figures[name] < limit if name in low_is_bad else figures[name] > limit)
    ]
    print("calibration:", ", ".join(f"{name} {figures[name]:.1f} %" for name in CHECK_LIMITS))
    for name in broken:
        print(f"calibration: {name} is {figures[name]:.1f} %, the limit is {CHECK_LIMITS[name]:.1f} %")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
