"""The diary. Every private row points at a diary; a diary belongs to one user.

Each rule is a constraint in the database as well as a validator: the form says it kindly, the database makes it true.
"""

from __future__ import annotations

from journal.models import (  # noqa: F401 -- Django looks for models here, and for nothing else
    circumstances,
    counted,
    cramps,
    diary,
    evidence,
    owned,
    practices,
    reminders,
    routines,
    shares,
    tokens,
    uploads,
)
