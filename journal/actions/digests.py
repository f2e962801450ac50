"""Secrets that open something without a login, and what is kept of one that is shown once."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """Return 256 random bits as 43 letters that an address can hold."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return its SHA-256 in hexadecimal: a secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
