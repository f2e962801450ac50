"""The same ten-year diary in the grown database and in the small one, asked for in turn.

    DATA_DIR=/tmp/grown SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.grown.measure

Needs what `python -m bench.proofs.grown.fill` left in DATA_DIR. Two gunicorns, one a database; each round asks both for
every page of the diary and for two pages of people drawn at random, in an order of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
from collections.abc import Mapping, Sequence
from functools import partial

from bench.postgres import postgres
from bench.proofs.grown.fill import cluster_folder
from bench.proofs.grown.names import GROWN, PORT, SMALL, SMALL_DIARIES, session_of
from bench.servers import serving
from bench.targets import Target, tap

MEASURED, BAR, WARM_UP = 1, 1.3, 20
TOKEN = "t" * 32
PAGES = {"Today": "/", "journal": "/journal/", "trend, all years": "/journal/trend/?span=all"}
ANYBODYS = {"Today of anybody": "/", "journal of anybody": "/journal/"}


def cookies_of(number: int) -> str:
    """Return what logs a person in."""
    return f"nightheron_session={session_of(number)}; nightheron_csrf={TOKEN}; tz=Europe/London"


def targets_of(port: int) -> dict[str, Target]:
    """Return the requests of one server."""
    cookies = cookies_of(MEASURED)
    found = {name: Target(name, port, path, cookies) for name, path in PAGES.items()}
    found["tap"] = Target("tap", port, "/cramp/", cookies, form=partial(tap, TOKEN), status=302)
    return found | {name: Target(name, port, path) for name, path in ANYBODYS.items()}


def ask_all(sides: Mapping[str, dict[str, Target]], people: Mapping[str, int], rounds: int) -> None:
    """Ask both servers for everything in turn."""
    order = random.Random(1)  # noqa: S311 -- an order, not a secret
    for number in range(WARM_UP + rounds):
        both = [(side, target) for side, targets in sides.items() for target in targets.values()]
        for side, target in order.sample(both, len(both)):
            if target.name in ANYBODYS:
                target.cookies = cookies_of(order.randint(2, people[side]))
            target.time() if number >= WARM_UP else target.ask()


def report(sides: Mapping[str, dict[str, Target]]) -> bool:
    """Print the centiles of both sides and their ratios; return whether the bar is held."""
    is_held = True
    print(f"{'':22}{'small p50':>10}{'p99':>8}{'grown p50':>11}{'p99':>8}{'ratio p50':>11}{'p99':>7}")
    for name in sides[SMALL]:
        (low, high), (grown_low, grown_high) = (_centiles(sides[side][name]) for side in (SMALL, GROWN))
        ratios = grown_low / low, grown_high / high
        is_held &= max(ratios) <= BAR
        figures = f"{low:10.1f}{high:8.1f}{grown_low:11.1f}{grown_high:8.1f}{ratios[0]:11.2f}{ratios[1]:7.2f}"
        print(f"{name:22}{figures}", flush=True)
    return is_held


def _centiles(target: Target) -> tuple[float, float]:
    return statistics.median(target.milliseconds), statistics.quantiles(target.milliseconds, n=100)[98]


def main(arguments: Sequence[str]) -> int:
    """Serve both databases, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--diaries", type=int, default=100_000)
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")
    with postgres(cluster_folder(), PORT) as server:
        small, grown = ({"DATABASE_URL": server.url(name)} for name in (SMALL, GROWN))
        with serving("yogasite.wsgi", small) as first, serving("yogasite.wsgi", grown) as second:
            sides = {SMALL: targets_of(first.port), GROWN: targets_of(second.port)}
            ask_all(sides, {SMALL: SMALL_DIARIES, GROWN: given.diaries}, given.rounds)
            return 0 if report(sides) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
