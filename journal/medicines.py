"""What may be said of each class of medicine that a diary can hold: the statements of `poses.facts.medicines`."""

from __future__ import annotations

from journal.choices import Medicine
from poses.facts import Fact
from poses.facts.medicines import MEDICINES

ADVICE = MEDICINES["advice"]
"""Stands beside every medicine."""
SAID: dict[Medicine, Fact] = {medicine: MEDICINES[medicine.value] for medicine in Medicine}


def in_words() -> list[tuple[str, Fact]]:
    """Return every class by name, with what may be said of it."""
    return [(str(medicine.label), said) for medicine, said in SAID.items()]
