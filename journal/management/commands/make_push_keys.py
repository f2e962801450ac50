"""Make the key by which push services know this site (run once)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from journal.reminders.push_keys import new_key


class Command(BaseCommand):
    """`manage.py make_push_keys`: print the line for the environment. Nothing is stored."""

    help = "Print a new VAPID_PRIVATE_KEY for .env. With another key every browser has to be asked again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(f"VAPID_PRIVATE_KEY={new_key()}")
