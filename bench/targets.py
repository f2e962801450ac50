"""What is measured: one request each, with its cookies, over a connection that stays open."""

from __future__ import annotations

import http.client
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

COMPRESSED = {"Accept-Encoding": "gzip"}


class UnexpectedAnswer(Exception):
    """Another status than the target has: what is measured is not what it should be."""


@dataclass
class Target:
    """One address of one server, as one person. `form` makes the body of a POST."""

    name: str
    port: int
    path: str
    cookies: str = ""
    form: Callable[[], dict[str, str]] | None = None
    status: int = 200
    milliseconds: list[float] = field(default_factory=list)
    cpu_milliseconds: list[float] = field(default_factory=list)
    connection: http.client.HTTPConnection | None = None

    def ask(self, headers: dict[str, str] = COMPRESSED) -> bytes:
        """Send the request and return the body; raise `UnexpectedAnswer` for another status."""
        try:
            response, body = self._exchange(headers)
        except ConnectionError:  # The server closes a connection that rested: open it again.
            self.connection = None
            response, body = self._exchange(headers)
        if response.status != self.status:
            raise UnexpectedAnswer(f"{self.name} answers {response.status}.")
        return body

    def time(self) -> None:
        """Ask once, and keep how long it took."""
        start = time.perf_counter()
        self.ask()
        self.milliseconds.append(1000 * (time.perf_counter() - start))

    def _exchange(self, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent, body = headers | {"Cookie": self.cookies}, None
        if self.form is not None:
            body = urlencode(self.form())
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if body is None else "POST", self.path, body, sent)
        response = self.connection.getresponse()
        return response, response.read()


def tap(token: str) -> dict[str, str]:
    """Return the form of a tap on the moon: a new cramp each time."""
    return {"csrfmiddlewaretoken": token, "uuid": str(uuid.uuid4())}
