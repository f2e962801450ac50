"""The whole site against a floor: the least that Django does on the same server. `make bench`.

People log in by the form; every page is rendered anew. One client asks all targets in turn, in an order shuffled each
round; then eight connections ask each for some seconds. Taps go to diaries of their own, which a run leaves with
hundreds of cramps in a night. `--json FILE` keeps the figures.

A bar is a ratio of what the server computes (Linux), so that neither a slow machine nor a busy one changes it: a page
to the floor's page of 15 kB, a tap to the floor's insert of one row, ten years to sixty days. Each has about 15 % room.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client

import bench.django_setup  # noqa: F401
from bench.people import LENGTHS, Person, client_of, make_person, prepare_site, queries
from bench.servers import Server, serving
from bench.targets import Target, tap

PUBLIC = {
    "home, signed out": "/",
    "poses": "/poses/",
    "a pose": "/poses/downward-facing-dog/",
    "relief": "/relief/",
}
PRIVATE = {"Today": "/", "journal": "/journal/", "trend, all years": "/journal/trend/?span=all"}
BARS = {
    "home, signed out": 4.5,
    "poses": 9.8,
    "a pose": 4.3,
    "relief": 4.1,
    "Today": 8.7,
    "journal": 38,
    "trend, all years": 71,
    "tap": 2.1,
}
GROWTH = {"Today": 1.2, "journal": 1.2, "tap": 1.2, "trend, all years": 6.2}
FLOOR, INSERT, SHORT, LONG = "floor: 15 kB", "floor: insert", "60 d", "10 y"
MOST_MEGABYTES = 78
WARM_UP, CONNECTIONS = 20, 8
AFTERWARDS = 0.002
"""Seconds in which a server ends what it does after an answer."""


def floor_targets(port: int, session: str) -> list[Target]:
    """Return the three requests of the floor."""
    cookies = f"nightheron_session={session}"
    return [
        Target("floor: a word", port, "/constant/", cookies),
        Target(FLOOR, port, "/page/", cookies),
        Target(INSERT, port, "/insert/", cookies, form=lambda: {"a": "b"}, status=302),
    ]


def site_targets(port: int, people: dict[str, Person]) -> list[Target]:
    """Return the requests of the site."""
    tappers = {name: make_person(days, "tap") for name, days in LENGTHS.items()}
    targets = [Target(name, port, path) for name, path in PUBLIC.items()]
    for length, person in people.items():
        targets += [Target(f"{name}, {length}", port, path, person.cookies) for name, path in PRIVATE.items()]
    for length, tapper in tappers.items():
        form = partial(tap, tapper.token)
        targets.append(Target(f"tap, {length}", port, "/cramp/", tapper.cookies, form=form, status=302))
    return targets


def interleaved(targets: Sequence[Target], servers: Sequence[Server], rounds: int) -> None:
    """Ask all targets in turn, each round in another order."""
    of_port = {server.port: server for server in servers}
    order = random.Random(1)  # noqa: S311 -- an order, not a secret
    for number in range(WARM_UP + rounds):
        for target in order.sample(targets, len(targets)):
            if number < WARM_UP:
                target.ask()
            else:
                timed(target, of_port[target.port])


def timed(target: Target, server: Server) -> None:
    """Ask once, and keep how long it took and what the server computed for it."""
    before = server.cpu_milliseconds()
    target.time()
    time.sleep(AFTERWARDS)
    target.cpu_milliseconds.append(server.cpu_milliseconds() - before)


def together(target: Target, seconds: float) -> float:
    """Return the requests a second that eight connections get."""
    counts, end = [0] * CONNECTIONS, time.monotonic() + seconds

    def ask(place: int) -> None:
        own = Target(target.name, target.port, target.path, target.cookies, target.form, target.status)
        while time.monotonic() < end:
            own.ask()
            counts[place] += 1

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(ask, range(CONNECTIONS)))  # raises what one of them raised
    return sum(counts) / seconds


def figures(targets: Sequence[Target], seconds: float) -> dict[str, dict[str, Any]]:
    """Return the figures of each target."""
    found = {}
    for target in targets:
        centiles = statistics.quantiles(target.milliseconds, n=100)
        body = b"" if target.form else target.ask()
        found[target.name] = {
            "cpu": statistics.median(target.cpu_milliseconds),
            "p50": statistics.median(target.milliseconds),
            "p95": centiles[94],
            "p99": centiles[98],
            "a_second": together(target, seconds),
            "bytes": len(gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body),
            "compressed": len(body),
        }
    return found


def count_queries(found: dict[str, dict[str, Any]], people: dict[str, Person]) -> None:
    """Add the queries of each page."""
    for name, path in PUBLIC.items():
        found[name]["queries"] = queries(Client(), path)
    for length, person in people.items():
        for name, path in PRIVATE.items():
            found[f"{name}, {length}"]["queries"] = queries(client_of(person.username), path)


def ratio(found: dict[str, dict[str, Any]], name: str) -> float:
    """Return what a target costs as a ratio to the floor of its kind."""
    floor = INSERT if name.startswith("tap") else FLOOR
    value: float = found[name]["cpu"] / found[floor]["cpu"]
    return value


def report(found: dict[str, dict[str, Any]], megabytes: list[float]) -> list[str]:
    """Return the table, and below it every bar with whether it is met."""
    heads = (
        f"{'cpu ms':>8}{'ratio':>7}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'req/s':>8}{'queries':>8}{'kB':>7}{'sent kB':>8}"
    )
    lines = [f"{'':24}{heads}"]
    for name, row in found.items():
        times = "".join(f"{row[centile]:8.2f}" for centile in ("p50", "p95", "p99"))
        sizes = f"{row['bytes'] / 1000:7.1f}{row['compressed'] / 1000:8.1f}"
        cost = f"{row['cpu']:8.2f}{ratio(found, name):7.2f}"
        lines.append(f"{name:24}{cost}{times}{row['a_second']:8.0f}{row.get('queries', ''):>8}{sizes}")
    for name, bar in BARS.items():
        measured = ratio(found, name if name in found else f"{name}, {LONG}")
        lines.append(_held(f"{name}, to the floor", measured, bar))
    for name, bar in GROWTH.items():
        growth = found[f"{name}, {LONG}"]["cpu"] / found[f"{name}, {SHORT}"]["cpu"]
        lines.append(_held(f"{name}, growth from 60 days to 10 years", growth, bar))
    lines.append(_held("largest worker, MB", max(megabytes), MOST_MEGABYTES))
    return lines


def _held(name: str, measured: float, bar: float) -> str:
    return f"{'ok  ' if measured <= bar else 'OVER'} {name}: {measured:.2f} (bar {bar})"


def make_database(name: str) -> None:
    """Make a database beside the site's on PostgreSQL, unless it is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')


def session_of_the_floor() -> str:
    """Make the floor's database and return the session of its user."""
    if connection.vendor == "postgresql":
        make_database(f"{connection.settings_dict['NAME']}_floor")
    command = [sys.executable, "-m", "bench.floor.prepare"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def measure(rounds: int, seconds: float) -> tuple[dict[str, dict[str, Any]], list[float]]:
    """Start both servers, measure everything, and stop them."""
    prepare_site()
    people = {name: make_person(days) for name, days in LENGTHS.items()}
    session = session_of_the_floor()
    with serving("yogasite.wsgi", {}) as site, serving("bench.floor.wsgi", {}) as floor:
        targets = floor_targets(floor.port, session) + site_targets(site.port, people)
        interleaved(targets, (site, floor), rounds)
        found = figures(targets, seconds)
        megabytes = site.worker_megabytes()
    count_queries(found, people)
    return found, megabytes


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=10, help="of eight connections for each target")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    found, megabytes = measure(given.rounds, given.seconds)
    lines = report(found, megabytes)
    print("\n".join(lines))
    if given.json:
        given.json.write_text(json.dumps({"targets": found, "workers": megabytes}, indent=1), encoding="utf-8")
    return 1 if any(line.startswith("OVER") for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
