"""The calendar that carries a diary's reminders (RFC 5545). Its words tell nothing of a person."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
    vRecur,
)

from journal.actions.reminders import revise_feed
from journal.domain.choices import ReminderKind
from journal.domain.nights import DAY, local_instant
from journal.domain.reminder_schedule import Series, clock_changes, series
from journal.models.diary import Diary
from journal.models.reminders import CalendarFeed, Reminder
from journal.reminders.select import silent_stretches

NAME = "Night Heron"
LENGTH = dt.timedelta(minutes=10)
ASKED_AGAIN = dt.timedelta(hours=1)
"""How often a calendar should look for changes, such as a pause or a practice that is done."""
YEARS_OF_ZONE = 5
"""How many years of clock changes are written out. A calendar that still has the feed by then has fetched it again."""


def calendar_of(feed: CalendarFeed, *, now: dt.datetime) -> bytes:
    """Write the calendar, its events stamped with when and how often it has changed (RFC 5545, 3.8.7).

    Calendar programs take over a changed time only when the stamps have grown; while nothing changes, neither do they.
    """
    calendar = _unstamped(feed.diary, now)
    feed = revise_feed(feed, digest=hashlib.sha256(calendar.to_ical()).hexdigest(), now=now)
    for event in calendar.walk("VEVENT"):
        event.add("dtstamp", feed.revised_at)
        event.add("last-modified", feed.revised_at)
        event.add("sequence", feed.revision)
    text: bytes = calendar.to_ical()
    return text


def _unstamped(diary: Diary, now: dt.datetime) -> Calendar:
    """Write what it says: from this week's Monday on, so that days long past do not fill the person's own."""
    today = diary.today(now)
    monday = today - dt.timedelta(days=today.weekday())
    calendar = Calendar()
    calendar.add("prodid", f"-//{NAME}//reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-published-ttl", vDuration(ASKED_AGAIN))
    # RFC 7986, 5.7: VALUE has no default, and icalendar leaves it out.
    calendar.add("refresh-interval", vDuration(ASKED_AGAIN), parameters={"value": "DURATION"})
    # Always: a calendar without any part is none, and a program that refuses it keeps the events of before.
    calendar.add_component(_clock(diary, monday))
    for reminder in Reminder.objects.of(diary):
        stretches = silent_stretches(diary, ReminderKind(reminder.kind), first=monday, today=today)
        days = series(monday, stretches)
        if days is not None:
            calendar.add_component(_event(reminder, diary, days))
    return calendar


def _clock(diary: Diary, monday: dt.date) -> Timezone:
    """Write the changes of the zone's clock out.

    Not by icalendar's own search: it steps over Morocco's short Ramadan clock in some years.
    """
    clock = Timezone()
    clock.add("tzid", str(diary.zone))
    for change in clock_changes(diary.zone, monday - DAY, dt.date(monday.year + YEARS_OF_ZONE, 12, 31)):
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", change.wall)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        clock.add_component(part)
    return clock


def _event(reminder: Reminder, diary: Diary, days: Series) -> Event:
    kind = ReminderKind(reminder.kind)
    event = Event()
    event.add(
        "uid", f"{salted_hmac('journal.calendar', f'{diary.identifier} {kind}').hexdigest()}@{settings.SITE_HOST}"
    )
    event.add("summary", str(kind.label))
    event.add("url", settings.SITE_URL + reverse("journal:routines" if kind is ReminderKind.EVENING else "home"))
    event.add("dtstart", _moment(days.first, reminder, diary))
    event.add("duration", LENGTH)
    event.add("rrule", _rule(reminder, diary, days))
    if days.left_out:
        event.add("exdate", [_moment(day, reminder, diary) for day in days.left_out])
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", dt.timedelta(0))
    alarm.add("description", str(kind.label))
    event.add_component(alarm)
    return event


def _rule(reminder: Reminder, diary: Diary, days: Series) -> vRecur:
    if days.last is None:
        return vRecur({"freq": "daily"})
    until = local_instant(dt.datetime.combine(days.last, reminder.at), diary.zone)
    return vRecur({"freq": "daily", "until": until})


def _moment(day: dt.date, reminder: Reminder, diary: Diary) -> dt.datetime:
    return dt.datetime.combine(day, reminder.at, tzinfo=diary.zone)
