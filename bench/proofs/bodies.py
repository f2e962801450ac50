"""Sends far too much to a real server, and says how it answers, what that costs it in memory, and what on the disk.

    DATA_DIR=/tmp/bodies SITE_URL=http://127.0.0.1 .venv/bin/python -m bench.proofs.bodies

Every answer has to be a 4xx with a sentence, or the connection is cut, as where the headers have no end; no worker may
grow by more than a few megabytes, and no file may appear.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import bench.django_setup  # noqa: F401
from bench.people import prepare_site
from bench.servers import Server, serving

MEGABYTE = 1 << 20
PIECE = bytes(MEGABYTE // 4)
MOST_GROWTH = 8.0
FORM = b"Content-Type: application/x-www-form-urlencoded"
FILES = b"Content-Type: multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'


@dataclass(frozen=True)
class Attack:
    """One request: its head, and a body of so many zeros after some first bytes."""

    name: str
    head: tuple[bytes, ...]
    start: bytes = b""
    zeros: int = 0

    def pieces(self) -> Iterator[bytes]:
        """Yield the request."""
        size = len(self.start) + self.zeros
        length = [b"Content-Length: %d" % size] if size else []
        yield b"\r\n".join([*self.head, b"Host: 127.0.0.1", b"Connection: close", *length, b"", b""])
        yield self.start
        yield from repeat(PIECE, self.zeros // len(PIECE))


def attacks() -> list[Attack]:
    """Return everything that is tried."""
    fields = b"&".join(b"f%d=x" % number for number in range(10_000))
    huge = 100 * MEGABYTE
    return [
        Attack("100 MB in a small form", (b"POST /cramp/ HTTP/1.1", FORM), b"note=", huge),
        Attack("100 MB as a file, to the log-in", (b"POST /accounts/login/ HTTP/1.1", FILES), PART, huge),
        Attack("100 MB as a file, logged out", (b"POST /journal/import/ HTTP/1.1", FILES), PART, huge),
        Attack("100 MB to a button", (b"POST /api/v1/cramps HTTP/1.1", b"Content-Type: application/json"), b"{", huge),
        Attack("100 MB to an editor's page", (b"POST /admin/login/ HTTP/1.1", FILES), PART, huge),
        Attack("10,000 fields", (b"POST /cramp/ HTTP/1.1", FORM), fields),
        Attack("an address of 100 kB", (b"GET /poses/?q=" + b"x" * 100_000 + b" HTTP/1.1",)),
        Attack("a header of 100 kB", (b"GET / HTTP/1.1", b"X-Long: " + b"x" * 100_000)),
        Attack("a cookie of 100 kB", (b"GET / HTTP/1.1", b"Cookie: nightheron_session=" + b"x" * 100_000)),
        Attack("10,000 headers", (b"GET / HTTP/1.1", *(b"X-%d: x" % number for number in range(10_000)))),
        Attack("a negative length", (b"POST /cramp/ HTTP/1.1", FORM, b"Content-Length: -1")),
        Attack("a length that is none", (b"POST /cramp/ HTTP/1.1", FORM, b"Content-Length: 1e9")),
        Attack("two lengths", (b"POST /cramp/ HTTP/1.1", FORM, b"Content-Length: 1", b"Content-Length: 2")),
    ]


def answer_of(port: int, attack: Attack) -> bytes:
    """Send the request and return what comes back, also when the server answers before it has heard everything."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        sender = threading.Thread(target=_send, args=(connection, attack))
        sender.start()
        heard = b""
        with suppress(ConnectionError):
            while piece := connection.recv(65536):
                heard += piece
        sender.join()
    return heard


def _send(connection: socket.socket, attack: Attack) -> None:
    with suppress(ConnectionError):
        for piece in attack.pieces():
            connection.sendall(piece)


class LargestFolder(threading.Thread):
    """Watches how many bytes the files of a folder have at most."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.most, self.is_over = folder, 0, threading.Event()

    def run(self) -> None:
        """Look again and again."""
        while not self.is_over.wait(0.02):
            self.most = max(self.most, _bytes_in(self.folder))


def _bytes_in(folder: Path) -> int:
    total = 0
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def tried(server: Server, attack: Attack) -> bool:
    """Send one, print what it did, and return whether it was refused as it should be."""
    before = max(server.worker_megabytes())
    start = time.perf_counter()
    heard = answer_of(server.port, attack)
    seconds = time.perf_counter() - start
    growth = max(server.worker_megabytes()) - before
    head, _, body = heard.partition(b"\r\n\r\n")
    status = head.split(b" ", 2)[1].decode() if head.startswith(b"HTTP/1.") else "cut"
    is_refused = (status == "cut" or (status.startswith("4") and bool(body))) and growth < MOST_GROWTH
    print(f"{'ok  ' if is_refused else 'BAD '}{attack.name:36}{status:>6}{seconds:8.2f} s{growth:+8.1f} MB")
    return is_refused


def main(arguments: Sequence[str]) -> int:
    """Send everything to a server of our own, whose temporary files have a folder of their own."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(
        arguments
    )
    prepare_site()
    with tempfile.TemporaryDirectory() as folder, serving("yogasite.wsgi", {"TMPDIR": folder}) as server:
        for attack in attacks()[-3:]:
            answer_of(server.port, attack)
        watch = LargestFolder(Path(folder))
        watch.start()
        results = [tried(server, attack) for attack in attacks()]
        watch.is_over.set()
        watch.join()
        largest = max(server.worker_megabytes())
        print(f"temporary files: {watch.most / MEGABYTE:.1f} MB at most; largest worker: {largest:.0f} MB")
    return 0 if all(results) and not watch.most else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
