"""How long the trend of a long diary takes: first with nothing kept, then again.

    DATA_DIR=/tmp/bench SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.trend_page --days 3650

Makes a database of its own in DATA_DIR, fills it with a made-up diary, and asks for the page without a network.
"Cold" is a look that has to be taken and kept; "warm" finds it kept.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import bench.django_setup  # noqa: F401
from bench.people import HOST, client_of, prepare_site
from journal.models.evidence import Evaluation

NAME = "bench-trend"


def visit(client: Client) -> tuple[float, int, int]:
    """Open the page and return the milliseconds, the queries and the bytes."""
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        page = client.get("/journal/trend/", {"span": "all"}, headers=HOST)
        milliseconds = 1000 * (time.perf_counter() - start)
    if page.status_code != 200:
        raise SystemExit(f"The page answers {page.status_code}.")
    return milliseconds, len(queries), len(page.content)


def main(arguments: Sequence[str]) -> int:
    """Fill the diary, open its trend cold and warm, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=3650)
    parser.add_argument("--visits", type=int, default=5)
    given = parser.parse_args(arguments)
    prepare_site()
    call_command("seed_demo", username=NAME, password=NAME, days=given.days, replace=True)
    client = client_of(NAME)
    visit(client)  # the process's own first page: templates are read and compiled
    cold = []
    for _visit in range(given.visits):
        Evaluation.objects.all().delete()
        cold.append(visit(client))
    warm = [visit(client) for _visit in range(given.visits)]
    for kind, visits in (("cold", cold), ("warm", warm)):
        milliseconds = statistics.median(each[0] for each in visits)
        print(f"{kind}: {milliseconds:.0f} ms, {visits[0][1]} queries, {visits[0][2]} bytes of page")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
