"""A streaming replica beside a PostgreSQL: what it answers, that nobody misses a write, and that it may be away.

    DATA_DIR=/tmp/replica SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.replica

Makes a cluster, copies it with `pg_basebackup -R`, and serves the site with REPLICA_URL. What the replica was asked is
read off the replica's own log of statements. Then the replica is stopped in its replay, then altogether.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django

from bench.postgres import USER, Postgres, own_folder, postgres, run_tool
from bench.servers import serving
from bench.targets import Target, tap
from yogasite.scaling.databases import SECONDS_AWAY

NAME, DAYS = "heron", 400
PUBLIC = ("/poses/", "/poses/downward-facing-dog/", "/relief/", "/practice/")
PRIVATE = ("/", "/journal/", "/journal/trend/", "/journal/report/")
EXPORT = "/journal/export/diary.zip"
LEVEL_WITHIN = 30.0


@dataclass
class Site:
    """The site, somebody who is logged in, and what the replica writes down."""

    port: int
    cookies: str
    token: str
    replica: Postgres

    def ask(self, path: str, *, signed_in: bool) -> bytes:
        """Open a page."""
        return Target(path, self.port, path, self.cookies if signed_in else "").ask({})

    def tap(self) -> None:
        """Log a cramp."""
        form = partial(tap, self.token)
        Target("tap", self.port, "/cramp/", self.cookies, form=form, status=302).ask({})

    def statements(self, table: str = "(?:poses|journal)_") -> int:
        """Return how many statements the replica has written down that read a table of ours."""
        log = (self.replica.folder / "log").read_text(encoding="utf-8", errors="replace")
        return len(re.findall(f'FROM "{table}', log))

    def read_there(self, paths: Sequence[str], *, signed_in: bool, table: str = "(?:poses|journal)_") -> int:
        """Open pages and return how many statements the replica was asked for them."""
        before = self.statements(table)
        for path in paths:
            self.ask(path, signed_in=signed_in)
        return self.statements(table) - before


def cramps_in(page: bytes) -> int:
    """Return how many cramps a page of the journal leads to."""
    return page.count(b"/journal/cramps/")


def check(name: str, *, held: bool, said: object) -> bool:
    """Print one finding."""
    print(f"{'ok  ' if held else 'FAIL'} {name}: {said}", flush=True)
    return held


def with_replica(site: Site) -> list[bool]:
    """Look at who answers while all is well."""
    public = site.read_there(PUBLIC, signed_in=False)
    private = site.read_there(PRIVATE + PUBLIC, signed_in=True, table="journal_")
    export = site.read_there([EXPORT], signed_in=True)
    return [
        check("public pages, statements on the replica", held=public >= len(PUBLIC), said=public),
        check(
            "private tables read there for somebody who is logged in, but by an export", held=private == 0, said=private
        ),
        check("an export, statements on the replica", held=export > 10, said=export),
    ]


def while_paused(site: Site) -> list[bool]:
    """Stop the replay: what is tapped now does not reach the replica."""
    with site.replica.connect() as connection:
        connection.execute("SELECT pg_wal_replay_pause()")
        before = cramps_in(site.ask("/journal/", signed_in=True))
        site.tap()
        after = cramps_in(site.ask("/journal/", signed_in=True))
        start, statements = time.monotonic(), site.statements()
        site.ask(EXPORT, signed_in=True)
        waited = time.monotonic() - start
        rows = site.statements() - statements
        connection.execute("SELECT pg_wal_replay_resume()")
    return [
        check("own tap shown at once while the replica stands still", held=after == before + 1, said=(before, after)),
        check("its export is read from the primary", held=rows == 0, said=f"{rows} statements, {waited:.1f} s"),
    ]


def without_replica(site: Site) -> list[bool]:
    """Ask again after the replica has stopped."""
    pages = [len(site.ask(path, signed_in=False)) for path in PUBLIC * 3]
    start = time.monotonic()
    for path in PUBLIC:
        site.ask(path, signed_in=False)
    seconds = time.monotonic() - start
    site.tap()
    export = len(site.ask(EXPORT, signed_in=True))
    return [
        check("public pages without the replica", held=min(pages) > 1000, said=f"{len(pages)} answered"),
        check("and quickly", held=seconds < len(PUBLIC), said=f"{seconds:.2f} s for {len(PUBLIC)}"),
        check("an export without the replica", held=export > 1000, said=f"{export} bytes"),
    ]


def people_and_tables() -> tuple[str, str]:
    """Make the tables and one person; return the cookies and the token of forms."""
    django.setup()
    from bench.people import make_person, prepare_site

    prepare_site()
    person = make_person(DAYS)
    return person.cookies, person.token


def copy_of(primary: Postgres, folder: Path) -> None:
    """Copy the primary's cluster, so that it follows."""
    folder.mkdir()
    os.chown(folder, folder.parent.stat().st_uid, folder.parent.stat().st_gid)
    address = f"host=127.0.0.1 port={primary.port} user={USER}"
    run_tool("pg_basebackup", "-R", "-X", "stream", "-c", "fast", "-d", address, "-D", str(folder / "data"))


def is_level(primary: Postgres, replica: Postgres) -> bool:
    """Wait until the replica has everything."""
    end = time.monotonic() + LEVEL_WITHIN
    with primary.connect() as connection:
        target = connection.execute("SELECT pg_current_wal_lsn()").fetchone()
    while time.monotonic() < end:
        with replica.connect() as connection:
            if connection.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", target).fetchone() == (True,):
                return True
        time.sleep(0.1)
    return False


def main(arguments: Sequence[str]) -> int:
    """Start everything, look, take the replica away, and look again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-port", type=int, default=43030)
    first = parser.parse_args(arguments).first_port
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")
    with own_folder() as folder, postgres(folder / "primary", first) as primary:
        primary.make_database(NAME)
        os.environ["DATABASE_URL"] = primary.url(NAME)
        cookies, token = people_and_tables()
        copy_of(primary, folder / "replica")
        address = {"REPLICA_URL": f"postgres://{USER}@127.0.0.1:{first + 1}/{NAME}"}
        start = partial(postgres, folder / "replica", first + 1, {"log_statement": "all"})
        with ExitStack() as standby:
            replica = standby.enter_context(start())
            found = [check("the replica follows", held=is_level(primary, replica), said="level")]
            with serving("yogasite.wsgi", address) as server:
                site = Site(server.port, cookies, token, replica)
                found += with_replica(site) + while_paused(site)
                standby.close()
                found += without_replica(site)
                with start():
                    time.sleep(SECONDS_AWAY + 1)
                    there = site.read_there(PUBLIC * 2, signed_in=False)
                    found.append(check("back again, statements on the replica", held=there > 0, said=there))
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
