"""Pages without the indentation of their templates."""

from __future__ import annotations

import re

from jinja2.ext import Extension


class Flat(Extension):
    """Leaves out the formatter's indentation: to a browser it means nothing, and it is a third of a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a page's template without it; a mail's stays as it is."""
        return re.sub(r"(?m)^ +", "", source) if name and name.endswith(".html") else source
