"""Which edition of the library this process shows."""

from __future__ import annotations

from django.core.cache import caches

from poses.models import LibraryEdition
from yogasite.kept import CACHE

KEY = "library"
SECONDS = 1
"""For so long another process may show a page as it was before an editor's change; that saves each page a query."""


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
