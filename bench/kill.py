"""Kills the server at a random moment, again and again, while eight people write; nothing acknowledged may be lost.

    DATA_DIR=/tmp/kill SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.kill --kills 200

A tap that was answered is acknowledged. One that was cut off is sent again after the restart with its own identifier,
as a device does. In the end every acknowledged tap is in its person's diary, none is there twice, none was refused, and
the database is whole. With DATABASE_URL the same runs on PostgreSQL, with a role that may create the extension amcheck.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import connection

import bench.django_setup  # noqa: F401
from bench.people import Person, make_person, prepare_site
from bench.servers import command_for, free_port, wait_for
from bench.targets import Target, UnexpectedAnswer
from journal.models.cramps import Cramp

WRITERS, DAYS = 8, 30
MOST_TAPS, LONGEST = 24, 0.05
"""A server lives until so many taps at most were acknowledged, and some part of these seconds more."""

HEAPS = """
SELECT relname, blkno, msg FROM pg_class, verify_heapam(pg_class.oid)
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
INDEXES = """
SELECT bt_index_check(pg_class.oid, true) FROM pg_class JOIN pg_am ON pg_am.oid = relam
WHERE relkind = 'i' AND amname = 'btree' AND relnamespace = 'public'::regnamespace
"""


@dataclass
class Writer:
    """Somebody who taps and taps."""

    person: Person
    port: int
    acknowledged: list[uuid.UUID] = field(default_factory=list)
    unanswered: uuid.UUID | None = None
    sent_again: int = 0
    refused: list[str] = field(default_factory=list)

    def tap_until(self, stop: threading.Event) -> None:
        """Tap until the server is gone, first the tap that it did not answer before."""
        while not stop.is_set():
            self.sent_again += self.unanswered is not None
            identifier = self.unanswered or uuid.uuid4()
            self.unanswered = identifier
            form = {"csrfmiddlewaretoken": self.person.token, "uuid": str(identifier)}
            try:
                Target("tap", self.port, "/cramp/", self.person.cookies, form=partial(dict, form), status=302).ask()
            except OSError:
                return
            except UnexpectedAnswer as error:
                self.refused.append(str(error))
                return
            self.acknowledged.append(identifier)
            self.unanswered = None


def one_life(writers: Sequence[Writer], port: int, taps: int, seconds: float) -> None:
    """Start a server, let everybody write, and kill it with its workers in the middle of it."""
    process = subprocess.Popen(command_for("yogasite.wsgi", port), start_new_session=True)  # noqa: S603
    wait_for(port)
    enough = taps + sum(len(writer.acknowledged) for writer in writers)
    stop = threading.Event()
    threads = [threading.Thread(target=writer.tap_until, args=(stop,)) for writer in writers]
    for thread in threads:
        thread.start()
    while sum(len(writer.acknowledged) for writer in writers) < enough and any(map(threading.Thread.is_alive, threads)):
        time.sleep(0.001)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    stop.set()
    for thread in threads:
        thread.join()
    process.wait()


def damage() -> list[str]:
    """Return what the database itself finds wrong: SQLite's integrity_check, or every table and index by amcheck."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            return [f"integrity: {row[0]}" for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        cursor.execute(HEAPS)
        found = [f"integrity: {row}" for row in cursor.fetchall()]
        cursor.execute(INDEXES)  # raises what is wrong with an index
    return found


def faults(writers: Sequence[Writer]) -> list[str]:
    """Return what is lost, double, refused or broken."""
    found = []
    for writer in writers:
        found += writer.refused
        rows = Cramp.objects.filter(diary__owner__username=writer.person.username).values_list("uuid", flat=True)
        stored = Counter(rows)
        found += [f"lost: {identifier}" for identifier in writer.acknowledged if not stored[identifier]]
        found += [f"twice: {identifier}" for identifier, times in stored.items() if times > 1]
    return found + damage()


def main(arguments: Sequence[str]) -> int:
    """Kill, restart, and look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args(arguments)
    prepare_site()
    port = free_port()
    writers = [Writer(make_person(DAYS + number), port) for number in range(WRITERS)]
    moments = random.Random(1)  # noqa: S311 -- a moment, not a secret
    for _kill in range(given.kills):
        one_life(writers, port, moments.randrange(MOST_TAPS), moments.uniform(0, LONGEST))
    found = faults(writers)
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    again = sum(writer.sent_again for writer in writers)
    counts = f"{acknowledged} taps acknowledged, {again} sent again, faults: {len(found)}"
    print(f"{connection.vendor}: {given.kills} kills, {counts}")
    print("\n".join(found))
    return 1 if found or not acknowledged else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
