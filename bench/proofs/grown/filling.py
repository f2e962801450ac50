"""Fills a database by COPY: the days in their order, so that a diary's rows lie as far apart as in real life.

Checks are on while rows arrive. Indexes, unique constraints and foreign keys are made again at the end, as PostgreSQL's
manual advises for a first load: it then looks at every row, and refuses what would break one.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.color import no_style
from django.db import connection, models, transaction

from bench.people import client_of, prepare_site
from bench.proofs.grown.lines import LONGEST, Drawn, columns_of, draw, lengths, text
from bench.proofs.grown.names import session_of, username_of
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice, PracticeItem
from poses.models.pose import Pose
from yogasite.accounts.models import User

MODELS = (Cramp, Night, Practice, PracticeItem)
DRAWN = 40
"""Diaries of ten years; more people than that share them."""
NOTES_POSES = 4
"""One person in so many says with which pose they practised."""
SAMPLE = 100
AT_ONCE = 400_000
"""Rows of one transaction, about."""
NOBODYS_PASSWORD = "!made-up"  # noqa: S105 -- it opens nothing
DIARY_COLUMNS = ("id", "owner_id", "time_zone", "goal", "conditions", "created_at")
USER_COLUMNS = (
    *("id", "password", "last_login", "is_superuser", "username", "first_name", "last_name", "email"),
    *("is_staff", "is_active", "date_joined", "is_guest"),
)


CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('u', 'f') ORDER BY contype DESC, conname
"""
"""Unique ones first."""
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename = ANY(%s) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)
"""


@dataclass
class Lines:
    """What waits to be copied, table by table."""

    of: dict[type[models.Model], list[str]] = field(default_factory=lambda: {model: [] for model in MODELS})
    practices: int = 0
    """How many there were so far: their numbers are ours, for the poses to point at."""

    def add(self, number: int, drawn: Drawn, offset: int, identifiers: Iterator[str]) -> None:
        """Add one day of one diary."""
        day = drawn.days[offset]
        self.of[Cramp] += [f"{number}\t{next(identifiers)}{end}" for end in day.cramps]
        self.of[Night] += [f"{number}{end}" for end in day.nights]
        for end, items in day.practices:
            self.practices += 1
            self.of[Practice].append(f"{self.practices}\t{number}\t{next(identifiers)}{end}")
            self.of[PracticeItem] += [f"{number}\t{self.practices}{item}" for item in items]

    def copy(self) -> int:
        """Copy everything in one transaction and return the number of rows."""
        copied = 0
        with transaction.atomic():
            for model, lines in self.of.items():
                copy_lines(model._meta.db_table, columns_of(model), lines)  # noqa: SLF001
                copied += len(lines)
                lines.clear()
        return copied

    def __len__(self) -> int:
        return sum(len(lines) for lines in self.of.values())


def fill(diaries: int, mean_days: float, *, now: dt.datetime) -> None:
    """Make the tables and so many people with their sessions and entries; print how it goes."""
    prepare_site()
    end = now.date() - dt.timedelta(days=1)
    pose = list(Pose.objects.in_library()[:1])
    seeds = range(min(diaries, DRAWN))
    drawn = [draw(seed, end=end, poses=[] if seed % NOTES_POSES else pose, now=now) for seed in seeds]
    days = lengths(diaries, mean_days)
    start = time.monotonic()
    add_people(drawn, days, now=now)
    print(f"{diaries} people in {time.monotonic() - start:.0f} s", flush=True)
    with indexes_last():
        rows = add_entries(drawn, days, start)
        print(f"{rows} rows in {time.monotonic() - start:.0f} s", flush=True)
    restart_numbers()
    print(f"indexes and foreign keys after {time.monotonic() - start:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    print(f"vacuumed and analysed after {time.monotonic() - start:.0f} s", flush=True)


def add_people(drawn: Sequence[Drawn], days: Sequence[int], *, now: dt.datetime) -> None:
    """Add the users, their diaries and a session of each."""
    users, diaries, sessions = [], [], []
    left = left_by_the_form() | {HASH_SESSION_KEY: User(password=NOBODYS_PASSWORD).get_session_auth_hash()}
    for number, length in enumerate(days, start=1):
        opened = now - dt.timedelta(days=length + 1)
        name = username_of(number)
        users.append(_line(number, NOBODYS_PASSWORD, now, False, name, "", "", "", False, True, opened, False))  # noqa: FBT003
        diaries.append(_line(number, number, drawn[(number - 1) % len(drawn)].zone, 3, 0, opened))
        data = SessionStore().encode(left | {SESSION_KEY: str(number)})
        sessions.append(_line(session_of(number), data, now + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)))
    with transaction.atomic():
        copy_lines("accounts_user", USER_COLUMNS, users)
        copy_lines("journal_diary", DIARY_COLUMNS, diaries)
        copy_lines("django_session", ("session_key", "session_data", "expire_date"), sessions)


def left_by_the_form() -> dict[str, Any]:
    """Return what a log-in by the form leaves in a session; whoever logged in for it is deleted again."""
    name = "grown-pattern"
    user = User.objects.create_user(username=name, password=name)
    session = client_of(name).session
    left = dict(session.items())
    session.flush()
    user.delete()
    return left


def add_entries(drawn: Sequence[Drawn], days: Sequence[int], start: float) -> int:
    """Add what everybody logged, day by day; return the number of rows."""
    longest_first = sorted(range(len(days)), key=lambda place: -days[place])
    falling = [-days[place] for place in longest_first]
    lines, identifiers, copied = Lines(), _identifiers(), 0
    for offset in range(LONGEST):
        begun = bisect_right(falling, offset - LONGEST)
        for place in islice(longest_first, begun):
            lines.add(place + 1, drawn[place % len(drawn)], offset, identifiers)
            if len(lines) >= AT_ONCE:
                copied += lines.copy()
                print(f"day {offset}: {copied} rows after {time.monotonic() - start:.0f} s", flush=True)
    return copied + lines.copy()


@contextmanager
def indexes_last() -> Iterator[None]:
    """Put indexes, unique constraints and foreign keys of the entries aside, and make them again at the end."""
    tables = [model._meta.db_table for model in MODELS]  # noqa: SLF001 -- documented, whatever its name
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [tables])
        constraints = cursor.fetchall()
        for table, name, _definition in reversed(constraints):
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(INDEXES, [tables])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def restart_numbers() -> None:
    """Let the tables count on from the numbers that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [User, Diary, Practice]):
            cursor.execute(statement)


def copy_lines(table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
    """Copy lines into a table."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        copy.write("".join(lines))


def check_sample() -> int:
    """Let the models check rows of every table, drawn at random, as a form would; return how many were checked."""
    chance, checked = random.Random(3), 0  # noqa: S311 -- a sample, not a secret
    for model in (User, Diary, *MODELS):
        last = model._default_manager.latest("pk").pk  # noqa: SLF001 - documented, whatever its name
        for row in model._default_manager.filter(pk__in=[chance.randint(1, last) for _row in range(SAMPLE)]):  # noqa: SLF001
            row.full_clean(exclude=["password"])
            checked += 1
    return checked


def _identifiers() -> Iterator[str]:
    while True:
        digits = os.urandom(16 * 4096).hex()
        yield from (digits[place : place + 32] for place in range(0, len(digits), 32))


def _line(*values: object) -> str:
    return "\t".join(text(value) for value in values) + "\n"
