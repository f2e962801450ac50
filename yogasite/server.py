"""How the site is served: gunicorn keeps the processes, and in each of them waitress reads and writes.

No thread waits for a connection: one gets a request that is here as a whole, and hands its answer over as a whole.
`deploy/serve` names the `Worker`.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from gunicorn.workers.base import Worker as GunicornWorker
from waitress import wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.utilities import BadRequest

from yogasite.bodies import most_taken

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

GRACE, SLOWEST = 30.0, 1000
"""A request may take these seconds to arrive, and one more for each so many bytes of its body that are here."""
REST = 125
"""Seconds in which nothing moves: more than a proxy keeps a connection that rests (nginx 60, Caddy 120)."""
MOST_CONNECTIONS = 1000
"""Of a process. Each may need a file for its body and another for its answer: `deploy/serve` allows four times that."""
MOST_ARRIVING_BYTES = 1 << 30
"""Kept by a process of bodies that are not here as a whole. Beyond, the largest goes first: a tap never does."""
LONGEST_LINE = 1 << 12
"""Bytes between two pieces of a body, and of what follows the last one."""
TICK, LAST_WORD = 1.0, 2.0
"""Seconds between two looks for what is late, and those that a request has to arrive while the process stops."""
ADJUSTMENTS: dict[str, Any] = {
    "connection_limit": MOST_CONNECTIONS,
    "channel_timeout": REST,
    "asyncore_use_poll": True,
    "max_request_header_size": 1 << 15,
    "recv_bytes": 1 << 16,
    # However long an answer is, no thread waits for its reader: it is kept, from a quarter of a megabyte in a file.
    "outbuf_overflow": 1 << 18,
    "outbuf_high_watermark": 1 << 40,
    # Whether a proxy's word counts is decided by TRUSTED_PROXY_COUNT alone.
    "clear_untrusted_proxy_headers": False,
    "log_socket_errors": False,
    "ident": "",
}
log = logging.getLogger("yogasite.server")


class Body(OverflowableBuffer):  # type: ignore[misc]  # waitress has no types
    """Keeps a body of at most so many bytes, in memory or in a file. Of a larger one it knows the length alone."""

    IN_MEMORY_BYTES = 1 << 16

    def __init__(self, most: int) -> None:
        super().__init__(self.IN_MEMORY_BYTES)
        self.most, self.size = most, 0

    def __len__(self) -> int:
        return self.size

    def append(self, piece: bytes) -> None:
        """Take the next piece."""
        self.size += len(piece)
        if self.size <= self.most:
            super().append(piece)
        else:
            self.close()
            self.strbuf, self.buf = b"", None

    def kept(self) -> int:
        """Return how many bytes it holds."""
        return self.size if self.size <= self.most else 0


class Request(HTTPRequestParser):  # type: ignore[misc]
    """A request as it arrives. A body that its address does not take is read and forgotten; the site answers 413."""

    is_last = False
    """Whether the connection ends with the answer: so for all once the process stops."""
    completed: bool
    body_bytes_received: int
    body_rcv: Any

    def __init__(self, adjustments: Any) -> None:
        super().__init__(adjustments)
        self.begun = time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, and learn how much of a body may follow."""
        super().parse_header(header_plus)
        if self.is_last:
            self.headers["CONNECTION"] = "close"
        if self.body_rcv is not None:
            most = most_taken(self.path.encode("latin-1").decode("utf-8", "replace"))
            self.body_rcv.buf = Body(0 if self.content_length > most else most)

    def received(self, data: bytes) -> int:
        """Take in what has arrived, and return how many bytes of it belong to this request."""
        taken: int = super().received(data)
        is_in_pieces = self.chunked and not self.completed
        if is_in_pieces and max(len(self.body_rcv.control_line), len(self.body_rcv.trailer)) > LONGEST_LINE:
            self.error, self.completed = BadRequest("Chunked encoding is invalid"), True
        return taken

    def kept(self) -> int:
        """Return how much of its body is here."""
        return 0 if self.body_rcv is None else self.body_rcv.buf.kept()

    def is_late(self, now: float) -> bool:
        """Whether it should be here as a whole by now."""
        return now - self.begun > GRACE + self.body_bytes_received / SLOWEST


