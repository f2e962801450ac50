"""The diary itself, and what every write to it checks."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal.models import EARLIEST, Diary
from yogasite.accounts.models import User

IN_FUTURE = _("This time has not happened yet. Pick an earlier one.")
TOO_EARLY = _("Pick a date after 1900.")


def open_diary(owner: User, *, zone: str, now: dt.datetime) -> Diary:
    """Return the owner's diary, opening it on the first call."""
    diary, _created = Diary.objects.get_or_create(owner=owner, defaults={"time_zone": zone, "created_at": now})
    return diary


def change_preferences(diary: Diary, *, time_zone: str, goal: int) -> Diary:
    """Set the clock that new entries are made by, and what counts as regular practice."""
    diary.time_zone, diary.goal = time_zone, goal
    diary.full_clean(exclude=["owner"], validate_unique=False, validate_constraints=False)
    diary.save(update_fields=["time_zone", "goal"])
    return diary


def change_conditions(diary: Diary, conditions: int) -> None:
    """Set what rules poses out for this person (`poses.choices.Condition`)."""
    diary.conditions = conditions
    diary.clean_fields(exclude=["owner"])
    diary.save(update_fields=["conditions"])


def lock(diary: Diary) -> None:
    """Let one writer at a time at a diary (PostgreSQL; SQLite's IMMEDIATE transactions do so by themselves)."""
    Diary.objects.select_for_update().only("pk").get(pk=diary.pk)


def check_instant(field: str, instant: dt.datetime, now: dt.datetime) -> None:
    """Refuse a time in the future, and one before 1900, beside the field that gave it."""
    if instant > now:
        raise ValidationError({field: IN_FUTURE})
    if instant < EARLIEST:
        raise ValidationError({field: TOO_EARLY})
