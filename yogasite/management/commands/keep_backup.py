"""Write today's backup into BACKUP_DIR (run once a day)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from yogasite.database_copy import Unusable
from yogasite.kept_backups import keep_backup


class Command(BaseCommand):
    """`manage.py keep_backup`: see `yogasite.kept_backups`. Without BACKUP_DIR it does nothing and says so."""

    help = "Write today's backup into BACKUP_DIR, encrypt it for BACKUP_KEY, and remove those over BACKUP_DAYS old."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say where it is."""
        if settings.BACKUP_DIR is None:
            self.stdout.write("No backup is made: BACKUP_DIR is not set.")
            return
        key, days = settings.BACKUP_KEY, settings.BACKUP_DAYS
        try:
            file = keep_backup(settings.BACKUP_DIR, key=key, days=days, now=timezone.now())
        except (Unusable, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {file.stat().st_size / 1e6:.1f} MB.")
