"""Remove the people whose seven days to change their mind are over (run once a day)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.actions import deletion


class Command(BaseCommand):
    """`manage.py remove_deleted`: see `journal.actions.deletion.remove_due`. Running it again changes nothing."""

    help = "Remove everything of those who asked for it seven days ago or earlier. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        count = deletion.remove_due(now=timezone.now())
        self.stdout.write(f"{count} deleted diaries removed.")
