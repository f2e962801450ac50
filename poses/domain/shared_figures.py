"""A figure in three parts, so that a page may hold the drawing once and show it again by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

DRAWN = re.compile(
    r'<svg class="figure" viewBox="(?P<box>[^"]*)" role="img">'
    r"(?P<naming><title>.*?</title><desc>.*?</desc>)(?P<drawing>.*)</svg>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Plate:
    """A figure as `poses/figures` writes it: its box, its title and description, and what is seen."""

    box: str = ""
    naming: str = ""
    drawing: str = ""

    @classmethod
    def of(cls, svg: str) -> Self:
        """Part a figure; a pose that has none has an empty one."""
        found = DRAWN.fullmatch(svg)
        return cls(**found.groupdict()) if found else cls()
