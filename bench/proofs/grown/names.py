"""What the made-up people are called, and the keys of their sessions: the same in each database."""

from __future__ import annotations

import hashlib

GROWN, SMALL = "grown", "small"
SMALL_DIARIES = 100
PORT = 43010


def session_of(number: int) -> str:
    """Return the session's key of a person."""
    return hashlib.sha256(f"grown {number}".encode()).hexdigest()[:32]


def username_of(number: int) -> str:
    """Return the name of a person."""
    return f"grown-{number}"
