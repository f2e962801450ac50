"""A fact: one sentence that pages may say, and where it comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise

from poses.domain.facts.sources import SOURCES, Source


@dataclass(frozen=True)
class Fact:
    """What may be said, in our words; `softened` tells what could not be checked and is therefore not claimed."""

    sentence: str | Promise
    source_keys: tuple[str, ...]
    softened: str = ""

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return [SOURCES[key] for key in self.source_keys]

    @property
    def read(self) -> dt.date:
        """The day on which the oldest of its sources was read."""
        return min(source.read for source in self.sources)
