"""Numbers that stand for a state: every change replaces the number by another."""

from __future__ import annotations

import secrets

BITS = 62
"""Fits into the integer column of any database."""


def new_edition() -> int:
    """Return a number that nothing has had before: it is drawn, so that a restored backup brings none back."""
    return secrets.randbits(BITS)
