"""The version: the newest dated heading of the change log, so that the two cannot disagree."""

from __future__ import annotations

import re
from pathlib import Path

_HEADING = re.compile(r"^## v?(\d+\.\d+(?:\.\d+)?)", re.MULTILINE)


def version(changelog: Path) -> str:
    """Return the version of the first numbered heading in `changelog`, or "0" before the first release."""
    found = _HEADING.search(changelog.read_text(encoding="utf-8"))
    return found.group(1) if found else "0"
