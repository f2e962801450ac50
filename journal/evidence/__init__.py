"""What the diary says in numbers: pure functions of plain data."""

from __future__ import annotations

from journal.evidence.comparison import Comparison, Reading, Verdict, compare
from journal.evidence.exposure import Reason, Shortage
from journal.evidence.randomised import Randomised, randomised

__all__ = ["Comparison", "Randomised", "Reading", "Reason", "Shortage", "Verdict", "compare", "randomised"]
