"""A gunicorn of our own: on a loopback port that was free, and stopped by its process number."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS, THREADS = 2, 4
PATIENCE = 120.0


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """Return the process numbers of the workers (Linux)."""
        return [int(child) for child in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()]

    def cpu_milliseconds(self) -> float:
        """Return what all threads of the workers have computed so far; waiting for a processor does not count."""
        files = [file for pid in self.workers() for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        return sum(int(file.read_text("ascii").split()[0]) for file in files) / 1e6

    def worker_megabytes(self) -> list[float]:
        """Return the memory of each worker, with its share of what it has in common with the others."""
        return [megabytes(pid) for pid in self.workers()]


def command_for(application: str, port: int) -> list[str]:
    """Return the command that serves a WSGI application as `make run` does."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "yogasite.server.Worker", "--preload", "--log-level", "warning"]
    return [*command, "--workers", str(WORKERS), "--threads", str(THREADS)]


def environment_for(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment that `deploy/serve` gives, and what differs."""
    return os.environ | {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"} | environment


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """Serve a WSGI application as `make run` does, until the block is left."""
    port = free_port()
    process = subprocess.Popen(command_for(application, port), env=environment_for(environment))  # noqa: S603
    try:
        wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Return when a server answers a request on this port."""

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/")
        connection.getresponse().read()

    patiently(ask)


def patiently(ask: Callable[[], object]) -> None:
    """Ask until nothing refuses; raise `OSError` when that takes too long."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            ask()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def megabytes(pid: int) -> float:
    """Return the memory of a process, with its share of what it has in common with others (Linux)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
