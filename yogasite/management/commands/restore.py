"""Put a backup back, once it has been checked."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from yogasite.backup import restore_backup
from yogasite.database_copy import Unusable


class Command(BaseCommand):
    """`manage.py restore FILE`: see `yogasite.backup`. A backup of an older version is brought up to date."""

    help = "Replace the database and the photos by those in FILE, which `backup` wrote."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, replace, migrate."""
        try:
            manifest = restore_backup(options["file"])
        except Unusable as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        call_command("migrate", verbosity=0)
        self.stdout.write(f"Restored {len(manifest['files'])} files, made by version {manifest['site']}.")
