"""A backup a day: written, encrypted, once a week put back in a scratch place, and removed when it is old."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from yogasite.backup import PRIVATE, make_backup
from yogasite.database_copy import Unusable

TRIED = ".put-back"
"""In the folder of the backups: a file with the day on which one was put back."""
DAYS_BETWEEN_TRIES = 7
SCRATCH = "_scratch"
"""A backup is tried in the database that has the name of the site's and this: a server may serve two sites."""
DATED = re.compile(r"nightheron-(\d{4}-\d\d-\d\d)\.backup")


def keep_backup(folder: Path, *, key: str, days: int, now: dt.datetime) -> Path:
    """Write today's backup into `folder` and return its file. Those that are more than `days` older go.

    `key` is an age recipient, or a file with a public key for gpg; "" leaves the backup as it is. Once a week what went
    into it is put back in a scratch place. Where that fails it is kept, no old one goes, and `Unusable` says why.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as name:
        room = Path(name)
        plain = room / f"nightheron-{now:%Y-%m-%d}.backup"
        make_backup(plain)
        kept = _put_away(plain, folder, key)
        if _is_due(folder / TRIED, now.date()):
            try_out(plain, room)
            (folder / TRIED).write_text(now.date().isoformat(), encoding="ascii")
    _remove_old(folder, before=now.date() - dt.timedelta(days=days))
    return kept


def try_out(backup: Path, room: Path) -> None:
    """Put a backup back by the command that does it in earnest, into `room` or a database made for it."""
    with _scratch_database() as address:
        beside = {"DATA_DIR": str(room / "site"), "DATABASE_URL": address, "SECRET_KEY": settings.SECRET_KEY}
        (room / "site").mkdir()
        done = subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, "manage.py", "restore", str(backup), "--settings", "yogasite.settings"],
            cwd=settings.BASE_DIR,
            env=os.environ | beside | {"REPLICA_URL": ""},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise Unusable(f"Today's backup cannot be put back: {done.stderr.strip()}")


def other_database(address: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return re.sub(r"/[^/@?]*(?=\?|$)", f"/{name}", address, count=1)


def _is_due(tried: Path, today: dt.date) -> bool:
    if not tried.exists():
        return True
    return (today - dt.date.fromisoformat(tried.read_text(encoding="ascii"))).days >= DAYS_BETWEEN_TRIES


@contextmanager
def _scratch_database() -> Iterator[str]:
    """Yield the address of an empty database. An empty address is SQLite in the data directory."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"{connection.settings_dict['NAME']}{SCRATCH}"
    quoted = connection.ops.quote_name(name)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0")
    except DatabaseError as error:
        hint = f"The site's user has to be allowed to: ALTER ROLE {connection.settings_dict['USER']} CREATEDB"
        raise Unusable(f"Today's backup was not tried: {error}. {hint}") from error
    try:
        yield other_database(os.environ["DATABASE_URL"], name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted}")


def _put_away(plain: Path, folder: Path, key: str) -> Path:
    """Write a backup into `folder` under its own name, encrypted where there is a key, complete or not at all."""
    suffix, command = _encryption(key, plain.parent)
    kept = folder / f"{plain.name}{suffix}"
    partial = folder / f".{kept.name}.{os.getpid()}"
    try:
        partial.touch(mode=PRIVATE)
        with plain.open("rb") as source, partial.open("wb") as target:
            if command:
                _run(command, source.fileno(), target.fileno())
            else:
                shutil.copyfileobj(source, target)
        partial.replace(kept)
    finally:
        partial.unlink(missing_ok=True)
    return kept


def _encryption(key: str, room: Path) -> tuple[str, list[str]]:
    """Return the suffix and the command for a key: from standard input to standard output."""
    if not key:
        return "", []
    if key.startswith("age1"):
        return ".age", ["age", "--encrypt", "--recipient", key]
    return ".gpg", ["gpg", "--homedir", str(room), "--batch", "--quiet", "--encrypt", "--recipient-file", key]


def _run(command: list[str], source: int, target: int) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise Unusable(f"BACKUP_KEY asks for {command[0]}, which is missing. Install it.")
    done = subprocess.run(  # noqa: S603 -- a tool by its name, our own settings
        [program, *command[1:]], stdin=source, stdout=target, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise Unusable(f"{command[0]} did not encrypt: {done.stderr.strip()}")


def _remove_old(folder: Path, *, before: dt.date) -> None:
    for file in folder.iterdir():
        dated = DATED.match(file.name)
        if dated and dt.date.fromisoformat(dated[1]) < before:
            file.unlink()
