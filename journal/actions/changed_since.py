"""Whether entries still say what they said when an Undo was offered. Nobody takes away what was written since."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.forms.models import model_to_dict

from journal.actions import digests

_NOT_SAID = ("id", "diary", "practice", "routine", "advised")
"""What a row points at, and which advice has been shown: no person has written these."""


class ChangedSince(Exception):
    """What was to be taken back was edited, removed or put back in the meantime."""


def told(row: models.Model) -> dict[str, Any]:
    """Return all that a person has said in a row."""
    return model_to_dict(row, exclude=_NOT_SAID)


def digest_of(rows: Sequence[models.Model]) -> str:
    """Return 64 letters that are others once something else is said in one of the rows, or one is missing."""
    return digests.of_bytes(json.dumps([told(row) for row in rows], default=_plain).encode())


def _plain(value: Any) -> str:
    """Tell an instant by one clock: as it was typed it is on the person's, from the database it is not."""
    return str(value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value)
