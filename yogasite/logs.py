"""What must not stand in a log."""

from __future__ import annotations

import logging
import re


class WithoutSecrets(logging.Formatter):
    """Cut out what follows any of `prefixes` in a path: whoever reads a log must not be able to open it.

    The whole line is searched, a traceback too.
    """

    def __init__(self, line: str, prefixes: list[str]) -> None:
        super().__init__(line, style="{")
        starts = "|".join(re.escape(prefix) for prefix in prefixes)
        self.secret = re.compile(rf"({starts})[^/\s?\"']+")

    def format(self, record: logging.LogRecord) -> str:
        """Write the record without its secrets."""
        return self.secret.sub(r"\1…", super().format(record))
