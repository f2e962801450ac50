"""Faults of the database and the disk: no mistake of the program, and over once somebody mends them."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextvars import ContextVar

from django.db import DatabaseError, InterfaceError, OperationalError

DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM})
"""Full, over quota, read-only, broken, not ours."""
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
PRIMARY = 0xFF
"""SQLite puts its detailed codes into the bits above."""
READ_ONLY_TRANSACTION = "25006"
"""What PostgreSQL says on a read-only server, by its code (`sqlstate`)."""

_has_saved: ContextVar[bool] = ContextVar("has_saved", default=False)


def begin_request() -> None:
    """Nothing is saved yet."""
    _has_saved.set(False)


def note_saved() -> None:
    """Remember that this request has saved something: whatever fails after that must not say otherwise."""
    _has_saved.set(True)


def has_saved() -> bool:
    """Whether this request has saved something."""
    return _has_saved.get()


def fault_of(error: BaseException | None) -> str:
    """Return what is wrong in the words of the database or the system, or "" when it is a mistake of the program."""
    return next(filter(None, map(_fault, _chain(error))), "")


class MistakesOnly(logging.Filter):
    """Lets through what is a mistake of the program: a fault has a line of its own (`middleware.answer_faults`)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record stays."""
        return not (record.exc_info and fault_of(record.exc_info[1]))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Go through an error and what led to it, each once: two may name each other."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _fault(error: BaseException) -> str:
    if isinstance(error, DatabaseError | InterfaceError):
        return _database_fault(error)
    if isinstance(error, OSError) and error.errno in DISK:
        return str(error.strerror)
    return ""


def _database_fault(error: DatabaseError | InterfaceError) -> str:
    """Return the first line: what PostgreSQL adds below it may hold what somebody typed."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code is None:
        state = getattr(error.__cause__, "sqlstate", None)
        is_fault = isinstance(error, OperationalError | InterfaceError) or state == READ_ONLY_TRANSACTION
    else:
        # SQLITE_ERROR is a wrong statement, which sqlite3 calls operational too.
        is_fault = isinstance(error, OperationalError) and code & PRIMARY != sqlite3.SQLITE_ERROR
        is_fault = is_fault or code & PRIMARY in DAMAGED
    return (str(error).strip() or type(error).__name__).splitlines()[0] if is_fault else ""
