"""Takes the disk or the database away from a running server, shows what it answers, gives it back, and looks again.

    .venv/bin/python -m bench.faults
    .venv/bin/python -m bench.faults --postgresql

Needs root on Linux: the data stands on a small file system of its own in memory, which can be full or read-only. For
PostgreSQL a cluster of our own is made and removed. At the end everything that was acknowledged has to be stored.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import bench.django_setup  # noqa: F401
from bench.breaking import Fault, postgresql_faults, small_disk, sqlite_faults
from bench.servers import command_for, free_port, wait_for
from journal.actions import tokens

if TYPE_CHECKING:
    from bench.people import Person

ROUNDS, MOST_TAPS = 6, 400
PATIENCE = 60.0
HEALTH = 11.0
"""Seconds after which `/healthz` tries again whether it can write."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SOUND = {"poses": 200, "Today": 200, "tap": 302, "night": 200, "outbox": 200, "API": 200, "health": 200}


@dataclass
class Browser:
    """Somebody who is logged in, and what the server said it has stored."""

    port: int
    person: Person
    bearer: str
    acknowledged: list[uuid.UUID] = field(default_factory=list)
    last_night: dt.date = dt.date(2020, 1, 1)
    nights: list[dt.date] = field(default_factory=list)

    def all(self) -> dict[str, int]:
        """Ask for everything once; return each status."""
        asked: dict[str, Callable[[], int]] = {
            "poses": lambda: self.ask("GET", "/poses/chair-pose/", {}),
            "Today": lambda: self.ask("GET", "/", self.own()),
            "tap": self.tap,
            "night": self.night,
            "outbox": self.outbox,
            "API": lambda: self.ask("POST", "/api/v1/cramps", {"Authorization": f"Bearer {self.bearer}"}),
            "health": lambda: self.ask("GET", "/healthz", {}),
        }
        return {name: ask() for name, ask in asked.items()}

    def tap(self) -> int:
        """Tap once."""
        identifier = uuid.uuid4()
        return self._kept(identifier, 302, self.ask("POST", "/cramp/", self.own(), {"uuid": str(identifier)}))

    def night(self) -> int:
        """Say by htmx that another night was clear."""
        self.last_night += dt.timedelta(days=1)
        form = {"night": f"{self.last_night}", "answer": "none", "page": "journal"}
        status = self.ask("POST", "/journal/nights/", self.own() | {"HX-Request": "true"}, form)
        self.nights += [self.last_night] if status == SOUND["night"] else []
        return status

    def outbox(self) -> int:
        """Send what waited on a device."""
        identifier, at = uuid.uuid4(), round(time.time() * 1000) - 60_000
        entry = {"kind": "cramp", "uuid": str(identifier), "at": str(at), "diary": self.person.diary}
        return self._kept(identifier, 200, self.ask("POST", "/outbox/", self.own(), entry))

    def own(self) -> dict[str, str]:
        """Return the headers of somebody who is logged in."""
        return {"Cookie": self.person.cookies, "X-CSRFToken": self.person.token}

    def ask(self, method: str, path: str, headers: dict[str, str], form: dict[str, str] | None = None) -> int:
        """Send one request on a connection of its own, so that all workers and threads are met."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        body = urlencode(form) if form is not None else None
        connection.request(method, path, body, headers | (FORM if form is not None else {}))
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def _kept(self, identifier: uuid.UUID, wanted: int, status: int) -> int:
        if status == wanted:
            self.acknowledged.append(identifier)
        return status


@dataclass
class Site:
    """A server that can be stopped and started, with its log outside the disk that is broken."""

    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait for an answer of any kind."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command_for("yogasite.wsgi", self.port), stderr=log, start_new_session=True
            )
        wait_for(self.port)

    def stop(self) -> None:
        """Stop as a machine does that loses its power."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            with contextlib.suppress(ProcessLookupError):
                while True:  # Its workers end on their own, and the disk is busy until they have.
                    os.killpg(self.process.pid, 0)
                    time.sleep(0.1)

    def said(self, since: int) -> list[str]:
        """Return the faults that the log names from a place on, each once."""
        lines = self.log.read_bytes()[since:].decode().splitlines()
        read = [json.loads(line) for line in lines if line.startswith("{")]
        return sorted({line["fault"] for line in read if "fault" in line})


