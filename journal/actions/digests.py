"""Secrets that open something without a login, what is kept of one that is shown once, and what names a file."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """Return 256 random bits as 43 letters that an address can hold."""
    return secrets.token_urlsafe(32)


def of_secret(secret: str) -> str:
    """Return its SHA-256 in hexadecimal: a secret of 256 random bits needs no slow hash."""
    return of_bytes(secret.encode(errors="replace"))


def of_bytes(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
