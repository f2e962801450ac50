"""How large a body may be, by where it is sent."""

from __future__ import annotations

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve

EDITORS_MOST_BYTES = 22 << 20
"""A photo of 20 MB, and the form around it."""


def files_taken(match: ResolverMatch | None) -> int:
    """Return how many bytes a page takes of those who may send it files; 0 where there is none for files."""
    if match is not None and match.namespace == "admin":
        return EDITORS_MOST_BYTES
    return getattr(match and match.func, "most_bytes", 0)


def most_taken(path: str) -> int:
    """Return how many bytes what answers at a path takes of anybody: all that is known before it is known who asks."""
    try:
        match = resolve(path)
    except Resolver404:
        match = None
    return max(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, files_taken(match))