def table_row(name: str, found: Sequence[dict[str, int]], seconds: float) -> str:
    """Return one line: every status that each kind of request got."""
    cells = ["/".join(sorted({str(each[kind]) for each in found})) for kind in SOUND]
    return f"{name:34}" + "".join(f"{cell:>9}" for cell in cells) + f"{seconds:9.1f}"


def shown(name: str, browser: Browser) -> float:
    """Ask for everything some times, print the line, and return the longest time of a round."""
    found, longest = [], 0.0
    for _round in range(ROUNDS):
        start = time.monotonic()
        found.append(browser.all())
        longest = max(longest, time.monotonic() - start)
    print(table_row(name, found, longest), flush=True)
    return longest


def healed(browser: Browser) -> float:
    """Return the seconds until everything is answered as it should be."""
    start = time.monotonic()
    while browser.all() != SOUND:
        if time.monotonic() - start > PATIENCE:
            return PATIENCE
        time.sleep(0.2)
    return time.monotonic() - start


def one(fault: Fault, site: Site, browser: Browser) -> bool:
    """Cause a fault, look, mend it, and look again; return whether the server came back."""
    since = site.log.stat().st_size
    if fault.needs_stop:
        site.stop()
    fault.cause()
    if fault.needs_stop:
        site.start()
    taps = 0
    while fault.comes_late and browser.tap() == SOUND["tap"] and taps < MOST_TAPS:
        taps += 1
    time.sleep(HEALTH)
    shown(fault.name, browser)
    fault.heal()
    seconds = healed(browser)
    shown(f"  mended, back in {seconds:.1f} s", browser)
    print("  log:", "; ".join(site.said(since)) or "nothing")
    return seconds < PATIENCE


def run(faults: Sequence[Fault], room: Path) -> int:
    """Serve the site and go through all faults; return 1 when something is lost or the server did not come back."""
    from django.db import connections
    from django.utils import timezone

    from bench.people import make_person, prepare_site
    from journal.domain.choices import TokenScope
    from journal.models.cramps import Cramp, Night
    from journal.models.diary import Diary

    prepare_site()
    person = make_person(30)
    diary = Diary.objects.get(owner__username=person.username)
    now = timezone.now()
    _token, bearer = tokens.make(diary, identifier=uuid.uuid4(), name="bench", scope=TokenScope.LOG, now=now)
    connections.close_all()
    site = Site(free_port(), room / "log")
    browser = Browser(site.port, person, bearer)
    print(f"{'':34}" + "".join(f"{kind:>9}" for kind in SOUND) + f"{'longest':>9}")
    try:
        site.start()
        shown("sound", browser)
        back = [one(fault, site, browser) for fault in faults]
    finally:
        site.stop()
    stored = set(Cramp.objects.filter(diary__owner__username=person.username).values_list("uuid", flat=True))
    nights = set(Night.objects.filter(diary__owner__username=person.username).values_list("date", flat=True))
    connections.close_all()
    lost = len({*browser.acknowledged} - stored) + len({*browser.nights} - nights)
    print(f"{len(browser.acknowledged) + len(browser.nights)} entries acknowledged, {lost} lost")
    return 0 if all(back) and not lost else 1


@contextlib.contextmanager
def data_on(disk: Path) -> Iterator[None]:
    """Set the project up with its data on this disk. From here on the settings can be read."""
    import django

    os.environ |= {"DATA_DIR": str(disk / "data"), "SITE_URL": "http://127.0.0.1", "LOG_LEVEL": "WARNING"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "yogasite.settings"
    (disk / "data").mkdir()
    django.setup()
    yield


def main(arguments: Sequence[str]) -> int:
    """Break SQLite's site, or PostgreSQL's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", action="store_true")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as room, small_disk(Path(room) / "disk") as disk, contextlib.ExitStack() as stack:
        if given.postgresql:
            faults = stack.enter_context(postgresql_faults(Path(room), disk))
            stack.enter_context(data_on(Path(room)))
        else:
            stack.enter_context(data_on(disk))
            faults = sqlite_faults(disk)
        return run(faults, Path(room))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
