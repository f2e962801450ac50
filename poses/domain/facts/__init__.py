"""Health sentences, each once, with its source: no page writes its own."""

from __future__ import annotations

from collections.abc import Mapping

from poses.domain.facts.research import CAUTIONS, RESEARCH
from poses.domain.facts.statements import Fact

__all__ = ["FACTS", "Fact"]

FACTS: Mapping[str, Fact] = RESEARCH | CAUTIONS
"""Those that content files name."""
