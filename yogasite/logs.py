"""What the server writes down: one JSON object a line, and nothing that opens anything."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re


class JsonLines(logging.Formatter):
    """Write a record as one line of JSON; what a record gives as `fields` stands beside its message.

    What follows any of `prefixes` in a path is cut out of the whole line, a traceback too: whoever reads a log must not
    be able to open it.
    """

    def __init__(self, prefixes: list[str]) -> None:
        super().__init__()
        starts = "|".join(re.escape(prefix) for prefix in prefixes)
        self.secret = re.compile(rf"({starts})[^/\s?\"'\\]+")

    def format(self, record: logging.LogRecord) -> str:
        """Write the record without its secrets."""
        said = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        } | getattr(record, "fields", {})
        if record.exc_info or record.exc_text:
            said["traceback"] = record.exc_text or self.formatException(record.exc_info or (None, None, None))
        return self.secret.sub(r"\1…", json.dumps(said, ensure_ascii=False))
