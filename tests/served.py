"""The server's own connections, over a socket and in this thread, so that what an application stores is seen here."""

from __future__ import annotations

import io
import select
import socket
from contextlib import suppress
from http.client import HTTPResponse

from waitress import wasyncore

from yogasite.server import connections, listen


class Served:
    """An application behind the server. Nothing happens between two turns."""

    def __init__(self, application):
        self.map, self.waiting, self.near = {}, [], []
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        listen(application, self.map, sockets=[listener], _dispatcher=self)

    def add_task(self, connection):
        """Take a whole request, as a thread would."""
        self.waiting.append(connection)

    def turn(self):
        """Read and write until nothing moves, and answer the requests that are whole."""
        while self.moves():
            wasyncore.loop(timeout=0, use_poll=True, map=self.map, count=1)
            while self.waiting:
                self.waiting.pop(0).service()

    def moves(self):
        """Whether there is something to read or to write."""
        wants = [
            [number for number, each in self.map.items() if each.readable()],
            [number for number, each in self.map.items() if each.writable()],
        ]
        return any(select.select(*wants, [], 0))

    def connect(self):
        """Open a connection and return both of its ends."""
        before = self.connections()
        near = socket.create_connection(("127.0.0.1", self.port))
        near.setblocking(False)
        self.near.append(near)
        self.turn()
        (far,) = [each for each in self.connections() if each not in before]
        return near, far

    def connections(self):
        """Return the far ends that are open."""
        return connections(self.map)

    def send(self, near, sent):
        """Send all this, however often the other side has to make room."""
        left = memoryview(sent)
        while left:
            with suppress(BlockingIOError):
                left = left[near.send(left) :]
            self.turn()

    def received(self, near):
        """Return what has come back, and whether the other side has closed."""
        self.turn()
        came = b""
        while True:
            try:
                piece = near.recv(1 << 16)
            except BlockingIOError:
                return came, False
            except ConnectionResetError:
                piece = b""
            if not piece:
                return came, True
            came += piece
            self.turn()

    def ask(self, sent, method="POST"):
        """Send a request on a connection of its own, and return the answer, read."""
        near, _far = self.connect()
        self.send(near, sent)
        came, _is_closed = self.received(near)
        near.close()
        return answer_of(came, method)

    def close(self):
        """Close everything."""
        for near in self.near:
            near.close()
        for far in self.connections():
            far.handle_close()
        wasyncore.close_all(self.map)


class _Came:
    def __init__(self, came):
        self.came = came

    def makefile(self, *_given):
        return io.BytesIO(self.came)


def answer_of(came, method="POST"):
    """Return the answer that these bytes are, with its `text`."""
    answer = HTTPResponse(_Came(came), method=method)
    answer.begin()
    answer.text = answer.read().decode()
    return answer


def request_of(path, body, headers, *, size=None):
    """Return a POST with its length, or in pieces of this size."""
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    if size is None:
        return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    sent = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return "\r\n".join([*lines, "Transfer-Encoding: chunked", "", ""]).encode() + sent + b"0\r\n\r\n"
