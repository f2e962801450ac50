"""Write every health sentence with its source: docs/health-sentences.md."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from poses.domain.content import read_library
from poses.domain.facts.table import as_markdown
from poses.management.commands.load_poses import CONTENT_DIRECTORY


class Command(BaseCommand):
    """Print the table."""

    help = "Print every health sentence with where it comes from, as docs/health-sentences.md holds it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it in English, the language of the content."""
        with translation.override("en-gb"):
            self.stdout.write(as_markdown(read_library(CONTENT_DIRECTORY)), ending="")
