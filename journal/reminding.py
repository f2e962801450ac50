"""The reminders of a diary: on which days there is none, and the calendar that carries them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from journal.choices import ReminderKind
from journal.experiments import block_today
from journal.models import CalendarFeed, Circumstance, Diary, Reminder
from journal.nights import DAY
from journal.records import logged_dates
from journal.reminders import Stretch


@dataclass(frozen=True)
class Ways:
    """How reminders reach the person; nothing while none is asked for."""

    is_reminded: bool
    calendar: str
    """The calendar's address, empty while there is none."""

    @property
    def subscription(self) -> str:
        """The same address, as calendar programs are opened by."""
        return "webcal:" + self.calendar.partition(":")[2]


def ways_of(diary: Diary) -> Ways:
    """Return how reminders reach the person. Two queries."""
    feed = CalendarFeed.objects.of(diary).first()
    address = settings.SITE_URL + reverse("journal:calendar", args=[feed.token]) if feed else ""
    return Ways(Reminder.objects.of(diary).exists(), address)


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
