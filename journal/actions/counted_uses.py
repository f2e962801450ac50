"""How often something that a secret opens may be used in a minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F

from journal.models.owned import SecretQuerySet

MINUTE = dt.timedelta(minutes=1)


def count(row: SecretQuerySet[Any], *, most: int, now: dt.datetime, **noted: Any) -> bool:
    """Note that a row is used, and `noted` with it; False, and nothing noted, when it was used `most` times already.

    Counted in the row itself: the cache, which keeps the limits of the log-in, would take ten writes for each.
    """
    if row.rested_between(now - MINUTE, now).update(used_at=now, uses=1, **noted):
        return True
    return bool(row.used_less_than(most).update(uses=F("uses") + 1, **noted))
