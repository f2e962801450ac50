"""Remove the diaries of guests who will not come back (run once a day)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.actions import guests
from yogasite import steady_clock


class Command(BaseCommand):
    """`manage.py remove_guests`: see `journal.actions.guests.remove_lost`. Accounts are never touched.

    A clock that has leapt ahead would make every diary an old one (`yogasite.steady_clock`).
    """

    help = "Remove guests' diaries that are empty after two days, or silent for 400. Accounts are never touched."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many."""
        now = timezone.now()
        if not steady_clock.note_run(now):
            self.stdout.write("No guest diary removed: first this has to run for a week without a leap of the clock.")
            return
        count = guests.remove_lost(now=now)
        self.stdout.write(f"{count} guest diaries removed.")
