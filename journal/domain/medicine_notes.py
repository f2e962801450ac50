"""What may be said of each class of medicine that a diary can hold: those of `poses.domain.facts.medicines`."""

from __future__ import annotations

from journal.domain.choices import Medicine
from poses.domain.facts.medicines import MEDICINES
from poses.domain.facts.statements import Fact

ADVICE = MEDICINES["advice"]
"""Stands beside every medicine."""
SAID: dict[Medicine, Fact] = {medicine: MEDICINES[medicine.value] for medicine in Medicine}


def in_words() -> list[tuple[str, Fact]]:
    """Return every class by name, with what may be said of it."""
    return [(str(medicine.label), said) for medicine, said in SAID.items()]
