"""A copy of the whole database as one file, made while the site runs, and put back in one step."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


class Unusable(Exception):
    """A copy that must not be put back, or a tool that is missing; its text is a sentence for the administrator."""


def dump_name() -> str:
    """Return what the copy is called inside a backup."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.pgdump"


def dump(path: Path) -> None:
    """Write a consistent copy to `path`: everything committed before the call, nothing half of what came later."""
    if connection.vendor == "sqlite":
        with closing(_opened(Path(connection.settings_dict["NAME"]))) as live, closing(_opened(path)) as copy:
            live.backup(copy)
        return
    _refuse_parts()
    _run("pg_dump", "--format=custom", "--no-owner", "--file", str(path))


def verify(path: Path) -> None:
    """Raise `Unusable` when a copy is damaged."""
    if connection.vendor == "sqlite":
        _verify_sqlite(path)
    else:
        _run("pg_restore", "--list", str(path), connects=False)


def put_back(path: Path) -> None:
    """Replace what the database holds by a copy that was verified: all of it, or nothing."""
    if connection.vendor == "sqlite":
        connection.close()
        with closing(_opened(path)) as copy, closing(_opened(Path(connection.settings_dict["NAME"]))) as live:
            copy.backup(live)
        return
    _refuse_parts()
    present = _own_tables()
    connection.close()
    script = path.with_suffix(".sql")
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", f"--file={script}", str(path), connects=False)
    # First all that is ours: of an older version the copy names no table, and no foreign key, that was made since.
    drop = ["--command", f"DROP TABLE IF EXISTS {', '.join(present)} CASCADE"] if present else []
    _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *drop, f"--file={script}")


def is_in_parts() -> bool:
    """Whether Citus holds the tables: a dump of its coordinator is no copy at one moment, and cannot be put back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'")
        return cursor.fetchone() is not None


def _refuse_parts() -> None:
    if is_in_parts():
        raise Unusable(
            "This database is in parts (Citus). Back up and put back all of its nodes together instead: "
            "docs/deployment/growing.md says how."
        )


def _own_tables() -> list[str]:
    """Return the tables of this site that the database holds, quoted; no other program's."""
    caches = [str(cache.get("LOCATION")) for cache in settings.CACHES.values()]
    ours = {*connection.introspection.django_table_names(), MigrationRecorder.Migration._meta.db_table, *caches}  # noqa: SLF001
    return [connection.ops.quote_name(name) for name in sorted(ours & set(connection.introspection.table_names()))]


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60)


def _verify_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Unusable(f"The database in it is damaged: {error}.") from error
    if verdict != "ok":
        raise Unusable(f"The database in it is damaged: {verdict}.")


def _run(tool: str, *arguments: str, connects: bool = True) -> None:
    """Run a PostgreSQL tool on our database. The password goes by the environment: arguments can be read by others."""
    program = shutil.which(tool)
    if program is None:
        raise Unusable(f"{tool} is missing. Install the client programs of PostgreSQL.")
    given, environment = _address() if connects else ([], {})
    done = subprocess.run(  # noqa: S603 -- our own settings
        [program, *given, *arguments], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unusable(f"{tool}: {done.stderr.strip() or 'it failed'}")


def _address() -> tuple[list[str], dict[str, str]]:
    """Return how the tools of PostgreSQL find the database."""
    told: dict[str, Any] = connection.settings_dict
    options = {"--host": told["HOST"], "--port": told["PORT"], "--username": told["USER"]}
    given = [f"{name}={value}" for name, value in options.items() if value]
    return [*given, f"--dbname={told['NAME']}"], {"PGPASSWORD": str(told["PASSWORD"] or "")}
