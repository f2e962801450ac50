"""Two processes behind nginx, on a PostgreSQL behind pgbouncer in transaction mode: one is killed again and again.

    DATA_DIR=/tmp/proxy SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proxy --kills 10

Eight people read Today, the journal and their export, and tap. A tap carries its identifier, so sending it again is
harmless: whoever gets no answer asks again, as the site's own outbox does. In the end nothing that was acknowledged may
be missing, and nothing may be there twice.
"""

from __future__ import annotations

import argparse
import http.client
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
from pathlib import Path

import django

from bench.middlemen import nginx, pgbouncer
from bench.postgres import own_folder, postgres
from bench.servers import command_for, wait_for
from bench.targets import Target, UnexpectedAnswer

NAME, PEOPLE, DAYS = "heron", 8, 60
PAGES = {
    "Today": "/",
    "journal": "/journal/",
    "trend": "/journal/trend/?span=all",
    "export": "/journal/export/diary.zip",
}
TRIES, PAUSE = 120, 0.5


@dataclass
class Visitor:
    """Somebody who reads and taps, and asks again when there is no answer."""

    cookies: str
    token: str
    port: int
    answered: Counter[str] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    acknowledged: list[uuid.UUID] = field(default_factory=list)

    def visit_until(self, stop: threading.Event) -> None:
        """Read every page and tap, round after round."""
        while not stop.is_set():
            for name, path in PAGES.items():
                self._insist(name, Target(name, self.port, path, self.cookies))
            identifier = uuid.uuid4()
            form = {"csrfmiddlewaretoken": self.token, "uuid": str(identifier)}
            tap = Target("tap", self.port, "/cramp/", self.cookies, form=partial(dict, form), status=302)
            if self._insist("tap", tap):
                self.acknowledged.append(identifier)

    def _insist(self, name: str, target: Target) -> bool:
        for _try in range(TRIES):
            try:
                target.ask()
            except (OSError, http.client.HTTPException, UnexpectedAnswer) as error:
                self.again[f"{name}: {error or type(error).__name__}"] += 1
                target.connection = None
                time.sleep(PAUSE)
            else:
                self.answered[name] += 1
                return True
        self.failed.append(name)
        return False


def start(port: int) -> subprocess.Popen[bytes]:
    """Start one process of the site with its workers, in a group of its own."""
    process = subprocess.Popen(command_for("yogasite.wsgi", port), start_new_session=True)  # noqa: S603
    try:
        wait_for(port)
    except OSError:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return process


def kill_some(kills: int, ports: Sequence[int], processes: list[subprocess.Popen[bytes]]) -> None:
    """Kill one process after the other with all its workers, and start it again."""
    moments = random.Random(1)  # noqa: S311 -- a moment, not a secret
    for number in range(kills):
        time.sleep(moments.uniform(1, 3))
        place = number % len(ports)
        os.killpg(processes[place].pid, signal.SIGKILL)
        processes[place].wait()
        time.sleep(moments.uniform(0.2, 1))
        processes[place] = start(ports[place])
    time.sleep(1)


def crowded(visitors: Sequence[Visitor], kills: int, ports: Sequence[int], front: int, folder: Path) -> None:
    """Let everybody visit while processes are killed."""
    processes: list[subprocess.Popen[bytes]] = []
    stop = threading.Event()
    threads = [threading.Thread(target=visitor.visit_until, args=(stop,)) for visitor in visitors]
    try:
        processes.extend(start(port) for port in ports)
        with nginx(folder, front, ports):
            for thread in threads:
                thread.start()
            kill_some(kills, ports, processes)
            stop.set()
            for thread in threads:
                thread.join()
    finally:
        stop.set()
        for process in processes:
            process.terminate()
            process.wait()


def people_of(port: int) -> list[Visitor]:
    """Make the site's tables and its people; the database is the one in the environment."""
    django.setup()
    from bench.people import make_person, prepare_site

    prepare_site()
    people = [make_person(DAYS + number) for number in range(PEOPLE)]
    return [Visitor(each.cookies, each.token, port) for each in people]


def faults(visitors: Sequence[Visitor]) -> list[str]:
    """Return the taps that were acknowledged and are not there exactly once."""
    from journal.models.cramps import Cramp

    stored = Counter(Cramp.objects.values_list("uuid", flat=True))
    acknowledged = [identifier for each in visitors for identifier in each.acknowledged]
    return [f"{stored[identifier]} times: {identifier}" for identifier in acknowledged if stored[identifier] != 1]


def report(visitors: Sequence[Visitor], kills: int) -> list[str]:
    """Print what came of it and return the faults."""
    answered = sum((each.answered for each in visitors), Counter[str]())
    again = sum((each.again for each in visitors), Counter[str]())
    failed = [name for each in visitors for name in each.failed]
    found = faults(visitors)
    print(f"{kills} kills: {answered.total()} answered {dict(answered)}")
    print(f"asked again {again.total()}, never answered {len(failed)}")
    print(f"acknowledged taps {sum(len(each.acknowledged) for each in visitors)}, faults {len(found)} {found[:3]}")
    for reason, times in again.most_common(8):
        print(f"  {times} times: {reason}")
    return failed + found


def main(arguments: Sequence[str]) -> int:
    """Start everything, kill, and look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--first-port", type=int, default=43020)
    given = parser.parse_args(arguments)
    database, pooler, front, *processes = range(given.first_port, given.first_port + 5)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yogasite.settings")
    with own_folder() as folder, postgres(folder / "cluster", database) as server:
        server.make_database(NAME)
        os.environ["DATABASE_URL"] = server.url(NAME)
        visitors = people_of(front)
        os.environ |= {"DATABASE_URL": server.url(NAME).replace(str(database), str(pooler)), "DATABASE_POOLER": "true"}
        with pgbouncer(folder, pooler, database):
            crowded(visitors, given.kills, processes, front, folder)
        return 1 if report(visitors, given.kills) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
