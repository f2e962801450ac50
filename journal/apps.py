"""The journal app."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Cramps, nights, practice, and what they say together."""

    name = "journal"

    def ready(self) -> None:
        """Register the checks."""
        from journal.web import checks  # noqa: F401 -- importing registers them
