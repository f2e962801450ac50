"""What the diary says in numbers: pure functions of plain data."""

from __future__ import annotations

from journal.domain.evidence.comparison import compare
from journal.domain.evidence.randomisation import randomised

__all__ = ["compare", "randomised"]
