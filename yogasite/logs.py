"""What must not stand in a log."""

from __future__ import annotations

import logging
import re


class HideSecrets(logging.Filter):
    """Cut out what follows any of `prefixes` in a path: whoever reads a log must not be able to open it."""

    def __init__(self, prefixes: list[str]) -> None:
        super().__init__()
        starts = "|".join(re.escape(prefix) for prefix in prefixes)
        self.secret = re.compile(rf"({starts})[^/\s?\"']+")

    def filter(self, record: logging.LogRecord) -> bool:
        """Pass every record on, its message without the secret."""
        record.msg, record.args = self.secret.sub(r"\1…", record.getMessage()), None
        return True
