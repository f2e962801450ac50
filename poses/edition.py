"""Which edition of the library this process shows."""

from __future__ import annotations

from django.core.cache import caches

from poses.models import LibraryEdition
from yogasite.kept import CACHE

KEY = "library"
SECONDS = 1
"""A page in another process may be out of date for so long after an editor's change: nobody sees that, and it saves a
query on every page."""


def current_edition() -> int:
    """Return the number by which pages that show the library are kept."""
    known: int | None = caches[CACHE].get(KEY)
    if known is None:
        known = LibraryEdition.objects.current()
        caches[CACHE].set(KEY, known, SECONDS)
    return known


def forget_edition() -> None:
    """Look it up again, at once: this process has changed it."""
    caches[CACHE].delete(KEY)
