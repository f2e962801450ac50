"""How often chance speaks in two years of looks: `python -m tests.calibration.looks`.

Lives diaries in worlds without an effect and with one, takes every look, and counts in how many "fewer" was said at
least once: by single looks, and by the rule of the site, two looks in a row.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np

from journal.domain.evidence import compare
from journal.domain.evidence.answers import INTERIM_DAYS
from tests.calibration.report import put
from tests.calibration.simulator import simulate
from tests.calibration.worlds import WORLDS

DAYS = 730
WATCHED = (
    "bad spells, phi .7",
    "bad spells, phi .95",
    "streaks of practice, phi .95",
    "ratio 0.5, at-once",
    "ratio 0.7, at-once",
)


def looks_at(name: str, number: int) -> list[str]:
    """Live one diary and return what each look finds."""
    seed = np.random.SeedSequence([zlib.crc32(name.encode()), DAYS, number])
    diary = simulate(WORLDS[name], DAYS, np.random.default_rng(seed))
    ends = range(INTERIM_DAYS, DAYS + 1, INTERIM_DAYS)
    return [compare(diary.cramps[:end], diary.practised[:end]).verdict for end in ends]


def main(arguments: Sequence[str]) -> int:
    """Take all looks, print the table, and write it into the statistics page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--diaries", type=int, default=100, help="in each world")
    parser.add_argument("--write", type=Path, help="put the table into this statistics page")
    given = parser.parse_args(arguments)
    lines = [
        f"{given.diaries} diaries of two years in each world, {DAYS // INTERIM_DAYS} looks at each.",
        "",
        "| world | “fewer” at one look or more, % | at two in a row, % |",
        "| --- | --- | --- |",
    ]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for name in WATCHED:
            lived = list(pool.map(looks_at, [name] * given.diaries, range(given.diaries), chunksize=5))
            once = sum("fewer" in looks for looks in lived)
            twice = sum(("fewer", "fewer") in pairwise(looks) for looks in lived)
            lines.append(f"| {name} | {100 * once / given.diaries:.1f} | {100 * twice / given.diaries:.1f} |")
    print("\n".join(lines))
    if given.write:
        put(given.write, "looks", "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
