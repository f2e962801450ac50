"""Forget files that were brought in and never answered (run once an hour, or once a day)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.actions import uploads


class Command(BaseCommand):
    """`manage.py remove_uploads`: see `journal.actions.uploads.remove_old`."""

    help = "Forget files that were sent to be brought in and have waited for an answer for more than an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget them and say how many."""
        count = uploads.remove_old(now=timezone.now())
        self.stdout.write(f"{count} waiting files forgotten.")
