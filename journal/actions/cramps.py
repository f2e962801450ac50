"""Cramps, and nights without one."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from journal.actions import diaries
from journal.actions.diaries import TOO_EARLY
from journal.domain.choices import Precision
from journal.domain.nights import night_of, representative_instant
from journal.domain.red_flags import SLEEP_DAYS, SLEEP_SILENCE, Advice, called_for, called_for_by_sleep
from journal.models.cramps import Cramp, Night
from journal.models.diary import EARLIEST_NIGHT, Diary

NIGHT_IN_FUTURE = _("This night has not happened yet. Pick an earlier one.")
HAS_CRAMPS = _("You logged a cramp on this night. Remove the cramp first.")


@transaction.atomic
def log(
    diary: Diary,
    *,
    identifier: uuid.UUID,
    occurred_at: dt.datetime,
    now: dt.datetime,
    precision: Precision = Precision.EXACT,
    **details: Any,
) -> Cramp:
    """Store a cramp and take back a "no cramps" of its night. The same identifier again returns the first one."""
    diaries.lock(diary)
    cramp = Cramp(diary=diary, uuid=identifier, time_zone=diary.time_zone)
    try:
        with transaction.atomic():  # Asking first would cost every tap a query; hardly any is sent twice.
            return _write(cramp, occurred_at=occurred_at, precision=precision, now=now, **details)
    except IntegrityError:
        stored = Cramp.objects.of(diary).with_uuid(identifier).first()
        if stored is None:
            raise
        return stored


def log_of_night(diary: Diary, *, identifier: uuid.UUID, night: dt.date, now: dt.datetime) -> Cramp:
    """Store a cramp of which only the night is remembered."""
    check_night(night, now=now, zone=diary.zone)
    instant = min(representative_instant(night, diary.zone), now)
    return log(diary, identifier=identifier, occurred_at=instant, now=now, precision=Precision.NIGHT)


@transaction.atomic
def edit(cramp: Cramp, *, occurred_at: dt.datetime, precision: Precision, now: dt.datetime, **details: Any) -> Cramp:
    """Change a cramp; a night that it moves to is no longer clear."""
    diaries.lock_row(cramp)
    return _write(cramp, occurred_at=occurred_at, precision=precision, now=now, **details)


@transaction.atomic
def add_details(cramp: Cramp, **details: Any) -> Cramp:
    """Change only the named details of a cramp."""
    diaries.lock_row(cramp)
    for name, value in details.items():
        setattr(cramp, name, value)
    cramp.clean_fields(exclude=["diary"])
    cramp.save(update_fields=list(details))
    return cramp


@transaction.atomic
def advise(cramp: Cramp, *, now: dt.datetime) -> Advice:
    """Return the advice that a cramp now calls for and has not called for before; from then on it has."""
    diaries.lock_row(cramp)
    wanted = called_for(duration=cramp.duration, signs=cramp.signs) | _advice_about_sleep(cramp, now=now)
    fresh = wanted & ~Advice(cramp.advised)
    if fresh:
        add_details(cramp, advised=cramp.advised | fresh)
    return fresh


@transaction.atomic
def remove(cramp: Cramp) -> None:
    """Delete a cramp. Its night becomes unknown, not clear."""
    diaries.lock(cramp.diary)
    cramp.delete()


@transaction.atomic
def confirm_clear(diary: Diary, night: dt.date, *, now: dt.datetime) -> Night:
    """Store that a night had no cramps; refused while a cramp is stored for it. Twice is once."""
    check_night(night, now=now, zone=diary.zone)
    diaries.lock(diary)
    if Cramp.objects.of(diary).between(night, night).exists():
        raise ValidationError({"night": HAS_CRAMPS})
    stored, _created = Night.objects.get_or_create(diary=diary, date=night)
    return stored


@transaction.atomic
def take_back_clear(diary: Diary, night: dt.date) -> bool:
    """Make a confirmed-clear night unknown again, and say whether it was one."""
    diaries.lock(diary)
    count, _rows = Night.objects.of(diary).on(night).delete()
    return count == 1


def check_night(night: dt.date, *, now: dt.datetime, zone: ZoneInfo) -> None:
    """Refuse a night before 1900, and one whose midnight has not come yet."""
    if night < EARLIEST_NIGHT:
        raise ValidationError({"night": TOO_EARLY})
    if night > night_of(now, zone) or representative_instant(night, zone) > now:
        raise ValidationError({"night": NIGHT_IN_FUTURE})


def _advice_about_sleep(cramp: Cramp, *, now: dt.datetime) -> Advice:
    """Look back from this night, when it is a recent one and the cramp broke the person's sleep."""
    night = night_of(now, cramp.zone)
    if not cramp.woke or cramp.night_of <= night - dt.timedelta(days=SLEEP_DAYS):
        return Advice(0)
    of_diary = Cramp.objects.of(cramp.diary)
    woken = of_diary.between(night - dt.timedelta(days=SLEEP_DAYS - 1), night).woken_nights()
    lately = of_diary.between(night - dt.timedelta(days=SLEEP_SILENCE), night).advised()
    return called_for_by_sleep(woken_nights=woken, is_said_lately=bool(lately & Advice.SLEEP))


def _write(cramp: Cramp, *, occurred_at: dt.datetime, now: dt.datetime, **details: Any) -> Cramp:
    diaries.check_instant("occurred_at", occurred_at, now)
    cramp.occurred_at = occurred_at
    cramp.night_of = night_of(occurred_at, cramp.zone)
    for name, value in details.items():
        setattr(cramp, name, value)
    cramp.clean_fields(exclude=["diary"])
    cramp.save()
    Night.objects.of(cramp.diary).on(cramp.night_of).delete()
    return cramp
