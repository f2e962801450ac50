"""Thirty-two people who read Today and then tap, all at once: how many are refused, and how fast it goes.

    DATA_DIR=/tmp/writers SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.writers --seconds 20

Beside it the floor of `bench.site`: its page and its insert, on the same server. With DATABASE_URL both run on
PostgreSQL, with a role that may create databases.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import connection

import bench.django_setup  # noqa: F401
from bench.people import make_person, prepare_site
from bench.servers import serving
from bench.site import floor_targets, session_of_the_floor
from bench.targets import Target, UnexpectedAnswer, tap

PEOPLE, DAYS = 32, 30


@dataclass
class Pair:
    """One person's page and tap, and what came of them."""

    read: Target
    write: Target
    milliseconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def repeat(self, end: float) -> None:
        """Read and write until the time is over."""
        while time.monotonic() < end:
            start = time.perf_counter()
            try:
                self.read.ask()
                self.write.ask()
            except (OSError, UnexpectedAnswer) as error:
                self.failures.append(str(error))
            self.milliseconds.append(1000 * (time.perf_counter() - start))


def run(name: str, pairs: Sequence[Pair], seconds: float) -> int:
    """Let all pairs run at once, print what came of it, and return the failures."""
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=pair.repeat, args=(end,)) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [each for pair in pairs for each in pair.milliseconds]
    failures = [each for pair in pairs for each in pair.failures]
    centiles = statistics.quantiles(times, n=100)
    spread = f"p50 {centiles[49]:.0f} ms, p99 {centiles[98]:.0f} ms"
    print(f"{name}: {len(times) / seconds:.0f} pairs a second, {spread}, {len(failures)} failures {failures[:3]}")
    return len(failures)


def main(arguments: Sequence[str]) -> int:
    """Run the site, then the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args(arguments)
    prepare_site()
    people = [make_person(DAYS + number) for number in range(PEOPLE)]
    with serving("yogasite.wsgi", {}) as site:
        pairs = [
            Pair(
                Target("Today", site.port, "/", each.cookies),
                Target("tap", site.port, "/cramp/", each.cookies, form=partial(tap, each.token), status=302),
            )
            for each in people
        ]
        failures = run(f"site, {connection.vendor}", pairs, given.seconds)
    session = session_of_the_floor()
    with serving("bench.floor.wsgi", {}) as floor:
        pairs = []
        for _person in people:
            _word, page, insert = floor_targets(floor.port, session)
            pairs.append(Pair(page, insert))
        run(f"floor, {connection.vendor}", pairs, given.seconds)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
