"""The reminders of a diary: on which days there is none, and the calendar that carries them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from journal.actions import digests
from journal.domain.choices import ReminderKind
from journal.domain.nights import DAY
from journal.domain.reminder_schedule import Stretch, due_day, is_done
from journal.models.circumstances import Circumstance
from journal.models.days import logged_dates
from journal.models.diary import Diary
from journal.models.reminders import CalendarFeed, PushDevice, Reminder, ReminderQuerySet
from journal.pages.experiment import block_today
from journal.reminders.push_keys import public_key
from yogasite.accounts.addresses import confirmed_address


@dataclass(frozen=True)
class Ways:
    """How reminders reach the person; nothing while none is asked for."""

    is_reminded: bool
    calendar: str
    """The calendar's address, empty while there is none."""
    mail: str
    """The confirmed e-mail address, empty where there is none or the site cannot send."""
    wants_mail: bool
    """Whether only a confirmed address is missing."""
    push_key: str
    """What a browser needs to subscribe, empty where the site cannot push."""
    devices: tuple[str, ...]
    """The browsers that show them, as digests: each finds out whether it is one of them."""

    @property
    def subscription(self) -> str:
        """The same address, as calendar programs are opened by."""
        return "webcal:" + self.calendar.partition(":")[2]


def ways_of(diary: Diary) -> Ways:
    """Return how reminders reach the person. At most four queries."""
    feed = CalendarFeed.objects.of(diary).first()
    address = settings.SITE_URL + reverse("journal:calendar", args=[feed.token]) if feed else ""
    can_mail = settings.SENDS_MAIL and not diary.owner.is_guest
    mail = confirmed_address(diary.owner) if can_mail else ""
    key, devices = public_key(), PushDevice.objects.of(diary)
    return Ways(
        is_reminded=Reminder.objects.of(diary).exists(),
        calendar=address,
        mail=mail,
        wants_mail=can_mail and not mail,
        push_key=key,
        devices=tuple(digests.of_secret(device.endpoint) for device in devices.asked_with(key)) if key else (),
    )


Clock = Callable[[], dt.datetime]
"""What tells the time, in UTC, whenever it is asked."""


@dataclass(frozen=True)
class Due:
    """A reminder whose time has come."""

    reminder: Reminder
    day: dt.date


def due_now(reminders: ReminderQuerySet, column: str, *, clock: Clock) -> Iterator[Due]:
    """Yield what is to be sent now: its time has come, nobody has claimed it in `column`, and there is a reason to.

    The time is asked for each: sending the one before may have taken long.
    """
    for reminder in reminders:
        now = clock()
        day = due_day(reminder.at, reminder.diary.zone, now)
        sent_on = getattr(reminder, column)
        if day is None or is_done(sent_on, day):
            continue
        today = reminder.diary.today(now)
        stretches = silent_stretches(reminder.diary, ReminderKind(reminder.kind), first=day, today=today)
        if not any(stretch.holds(day) for stretch in stretches):
            yield Due(reminder, day)


def silent_stretches(diary: Diary, kind: ReminderKind, *, first: dt.date, today: dt.date) -> list[Stretch]:
    """Return the days from `first` on without this reminder. Two queries, in the evening three.

    There is none in a pause, none after the thing was done, and none to practise in a block of rest. Blocks that are
    still to come stay hidden: nobody may prepare for them.
    """
    before = first - DAY
    pauses = Circumstance.objects.of(diary).pauses().touching(before, dt.date.max)
    nights, practised = logged_dates(diary, before, today)
    stretches = [Stretch(pause.first_day, pause.last_day) for pause in pauses]
    if kind is ReminderKind.MORNING:
        # It asks about the night before: that night may lie in a pause that is over by now.
        stretches = [Stretch(each.first, each.last and each.last + DAY) for each in stretches]
        return stretches + [Stretch(night + DAY, night + DAY) for night in nights]
    block = block_today(diary, today=today)
    if block is not None and not block.practise:
        stretches.append(Stretch(block.first, block.last))
    return stretches + [Stretch(day, day) for day in practised]