class Connection(HTTPChannel):  # type: ignore[misc]
    """A connection: it has a request that arrives, or some that are answered, or an answer that is read, or rests."""

    parser_class = Request
    will_close: bool

    def is_arriving(self) -> bool:
        """Whether it waits for the rest of a request, and for nothing else."""
        return self.request is not None and not self.requests

    def is_owed(self) -> bool:
        """Whether it waits for an answer, or for the rest of one."""
        return bool(self.requests or self.total_outbufs_len)


class Worker(GunicornWorker):  # type: ignore[misc]  # gunicorn has no types
    """A process. gunicorn makes it, tells it to stop, and makes another should it die."""

    next_look = 0.0

    def run(self) -> None:
        """Serve until told to stop, then answer what was asked."""
        self.map: dict[int, Any] = {}
        sockets = [each.sock for each in self.sockets]
        server = listen(self.wsgi, self.map, sockets=sockets, threads=self.cfg.threads, backlog=self.cfg.backlog)
        while self.alive and self.ppid == os.getppid():
            self._turn()
        self._finish()
        server.task_dispatcher.shutdown()

    def _turn(self) -> None:
        """Wait for something to happen, for a second at most; once a second see who is late."""
        self.notify()
        wasyncore.loop(timeout=TICK, use_poll=True, map=self.map, count=1)
        now = time.monotonic()
        if now >= self.next_look:
            self.next_look = now + TICK
            end_what_is_late(connections(self.map), now)

    def _finish(self) -> None:
        """Take no new connection, and end each when it has its answer."""
        Request.is_last = True
        for each in listeners(self.map):
            wasyncore.dispatcher.close(each)
        begin = time.monotonic()
        while (now := time.monotonic()) < begin + self.cfg.graceful_timeout:
            is_over = now > begin + LAST_WORD
            waiting = [each for each in connections(self.map) if each.is_owed() or (each.request and not is_over)]
            if not waiting:
                return
            self._turn()


def listen(application: WSGIApplication, into: dict[int, Any], **given: Any) -> Any:
    """Make what accepts connections, with what waitress calls the map of everything that is open."""
    server = create_server(without_the_body_of_head(application), map=into, **ADJUSTMENTS | given)
    for each in listeners(into):
        each.channel_class = Connection
    return server


def listeners(opened: dict[int, Any]) -> list[BaseWSGIServer]:
    """Return what accepts connections among all that is open."""
    return [each for each in opened.values() if isinstance(each, BaseWSGIServer)]


def connections(opened: dict[int, Any]) -> list[Connection]:
    """Return the connections among all that is open."""
    return [each for each in opened.values() if isinstance(each, Connection)]


def end_what_is_late(opened: list[Connection], now: float) -> None:
    """End connections whose request is late, then those with the largest bodies while all are too large together."""
    arriving = [each for each in opened if each.is_arriving()]
    late = [each for each in arriving if each.request.is_late(now)]
    kept = sorted(set(arriving).difference(late), key=lambda each: each.request.kept())
    size = sum(each.request.kept() for each in kept)
    while size > MOST_ARRIVING_BYTES:
        late.append(kept.pop())
        size -= late[-1].request.kept()
    for each in late:
        each.request.close()
        each.handle_close()
    if late:
        log.info("ended slow connections", extra={"fields": {"ended": len(late), "open": len(opened)}})


def without_the_body_of_head(application: WSGIApplication) -> WSGIApplication:
    """Answer HEAD with the headers alone: waitress sends whatever it is given."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if hasattr(body, "close"):
            body.close()
        return ()

    return answer
