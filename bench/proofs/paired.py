"""Serves the same pages by two servers or more, and asks them in turn, so that a busy machine costs each as much.

    DATA_DIR=/tmp/paired SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.paired --rounds 9 \
        --also "threads={python} -m gunicorn yogasite.wsgi --preload --workers 2 --threads 4 --bind 127.0.0.1:{port}"

For each page, as medians and as ratios to the site's own server: what a request costs (`cpu`, alone and of eight at
once), the time that one client waits, the requests a second that eight get; then the memory of all processes. Each
round asks all servers, in another order. On a busy machine only `cpu` says something: what others compute is not in it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import bench.django_setup  # noqa: F401
from bench.people import make_person, prepare_site
from bench.servers import megabytes
from bench.site import together
from bench.slow import commands, running
from bench.targets import Target

PAGES = {"poses": "/poses/", "a pose": "/poses/downward-facing-dog/", "Today": "/", "journal": "/journal/",
         "trend": "/journal/trend/", "healthz": "/healthz"}  # fmt: skip
WORDS = ("cpu alone", "ms alone", "cpu of 8", "a second")
CLOCK_OF_A_PROCESS = 2
"""Of Linux, with the process number above it: threads that have ended count too."""
ALONE = 8
"""Requests of one client in a round."""


def family(pid: int) -> list[int]:
    """Return a process and all that it made."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(one for child in children for one in family(int(child)))]


def computed(pid: int) -> float:
    """Return the milliseconds that a process and all that it made have computed."""
    return sum(time.clock_gettime_ns((~one << 3) | CLOCK_OF_A_PROCESS) for one in family(pid)) / 1e6


def once(target: Target, pid: int, seconds: float) -> tuple[float, ...]:
    """Return what one client and eight see: cpu and time of a request alone, cpu and number of many."""
    begin, start = computed(pid), time.perf_counter()
    for _time in range(ALONE):
        target.ask()
    waited, middle = 1000 * (time.perf_counter() - start) / ALONE, computed(pid)
    rate = together(target, seconds)
    return (middle - begin) / ALONE, waited, (computed(pid) - middle) / (rate * seconds), rate


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    given = parser.parse_args(arguments)
    prepare_site()
    cookies = make_person(365).cookies
    order = random.Random(1)  # noqa: S311 -- an order, not a secret
    with ExitStack() as stack:
        at = {name: stack.enter_context(running(command)) for name, command in commands(given.also).items()}
        print(f"{'page':10}{'server':16}" + "".join(f"{word:>10}{'ratio':>7}" for word in WORDS))
        for page in given.pages:
            path = PAGES[page]
            targets = {name: Target(page, server.port, path, cookies) for name, server in at.items()}
            found = {name: [] for name in at}
            for number in range(given.rounds + 1):
                for name in order.sample(list(at), len(at)):
                    figures = once(targets[name], at[name].pid, given.seconds)
                    found[name] += [figures] if number else []
            medians = {
                name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in found.items()
            }
            for name, row in medians.items():
                cells = (f"{own:10.2f}{own / base:7.2f}" for own, base in zip(row, medians["own"], strict=True))
                print(f"{page:10}{name:16}" + "".join(cells), flush=True)
        for name, server in at.items():
            print(f"{name}: {sum(map(megabytes, family(server.pid))):.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
