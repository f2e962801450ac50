"""Whether the machine's clock can be trusted with what cannot be taken back: one that leaps makes old what is new."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache

KEY = "steady_clock"
LONGEST_GAP = dt.timedelta(days=3)
"""Between two runs of the daily command. A longer one is a leap, or a machine that was off."""
TRIAL = dt.timedelta(days=7)
"""How long the clock has to go on without a leap. Until then somebody has the time to set it right."""


def note_run(now: dt.datetime) -> bool:
    """Note that the daily run has come, and say whether it has come for a week without a leap of the clock."""
    last, since = cache.get(KEY) or (now, now)
    if abs(now - last) > LONGEST_GAP:
        since = now
    cache.set(KEY, (now, since), timeout=None)
    return now - since >= TRIAL
