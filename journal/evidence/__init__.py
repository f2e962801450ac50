"""What the diary says in numbers: pure functions of plain data."""

from __future__ import annotations

from journal.evidence.answers import Answer, answer, look_day, looks_done, shown_verdict
from journal.evidence.chances import detectable
from journal.evidence.comparison import Comparison, Reading, Verdict, compare
from journal.evidence.exposure import Reason, Shortage, left_out_nights, missing_first
from journal.evidence.randomisation import Randomised, randomised

__all__ = [
    "Answer",
    "Comparison",
    "Randomised",
    "Reading",
    "Reason",
    "Shortage",
    "Verdict",
    "answer",
    "compare",
    "detectable",
    "left_out_nights",
    "look_day",
    "looks_done",
    "missing_first",
    "randomised",
    "shown_verdict",
]
