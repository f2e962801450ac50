"""Send the reminders that are due (run every five minutes)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from journal.reminders import dispatch


class Command(BaseCommand):
    """`manage.py send_reminders`: see `journal.reminders.dispatch`. Two at once send each reminder once."""

    help = "Send the reminders that are due. Running it again, or twice at once, sends nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them and say how many."""
        if settings.VAPID_PRIVATE_KEY:  # First: a mail server that hangs must not hold these up.
            pushes = dispatch.send_pushes(clock=timezone.now)
            self.stdout.write(f"To browsers: {pushes.sent} sent, {pushes.failed} failed.")
        if settings.SENDS_MAIL:
            mails = dispatch.send_mails(clock=timezone.now)
            self.stdout.write(f"By e-mail: {mails.sent} sent, {mails.failed} failed.")
        else:
            self.stdout.write("By e-mail: none, for this site cannot send (EMAIL_URL).")
