"""Fills a PostgreSQL of its own with 100,000 diaries, and makes a small database with the same first ones beside it.

    DATA_DIR=/tmp/grown SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.grown.fill

The cluster stays in DATA_DIR/cluster for `python -m bench.proofs.grown.measure`; every constraint is on while rows are
copied.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django

from bench.postgres import Postgres, postgres
from bench.proofs.grown.names import GROWN, PORT, SMALL, SMALL_DIARIES

TABLES = (
    *("journal_night", "journal_cramp", "journal_practice", "journal_practiceitem"),
    *("journal_diary", "accounts_user", "django_session"),
)
FILLING = {"autovacuum": "off", "fsync": "off", "maintenance_work_mem": "512MB"}


def cluster_folder() -> Path:
    """Return where the cluster stands."""
    return Path(os.environ["DATA_DIR"]).resolve() / "cluster"


def fill_one(server: Postgres, name: str, diaries: int, mean_days: float) -> None:
    """Make and fill one database in a process of its own, as settings are read once."""
    server.make_database(name)
    os.environ["DATABASE_URL"] = server.url(name)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")
    child = os.fork()
    if child:
        if os.waitpid(child, 0)[1]:
            raise SystemExit(f"{name} could not be filled.")
        return
    django.setup()
    from django.utils import timezone

    from bench.proofs.grown import filling

    filling.fill(diaries, mean_days, now=timezone.now())
    print(f"{name}: {filling.check_sample()} rows passed full_clean", flush=True)
    os._exit(0)


def sizes(server: Postgres, name: str, tables: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """Return the rows, the bytes and the bytes of the indexes of each table."""
    query = "SELECT count(*), pg_total_relation_size('{0}'), pg_indexes_size('{0}') FROM {0}"
    with server.connect(name) as connection:
        found = {table: connection.execute(query.format(table)).fetchone() for table in tables}
    return {table: (row[0], row[1], row[2]) for table, row in found.items() if row is not None}


def report(server: Postgres, name: str) -> None:
    """Print the rows and bytes of each table."""
    for table, (rows, total, indexes) in sizes(server, name, TABLES).items():
        each = total / rows if rows else 0
        print(
            f"{name} {table}: {rows} rows, {total / 1e6:.0f} MB, {each:.0f} bytes a row, indexes {indexes / 1e6:.0f} MB"
        )


def main(arguments: Sequence[str]) -> int:
    """Fill both databases and print what they hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--diaries", type=int, default=100_000)
    parser.add_argument("--mean-days", type=float, default=225)
    parser.add_argument("--port", type=int, default=PORT)
    given = parser.parse_args(arguments)
    with postgres(cluster_folder(), given.port, FILLING) as server:
        for name, diaries in ((SMALL, SMALL_DIARIES), (GROWN, given.diaries)):
            fill_one(server, name, diaries, given.mean_days)
            report(server, name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
