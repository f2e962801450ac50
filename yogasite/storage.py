"""Static files with hashed names, compressed, and each page's script and style sheet in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from yogasite.bundling import JOINED, joined

Paths = dict[str, tuple[Storage, str]]


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Puts what a file imports into it before its name is hashed: a change in a part is a new name of the whole."""

    def post_process(self, paths: Paths, *args: Any, **options: Any) -> Iterator[tuple[str, str, bool]]:
        """Give the files that pages name with all their parts, and the others as they are."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                text: bytes = file.read()
            return text.decode()

        memory = InMemoryStorage()
        whole = {name: (memory, memory.save(name, ContentFile(joined(name, read)))) for name in JOINED if name in paths}
        yield from super().post_process(paths | whole, *args, **options)
