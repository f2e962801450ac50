"""Copy everything that cannot be made again into one file, while the site runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yogasite.backup import make_backup
from yogasite.database_copy import Unusable


class Command(BaseCommand):
    """`manage.py backup FILE`: see `yogasite.backup`."""

    help = "Copy the database and the photos into FILE, while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say how large it is."""
        path: Path = options["file"]
        try:
            manifest = make_backup(path)
        except (Unusable, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        size = path.stat().st_size / 1e6
        self.stdout.write(f"{path}: {len(manifest['files'])} files, {size:.1f} MB. Keep the secret key apart from it.")
