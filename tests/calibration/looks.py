"""What somebody meets who keeps looking for two years: `python -m tests.calibration.looks --out var/looks.jsonl`.

Lives diaries in worlds without an effect and with cramps halved, takes every look, and counts what the site shows: a
difference that two looks in a row have found. Resumable.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np

from journal.domain.evidence.answers import INTERIM_DAYS
from tests.calibration.quick import verdict_at
from tests.calibration.report import put
from tests.calibration.simulator import simulate
from tests.calibration.worlds import WORLDS

DAYS = 730
WATCHED = {
    "a cramp makes one practise": 50,
    "bad spells, phi .9": 50,
    "streaks of practice, phi .95": 50,
    "idle: only cramps logged, 97 %, 1 a week": 50,
    "ratio 0.5, at-once": 60,
}
"""Worlds, and how many diaries are lived in each."""
SIDES = ("fewer", "more")
HEAD = (
    "| world | diaries | “fewer” ever shown (at one look), % | “more”, % | either, % | withdrawn later | median day |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


def looks_at(name: str, number: int) -> list[str]:
    """Live one diary and return what each look finds."""
    seed = np.random.SeedSequence([zlib.crc32(name.encode()), DAYS, number])
    diary = simulate(WORLDS[name], DAYS, np.random.default_rng(seed))
    return [verdict_at(diary, end).value for end in range(INTERIM_DAYS, DAYS + 1, INTERIM_DAYS)]


def shown(looks: Sequence[str]) -> list[str]:
    """Return what the site shows at each look: a difference only when the look before found it too."""
    return [
        each if each == before and each in SIDES else "unclear"
        for before, each in zip(["unclear", *looks], looks, strict=False)
    ]


def main(arguments: Sequence[str]) -> int:
    """Take all looks, print the table, and write it into the statistics page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("var/looks.jsonl"))
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--write", type=Path, help="put the table into this statistics page")
    given = parser.parse_args(arguments)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    stored = given.out.read_text(encoding="utf-8").splitlines() if given.out.exists() else []
    lived = {(name, number): looks for name, number, looks in map(json.loads, stored)}
    wanted = [
        (name, number) for name, lives in WATCHED.items() for number in range(lives) if (name, number) not in lived
    ]
    with ProcessPoolExecutor(max_workers=given.processes) as pool, given.out.open("a", encoding="utf-8") as out:
        names, numbers = [name for name, _number in wanted], [number for _name, number in wanted]
        for (name, number), looks in zip(wanted, pool.map(looks_at, names, numbers), strict=True):
            lived[name, number] = looks
            out.write(json.dumps([name, number, looks]) + "\n")
            out.flush()
    lines = [*HEAD, *_lines([(name, looks) for (name, _number), looks in lived.items()])]
    print("\n".join(lines))
    if given.write:
        put(given.write, "looks", "\n".join(lines))
    return 0


def _lines(lived: Sequence[tuple[str, list[str]]]) -> list[str]:
    lines = [_line(name, [looks for lived_in, looks in lived if lived_in == name]) for name in WATCHED]
    null = [looks for name, looks in lived if WORLDS[name].ratio == 1]
    return [*lines, _line("those without an effect, together", null)]


def _line(name: str, lived: Sequence[list[str]]) -> str:
    sequences = [shown(looks) for looks in lived]
    told = [each for each in sequences if set(SIDES) & set(each)]
    sides = [
        f"{_percent(sum(side in each for each in sequences), len(lived))} "
        f"({_percent(sum(side in looks for looks in lived), len(lived))})"
        for side in SIDES
    ]
    withdrawn = sum(_is_withdrawn(each) for each in told)
    days = [INTERIM_DAYS * (1 + min(each.index(side) for side in SIDES if side in each)) for each in told]
    middle = f"{median(days):.0f}" if days else "–"
    either = _percent(len(told), len(lived))
    return f"| {name} | {len(lived)} | {' | '.join(sides)} | {either} | {withdrawn} of {len(told)} | {middle} |"


def _is_withdrawn(sequence: Sequence[str]) -> bool:
    """Tell whether something else is shown at the end than was shown first."""
    first = next(each for each in sequence if each in SIDES)
    return sequence[-1] != first


def _percent(count: int, lives: int) -> str:
    share = count / lives
    shrunk = (count + 1) / (lives + 2)  # So that none seen is not taken for none there.
    return f"{100 * share:.1f} ± {100 * (shrunk * (1 - shrunk) / lives) ** 0.5:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
