"""Forget files that were brought in and never answered (run once an hour, or once a day)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.actions import arrivals, uploads
from journal.models.uploads import Upload


class Command(BaseCommand):
    """`manage.py remove_uploads`: see `journal.actions.uploads.remove_old`."""

    help = "Forget files that were sent to be brought in and have waited for an answer for more than an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take back what was added by halves, forget the files and say how many."""
        now = timezone.now()
        arrivals.take_back_abandoned(Upload.objects.all(), now=now)
        count = uploads.remove_old(now=now)
        self.stdout.write(f"{count} waiting files forgotten.")
