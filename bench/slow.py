"""Opens two hundred slow connections of each kind to the site, and asks `/healthz` meanwhile as others would.

    DATA_DIR=/tmp/slow SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.slow --seconds 60

The kinds: a body, a body in pieces and headers of which a byte comes every two seconds, connections that say nothing,
and a photo of eight megabytes of which a byte is read every two seconds. A connection that the server ends is opened
again, so that there are always as many. Other servers are compared by their command, which is split at spaces:

    --also "granian={python} -m granian --interface wsgi yogasite.wsgi:application --port {port}"

Exit status 1 when the site's own server answers too late (`MOST_MILLISECONDS`) or not at all.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.conf import settings

import bench.django_setup  # noqa: F401
from bench.people import prepare_site
from bench.servers import Server, command_for, environment_for, free_port, wait_for

CONNECTIONS, PACE, PAUSE = 200, 2.0, 0.1
PATIENCE = 5.0
"""Seconds after which a question counts as not answered."""
MOST_MILLISECONDS = 1000.0
HOST = b"Host: 127.0.0.1\r\n"
FORM = HOST + b"Content-Type: application/x-www-form-urlencoded\r\nCookie: nightheron_csrf=" + b"a" * 32 + b"\r\n"


@dataclass(frozen=True)
class Kind:
    """What a slow connection sends at once, what it sends again and again, and whether it reads its answer so."""

    name: str
    at_once: bytes
    then: bytes
    is_read: bool = False


KINDS = (
    Kind("slow body", b"POST /accounts/login/ HTTP/1.1\r\nContent-Length: 100000\r\n" + FORM + b"\r\n", b"a"),
    Kind(
        "slow pieces",
        b"POST /accounts/login/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + FORM + b"\r\n",
        b"1\r\na\r\n",
    ),
    Kind("slow headers", b"GET / HTTP/1.1\r\n" + HOST + b"X-Slow: ", b"a"),
    Kind("silent", b"", b""),
    Kind("slow reader", b"GET /media/poses/slow.webp HTTP/1.1\r\n" + HOST + b"\r\n", b"", is_read=True),
)


@dataclass
class Crowd:
    """Slow connections, kept at their number until they are told to go."""

    port: int
    kind: Kind
    number: int
    ended: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    held: list[socket.socket] = field(default_factory=list)

    def keep(self) -> None:
        """Open what is missing, then let each move by one byte, until it is time to stop."""
        while not self.stop.is_set():
            start = time.monotonic()
            while len(self.held) < self.number and not self.stop.is_set():
                if not self._open():
                    break
            self.held = [each for each in self.held if self._moves(each)]
            self.stop.wait(max(0.0, PACE - (time.monotonic() - start)))
        for each in self.held:
            each.close()

    def _open(self) -> bool:
        connection = socket.socket()
        if self.kind.is_read:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.settimeout(1)
        try:
            connection.connect(("127.0.0.1", self.port))
            connection.sendall(self.kind.at_once)
        except OSError:
            connection.close()
            return False
        connection.setblocking(False)  # noqa: FBT003 -- the library's own
        self.held.append(connection)
        return True

    def _moves(self, connection: socket.socket) -> bool:
        """Send or read a byte; close and count the connection if the server has ended it."""
        try:
            if self.kind.then:
                connection.send(self.kind.then)
            if self.kind.is_read:
                is_open = bool(connection.recv(1))
            else:
                is_open = bool(connection.recv(1, socket.MSG_PEEK)) and False
        except BlockingIOError:
            is_open = True
        except OSError:
            is_open = False
        if not is_open:
            self.ended += 1
            connection.close()
        return is_open


@dataclass(frozen=True)
class Seen:
    """What somebody who asks `/healthz` meanwhile sees, and how many slow connections the server ended."""

    milliseconds: list[float]
    unanswered: int
    ended: int

    def row(self, server: str, kind: str) -> str:
        """Return one line of the table."""
        centiles = statistics.quantiles(self.milliseconds, n=100, method="inclusive")
        times = f"{centiles[49]:9.1f}{centiles[98]:9.1f}{max(self.milliseconds):9.1f}"
        return f"{server:28}{kind:14}{times}{self.unanswered:6} of {len(self.milliseconds):<6}{self.ended:6}"

    def is_well(self) -> bool:
        """Whether everything was answered in time."""
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[98] < MOST_MILLISECONDS


HEAD = f"{'server':28}{'200 of':14}{'p50 ms':>9}{'p99':>9}{'most':>9}{'unanswered':>13}{'ended':>9}"


def asked(port: int) -> float | None:
    """Ask `/healthz` on a new connection and return the milliseconds, or None without an answer."""
    connection, start = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE), time.perf_counter()
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        if connection.getresponse().read() == b"ok":
            return 1000 * (time.perf_counter() - start)
    return None


def seen(port: int, kind: Kind, seconds: float) -> Seen:
    """Let a crowd come, ask for some seconds, and let it go."""
    crowd = Crowd(port, kind, CONNECTIONS)
    thread = threading.Thread(target=crowd.keep)
    thread.start()
    times, unanswered, end = [], 0, time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            found = asked(port)
            unanswered += found is None
            times.append(1000 * PATIENCE if found is None else found)
            time.sleep(PAUSE)
    finally:
        crowd.stop.set()
        thread.join()
    return Seen(times, unanswered, crowd.ended)


@contextmanager
def running(command: Callable[[int], list[str]]) -> Iterator[Server]:
    """Run a server on a free port until the block is left; what it says is not shown."""
    port, quiet = free_port(), subprocess.DEVNULL
    process = subprocess.Popen(command(port), env=environment_for({}), stdout=quiet, stderr=quiet)  # noqa: S603
    try:
        wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(45)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def own(port: int) -> list[str]:
    """Return the command of the site's own server."""
    return command_for("yogasite.wsgi", port)


def commands(also: Sequence[str]) -> dict[str, Callable[[int], list[str]]]:
    """Return the site's own server and others (NAME=COMMAND), by name."""
    parts = (each.partition("=") for each in also)
    return {"own": own} | {name: other(words) for name, _equals, words in parts}


def other(words: str) -> Callable[[int], list[str]]:
    """Return what makes the command of another server."""
    return lambda port: [word.format(python=sys.executable, port=port) for word in words.split()]


def main(arguments: Sequence[str]) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--only", choices=[kind.name for kind in KINDS])
    given = parser.parse_args(arguments)
    prepare_site()
    photo = settings.MEDIA_ROOT / "poses" / "slow.webp"
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(bytes(8 << 20))
    is_well = True
    print(HEAD)
    for name, command in commands(given.also).items():
        for kind in KINDS:
            if given.only in (None, kind.name):
                with running(command) as server:
                    found = seen(server.port, kind, given.seconds)
                print(found.row(name, kind.name), flush=True)
                is_well &= found.is_well() or command is not own
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
