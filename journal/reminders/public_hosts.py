"""Talking to addresses that somebody else has named: only to public hosts, so that nobody reaches our own network."""

from __future__ import annotations

import socket
from typing import Any

from urllib3.exceptions import NewConnectionError

from journal.reminders.public_addresses import is_public_number
from journal.reminders.short_answers import ShortAnswers, ShortTLSConnection, ShortTLSPool


class PublicOnly(ShortAnswers):
    """Requests that break off before a byte is sent when the host's name leads into a private network.

    The connection itself is looked at: a name that is looked up twice may be told two answers.
    """

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Use connections that look where they have got to."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _PublicPool}


class _PublicConnection(ShortTLSConnection):
    def _new_conn(self) -> socket.socket:
        found = super()._new_conn()
        if is_public_number(found.getpeername()[0]):
            return found
        found.close()
        raise NewConnectionError(self, "The address leads into a private network.")


class _PublicPool(ShortTLSPool):
    ConnectionCls = _PublicConnection
