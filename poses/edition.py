"""Which edition of the library this process shows."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.db import router

from poses.models import LibraryEdition
from yogasite.kept import CACHE

SECONDS = 1
"""For so long another process may show a page as it was before an editor's change; that saves each page a query."""


def current_edition() -> int:
    """Return the number by which pages that show the library are kept.

    It comes from the database that the page itself will read: by the primary's number, a page of a replica that is
    behind would be kept as the newest.
    """
    database = router.db_for_read(LibraryEdition)
    known: int | None = caches[CACHE].get(_key(database))
    if known is None:
        known = LibraryEdition.objects.using(database).current()
        caches[CACHE].set(_key(database), known, SECONDS)
    return known


def forget_edition() -> None:
    """Look it up again, at once: this process has changed it."""
    caches[CACHE].delete_many(map(_key, settings.DATABASES))


def _key(database: str) -> str:
    return f"library:{database}"
