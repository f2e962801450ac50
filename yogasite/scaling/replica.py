"""What a replica of the database answers: the library on public pages, and whole exports. All else asks the primary.

A private page never reads the replica, which may be behind: what somebody has just logged is there at once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, InterfaceError, OperationalError, connections, models
from django.http import HttpRequest, HttpResponseBase

from yogasite.scaling.databases import PRIMARY, REPLICA, SECONDS_AWAY

SECONDS_BEHIND, STEP = 1.0, 0.05
"""How long an export waits for the replica to have everything, looking every so often."""
SAFE = ("GET", "HEAD")
View = Callable[..., HttpResponseBase]
log = logging.getLogger(__name__)


@dataclass
class Choice:
    """A page's leave to read the replica, and whether it does: decided by the first query that may."""

    is_used: bool | None = None


_choice: ContextVar[Choice | None] = ContextVar("replica", default=None)


class Health:
    """Whether this process has met the replica of late. It says so once when it is gone, and once when it is back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._asks_again_at: float | None = None

    def may_ask(self) -> bool:
        """Tell whether the replica may be asked. When it was away long enough, one request tries it again."""
        with self._lock:
            if self._asks_again_at is None:
                return True
            is_due = self._clock() >= self._asks_again_at
            if is_due:
                self._asks_again_at = self._clock() + SECONDS_AWAY
            return is_due

    def is_away(self) -> None:
        """Leave the replica alone for a while."""
        connections[REPLICA].close()
        with self._lock:
            is_news = self._asks_again_at is None
            self._asks_again_at = self._clock() + SECONDS_AWAY
        if is_news:
            log.warning("The replica does not answer. The primary does its work until it is back.")

    def is_there(self) -> None:
        """Ask it as before."""
        with self._lock:
            is_news, self._asks_again_at = self._asks_again_at is not None, None
        if is_news:
            log.info("The replica answers again.")


health = Health()


class PublicPagesFromReplica:
    """Django's router: it sends reads of the library to the replica while a public page is made, and nothing else."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str | None:
        """Choose the replica for what everybody may read; otherwise Django decides."""
        choice = _choice.get()
        if choice is None or model._meta.app_label not in settings.APPS_ON_REPLICA:  # noqa: SLF001 - documented
            return None
        if choice.is_used is None:
            choice.is_used = health.may_ask()
        return REPLICA if choice.is_used else None

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """Choose the primary, also for rows that were read from the replica."""
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        """Both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The replica gets its tables from the primary."""
        return db == PRIMARY


class ReplicaMiddleware:
    """Let public pages read the library from the replica, and make a page again from the primary when it is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.DATABASE_ROUTERS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and take note that the replica has answered."""
        before = _choice.set(None)
        try:
            response = self.get_response(request)
            choice = _choice.get()
        finally:
            _choice.reset(before)
        if choice is not None and choice.is_used:
            health.is_there()
        return response

    def process_view(self, request: HttpRequest, view: View, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """Choose the replica for a public page that only reads."""
        if request.method in SAFE and not getattr(view, "login_required", True):
            request.again = lambda: view(request, *args, **kwargs)  # type: ignore[attr-defined]
            _choice.set(Choice())

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Make the page from the primary: reading twice harms nobody."""
        choice = _choice.get()
        if choice is None or not choice.is_used or not isinstance(exception, OperationalError | InterfaceError):
            return None
        _choice.set(None)
        response: HttpResponseBase = request.again()  # type: ignore[attr-defined]
        health.is_away()
        return response


def replica_with_everything() -> str | None:
    """Return the replica for a long read, once it holds all that is committed now; None when it is away or behind."""
    if not settings.DATABASE_ROUTERS or not health.may_ask():
        return None
    try:
        is_level = _catches_up(_position(PRIMARY, "pg_current_wal_lsn()"))
    except DatabaseError:
        health.is_away()
        return None
    health.is_there()
    return REPLICA if is_level else None


def _catches_up(target: str) -> bool:
    end = time.monotonic() + SECONDS_BEHIND
    while not _position(REPLICA, f"pg_last_wal_replay_lsn() >= '{target}'"):
        if time.monotonic() > end:
            return False
        time.sleep(STEP)
    return True


def _position(alias: str, expression: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT {expression}")
        return cursor.fetchone()[0]
