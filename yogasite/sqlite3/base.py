"""Django's own SQLite, which also notices that its file was taken away.

An open file stays writable after it was moved, replaced or deleted: without this, taps would be acknowledged and stored
where nobody looks for them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Needs CONN_HEALTH_CHECKS: Django then asks `is_usable` once a request."""

    may_create: ClassVar[bool] = True
    """Commands make the database. A server (`wsgi.py`) must not: an empty one would hide that the real one is lost."""
    opened: tuple[int, int, bool] | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Open the file by its name, or only if it is there."""
        given: dict[str, Any] = super().get_connection_params()
        if not self.may_create:
            given["database"] = f"file:{quote(str(given['database']))}?mode=rw"
        return given

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Remember which file was opened."""
        opened = super().get_new_connection(conn_params)
        self.opened = self._file()
        return opened

    def is_usable(self) -> bool:
        """Whether the file of that name is still the one that was opened, and can be written as it could then.

        What was opened while it could not be written stays read-only; after an error it is opened anew in any case.
        """
        return not self.errors_occurred and self._file() == self.opened

    def _file(self) -> tuple[int, int, bool] | None:
        path = Path(self.settings_dict["NAME"])
        try:
            found = path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, os.access(path, os.W_OK)
