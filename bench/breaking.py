"""Ways to break a disk and a database, and to mend them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.servers import free_port

MEGABYTES = 96
BLOCK = bytes(4096)


@dataclass(frozen=True)
class Fault:
    """Something that breaks, and how it is mended. `comes_late`: there is room for a few more writes."""

    name: str
    cause: Callable[[], object]
    heal: Callable[[], object]
    comes_late: bool = False
    needs_stop: bool = False


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mount a small file system in memory."""
    place.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0755", "tmpfs", str(place))
    try:
        yield place
    finally:
        _run("umount", str(place))


def sqlite_faults(disk: Path) -> list[Fault]:
    """Return what can happen to a site whose data stands on this disk."""
    database, media = disk / "data" / "nightheron.sqlite3", disk / "data" / "media"
    away, aside = database.with_suffix(".away"), media.with_suffix(".away")
    media.mkdir()
    return [
        _full(disk),
        Fault("database file moved away", lambda: database.rename(away), lambda: away.rename(database)),
        Fault("folder of photos gone", lambda: media.rename(aside), lambda: aside.rename(media)),
        Fault(
            "disk read-only",
            lambda: _run("mount", "-o", "remount,ro", str(disk)),
            lambda: _run("mount", "-o", "remount,rw", str(disk)),
            needs_stop=True,
        ),
    ]


@contextmanager
def postgresql_faults(room: Path, disk: Path) -> Iterator[list[Fault]]:
    """Make a cluster whose database stands on this disk, set DATABASE_URL, and return what can happen to it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    owner, cluster, port = pwd.getpwnam("postgres"), room / "cluster", free_port()
    for folder in (cluster, disk / "tables"):
        folder.mkdir()
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    room.chmod(0o755)

    def control(word: str) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={cluster}"
        given = ["-D", str(cluster / "data"), "-l", str(cluster / "log"), "-m", "fast", "-w", "-o", options, word]
        _run(str(programs / "pg_ctl"), *given, user="postgres")

    def command(*sentences: str) -> None:
        given = [part for sentence in sentences for part in ("-c", sentence)]
        _run(str(programs / "psql"), "-qh", "127.0.0.1", "-p", str(port), "-U", "nightheron", "postgres", *given)

    def read_only(word: str) -> None:
        command(f"ALTER SYSTEM SET default_transaction_read_only = {word}", "SELECT pg_reload_conf()")

    _run(str(programs / "initdb"), "-D", str(cluster / "data"), "-U", "nightheron", "-A", "trust", user="postgres")
    control("start")
    try:
        command(f"CREATE TABLESPACE small LOCATION '{disk / 'tables'}'", "CREATE DATABASE site TABLESPACE small")
        os.environ["DATABASE_URL"] = f"postgres://nightheron@127.0.0.1:{port}/site"
        yield [
            Fault("server stopped", lambda: control("stop"), lambda: control("start")),
            Fault("server restarted", lambda: control("restart"), lambda: None),
            Fault("server read-only", lambda: read_only("on"), lambda: read_only("off")),
            _full(disk),
        ]
    finally:
        with suppress(subprocess.CalledProcessError):
            control("stop")


def _full(disk: Path) -> Fault:
    filler = disk / "filler"

    def fill() -> None:
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(BLOCK)

    return Fault("disk full", fill, filler.unlink, comes_late=True)


def _run(program: str, *arguments: str, user: str | None = None) -> None:
    """Run a program to its end, as another user where it refuses root."""
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(program)
    done = subprocess.run(  # noqa: S603 -- our own arguments
        [found, *arguments],
        user=user,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, [found, *arguments], stderr=done.stderr)
