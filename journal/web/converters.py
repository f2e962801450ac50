"""A date in an address."""

from __future__ import annotations

import datetime as dt


class DateConverter:
    """2026-11-18 and a date; anything that is no date of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """Return the date; a ValueError makes the address a 404."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        """Return the date as it stands in the address."""
        return value.isoformat()
