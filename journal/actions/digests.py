"""What is kept of a secret that is shown once."""

from __future__ import annotations

import hashlib


def digest_of(secret: str) -> str:
    """Return its SHA-256 in hexadecimal: a secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
