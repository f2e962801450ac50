"""Remove the diaries of guests who will not come back (run once a day)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.actions import guests


class Command(BaseCommand):
    """`manage.py remove_guests`: see `journal.actions.guests.remove_lost`. Accounts are never touched."""

    help = "Remove guests' diaries that are empty after two days, or silent for 400. Accounts are never touched."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        count = guests.remove_lost(now=timezone.now())
        self.stdout.write(f"{count} guest diaries removed.")
