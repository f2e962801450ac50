"""Requests whose answer has a few lines of headers: whoever sends more is not listened to."""

from __future__ import annotations

from http.client import HTTPException, HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

MOST_BYTES = 16 * 1024
"""Of all headers together. Python's own limit, a hundred lines of 64 kB each, would be held for every device."""


class _Counted:
    """A file of which only so much is read by lines."""

    def __init__(self, file: Any) -> None:
        self._file, self._left = file, MOST_BYTES

    def readline(self, most: int) -> bytes:
        line: bytes = self._file.readline(min(most, self._left + 1))
        self._left -= len(line)
        if self._left < 0:
            raise HTTPException("more headers than any push service sends")
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _ShortAnswer(HTTPResponse):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fp: Any = _Counted(self.fp)


class ShortConnection(HTTPConnection):
    """A connection that reads no more than a few headers."""

    response_class = _ShortAnswer


class ShortTLSConnection(HTTPSConnection):
    """The same, encrypted."""

    response_class = _ShortAnswer


class _ShortPool(HTTPConnectionPool):
    ConnectionCls = ShortConnection


class ShortTLSPool(HTTPSConnectionPool):
    """Connections of the second kind."""

    ConnectionCls = ShortTLSConnection


class ShortAnswers(HTTPAdapter):
    """Sends by these connections."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Use them."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _ShortPool, "https": ShortTLSPool}
