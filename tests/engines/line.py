"""The line between a phone and the site, which can be cut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

HOST = "127.0.0.1"


class Line:
    """Passes on what comes to a port of its own: another origin for each phone, with no cookies of the last."""

    def __init__(self, port: int) -> None:
        self.port_of_site = port
        self.own_port = 0
        self.open_sockets: set[socket.socket] = set()
        self.mend()

    @property
    def address(self) -> str:
        """The site's address, by name: passkeys belong to a name."""
        return f"http://localhost:{self.own_port}"

    def mend(self) -> None:
        """Take calls, at the same port as before."""
        self.ear = socket.create_server((HOST, self.own_port))
        self.own_port = self.ear.getsockname()[1]
        threading.Thread(target=self._listen, args=[self.ear], daemon=True).start()

    def cut(self) -> None:
        """Take no more calls, and end those that are going on."""
        with suppress(OSError):
            self.ear.shutdown(socket.SHUT_RDWR)
        self.ear.close()
        for each in list(self.open_sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _listen(self, ear: socket.socket) -> None:
        with suppress(OSError):
            while True:
                caller, _address = ear.accept()
                threading.Thread(target=self._connect, args=[caller], daemon=True).start()

    def _connect(self, caller: socket.socket) -> None:
        with caller, suppress(OSError), socket.create_connection((HOST, self.port_of_site)) as site:
            self.open_sockets |= {caller, site}
            there = threading.Thread(target=self._pass_on, args=[caller, site], daemon=True)
            there.start()
            self._pass_on(site, caller)
            there.join()
            self.open_sockets -= {caller, site}

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)
