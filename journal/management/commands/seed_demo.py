"""Fill a diary with made-up entries, so that everything can be seen at once."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from journal.actions import diaries, entries
from journal.domain.demo import demo_days
from journal.management import demo_rows
from poses.models.pose import Pose
from yogasite.accounts.models import User


class Command(BaseCommand):
    """Make one user with a deterministic diary."""

    help = "Make one user with a made-up diary. The same seed and dates give the same diary."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--username", required=True)
        parser.add_argument("--password", required=True)
        parser.add_argument("--days", type=int, default=180, help="how many days of diary (default 180)")
        parser.add_argument("--end", type=dt.date.fromisoformat, help="the last day, YYYY-MM-DD (default yesterday)")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--replace", action="store_true", help="delete a user of this name first")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make the user and the diary in one transaction."""
        if options["days"] < 1:
            raise CommandError("--days must be 1 or more.")
        user = self._user(options["username"], options["password"], replace=options["replace"])
        now = timezone.now()
        end = options["end"] or timezone.localdate() - dt.timedelta(days=1)
        days = list(demo_days(days=options["days"], end=end, seed=options["seed"]))
        diary = diaries.open_for(user, zone=timezone.get_default_timezone_name(), now=now)
        rows = demo_rows.rows_of(diary, days, list(Pose.objects.in_library()[:5]), now=now)
        entries.add(rows)
        self.stdout.write(
            f"{user.username}: {len(rows.cramps)} cramps, {len(rows.nights)} clear nights, "
            f"{len(rows.practices)} practices on {len(days)} days."
        )

    def _user(self, username: str, password: str, *, replace: bool) -> User:
        stored = User.objects.filter(username=username)
        if stored.exists() and not replace:
            raise CommandError(f"There is already a user {username}. Use --replace to delete it first.")
        stored.delete()
        return User.objects.create_user(username=username, password=password)
