"""Which databases there are, from the environment: SQLite or PostgreSQL, a pooler before it, a replica beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yogasite.environment import SQLITE as DJANGOS_SQLITE
from yogasite.environment import Environment, with_password

PRIMARY, REPLICA = "default", "replica"
SQLITE = {
    # The defaults lose concurrent read-then-write requests to "database is locked"; IMMEDIATE waits instead.
    # synchronous=FULL: a cramp that was acknowledged survives a power cut.
    "ENGINE": "yogasite.sqlite3",
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0;",
    },
}
BEHIND_POOLER = {
    # A server's connection is ours for one transaction only, so nothing may outlive it: no cursor of the server (a
    # query is read whole), no prepared statement (Django makes none unless asked), and no second pool of our own.
    "DISABLE_SERVER_SIDE_CURSORS": True,
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
}
LONGEST_WAIT = 5
"""Seconds for a server that does not answer."""
SECONDS_TO_CONNECT = 2
"""For the replica: who waits for it could be answered by the primary."""
SECONDS_AWAY = 10
"""How long a replica that did not answer is left alone. No connection is kept longer, so none is from before that."""


def databases_of(env: Environment, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: the primary and, with REPLICA_URL, a replica that is only read."""
    primary = _address(env, "DATABASE_URL", default=f"sqlite:///{data_dir / 'nightheron.sqlite3'}")
    if primary["ENGINE"] == DJANGOS_SQLITE:
        return {PRIMARY: primary | SQLITE}
    has_pooler = env.bool("DATABASE_POOLER", default=False)
    found = {PRIMARY: _behind_pooler(primary) if has_pooler else _pooled(env, primary)}
    if env.str("REPLICA_URL", default=""):
        found[REPLICA] = _replica(_address(env, "REPLICA_URL", default=""), has_pooler=has_pooler)
    return found


def _address(env: Environment, var: str, *, default: str) -> dict[str, Any]:
    return with_password(env.database(var, default), "PASSWORD", env.str("DATABASE_PASSWORD", default=""))


def _behind_pooler(address: dict[str, Any]) -> dict[str, Any]:
    """A pooler that takes a connection and says nothing holds nobody for longer than a server would."""
    options = address.get("OPTIONS", {}) | {"connect_timeout": LONGEST_WAIT}
    return address | BEHIND_POOLER | {"OPTIONS": options}


def _pooled(env: Environment, address: dict[str, Any]) -> dict[str, Any]:
    """A server that is away is tried again at most five seconds after somebody asks, and nobody waits longer."""
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=8)}
    pool |= {"timeout": LONGEST_WAIT, "reconnect_timeout": LONGEST_WAIT}
    options = address.get("OPTIONS", {}) | {"pool": pool, "connect_timeout": LONGEST_WAIT}
    return address | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _replica(address: dict[str, Any], *, has_pooler: bool) -> dict[str, Any]:
    """Without a pool, which would wait long for a replica that is away; its tests read the primary."""
    options = address.get("OPTIONS", {}) | {"connect_timeout": SECONDS_TO_CONNECT}
    lasting = {"CONN_MAX_AGE": SECONDS_AWAY, "OPTIONS": options, "TEST": {"MIRROR": PRIMARY}}
    return address | lasting | {"DISABLE_SERVER_SIDE_CURSORS": has_pooler}
