"""A PostgreSQL of our own: its folder, its loopback port; stopped by its process number."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

USER = "nightheron"
SETTINGS = {
    "shared_buffers": "1GB",
    "max_connections": "60",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "random_page_cost": "1.1",
}
"""What a server with a solid-state disk is given; the rest is PostgreSQL's own default."""
PATIENCE = 60.0


@dataclass(frozen=True)
class Postgres:
    """A server that answers."""

    folder: Path
    port: int
    pid: int

    def url(self, name: str) -> str:
        """Return the address of one of its databases, as DATABASE_URL takes it."""
        return f"postgres://{USER}@127.0.0.1:{self.port}/{name}"

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        """Open a connection that commits each statement."""
        return psycopg.connect(host="127.0.0.1", port=self.port, user=USER, dbname=name, autocommit=True)

    def make_database(self, name: str) -> None:
        """Make an empty database."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')


@contextmanager
def postgres(folder: Path, port: int, settings: Mapping[str, str] | None = None) -> Iterator[Postgres]:
    """Serve the cluster in `folder`, which is made when it is not there, until the block is left."""
    data = folder / "data"
    if not data.exists():
        folder.mkdir(parents=True, exist_ok=True)
        own(folder)
        run_tool("initdb", "-D", str(data), "-U", USER, "-A", "trust", "--encoding", "UTF8", "--no-locale")
    chosen = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
    options = chosen | SETTINGS | dict(settings or {})
    arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("ab") as log:
        command = [tool("postgres"), "-D", str(data), *arguments]
        process = subprocess.Popen(command, stdout=log, stderr=log, user=_runs_as())  # noqa: S603
    server = Postgres(folder, port, process.pid)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


@contextmanager
def own_folder() -> Iterator[Path]:
    """Make a folder that PostgreSQL may write into, and remove it at the end."""
    with tempfile.TemporaryDirectory() as name:
        own(Path(name))
        yield Path(name)


def tool(name: str) -> str:
    """Return the path of one of PostgreSQL's programs, of the newest version that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name) or name


def run_tool(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs to its end."""
    subprocess.run([tool(name), *arguments], check=True, stdout=subprocess.DEVNULL, user=_runs_as())  # noqa: S603


def own(folder: Path) -> None:
    """Give a folder to the user that PostgreSQL runs as."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def _runs_as() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else None


def _wait_for(server: Postgres, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
