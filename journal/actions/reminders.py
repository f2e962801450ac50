"""Asking for reminders, for a calendar that carries them, and taking one to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from django.db import transaction
from django.db.models import F

from journal.actions import diaries, digests
from journal.domain.choices import ReminderKind
from journal.models.diary import Diary
from journal.models.reminders import CalendarFeed, PushDevice, Reminder

MOST_DEVICES = 10


Chosen = Mapping[ReminderKind, dt.time | None]
"""The time of each kind; None where it is not asked for."""


@transaction.atomic
def change_settings(diary: Diary, *, time_zone: str, goal: int, reminders: Chosen, by_mail: bool) -> None:
    """Set all that the settings ask at once, or nothing of it."""
    diaries.change_preferences(diary, time_zone=time_zone, goal=goal)
    choose(diary, reminders, by_mail=by_mail)


@transaction.atomic
def choose(diary: Diary, chosen: Chosen, *, by_mail: bool = False) -> None:
    """Keep the times that were chosen; a kind without one is reminded of no more."""
    diaries.lock(diary)
    for kind, at in chosen.items():
        if at is None:
            Reminder.objects.of(diary).of_kind(kind).delete()
        else:
            Reminder.objects.update_or_create(diary=diary, kind=kind, defaults={"at": at, "by_mail": by_mail})


def stop_mails(diary: Diary) -> None:
    """Send this diary no more reminders by e-mail; the other ways go on."""
    Reminder.objects.of(diary).update(by_mail=False)


def open_feed(diary: Diary) -> CalendarFeed:
    """Give the calendar a new address that nobody can guess. The one before is dead at once."""
    feed, _created = CalendarFeed.objects.update_or_create(diary=diary, defaults={"token": digests.new_secret()})
    return feed


def revise_feed(feed: CalendarFeed, *, digest: str, now: dt.datetime) -> CalendarFeed:
    """Count a revision when the calendar says something else than before, and return it as it stands.

    Two readers at once count one: whoever comes second finds the row changed.
    """
    if feed.digest == digest:
        return feed
    row = CalendarFeed.objects.of(feed.diary)
    row.saying(feed.digest).update(digest=digest, revision=F("revision") + 1, revised_at=now)
    return row.get()


def close_feed(diary: Diary) -> None:
    """Take the calendar's address away."""
    CalendarFeed.objects.of(diary).delete()


@transaction.atomic
def open_device(diary: Diary, *, endpoint: str, p256dh: str, auth: str, site_key: str) -> PushDevice:
    """Show reminders in this browser. It moves to the diary that asks last; the oldest of too many gives way.

    So do those that were asked with another key of the site: nothing reaches them.
    """
    PushDevice.objects.of(diary).exclude(site_key=site_key).delete()
    keys = {"diary": diary, "p256dh": p256dh, "auth": auth, "site_key": site_key}
    device, _created = PushDevice.objects.update_or_create(endpoint=endpoint, defaults=keys)
    others = [each.pk for each in PushDevice.objects.of(diary).order_by("-pk") if each.pk != device.pk]
    PushDevice.objects.filter(pk__in=others[MOST_DEVICES - 1 :]).delete()
    return device


def close_device(diary: Diary, endpoint: str) -> None:
    """Show none in this browser."""
    PushDevice.objects.of(diary).at(endpoint).delete()


def close_devices(diary: Diary) -> None:
    """Show none in any browser."""
    PushDevice.objects.of(diary).delete()


def remove_device(device: PushDevice) -> None:
    """Write to a browser no more that takes nothing from us."""
    device.delete()


def claim(reminder: Reminder, column: Literal["mailed_on", "pushed_on"], day: dt.date) -> bool:
    """Take the reminder of the day for this run; False when another was first, or it is not wanted any more.

    A run may be long: meanwhile somebody may have taken it back, chosen another time, or asked to delete everything.
    """
    unsent = Reminder.objects.of(reminder.diary).filter(pk=reminder.pk, at=reminder.at).not_yet(column, day)
    # As a subquery: of a join, PostgreSQL would not look again at what another run has claimed in between.
    unsent = unsent.filter(pk__in=Reminder.objects.of(reminder.diary).usable().values("pk"))
    if column == "mailed_on":
        unsent = unsent.filter(by_mail=True)
    return unsent.update(**{column: day}) == 1


def give_back(reminder: Reminder, column: Literal["mailed_on", "pushed_on"], day: dt.date) -> None:
    """Let the next run try. `reminder` still knows what stood there before it was claimed."""
    ours = Reminder.objects.of(reminder.diary).filter(pk=reminder.pk, **{column: day})
    ours.update(**{column: getattr(reminder, column)})
