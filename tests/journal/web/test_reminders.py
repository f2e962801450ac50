"""Asking for reminders: off until then, each in its half of the day."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from journal.actions import reminders
from journal.domain.choices import ReminderKind
from journal.domain.nights import ZONE_NAMES
from journal.domain.reminder_schedule import WINDOW, Stretch, due_day, series
from journal.models.reminders import CalendarFeed, Reminder

SETTINGS = "/accounts/settings/"
KEPT = {"time_zone": "Europe/London", "goal": "3", "theme": ""}
USUAL = {"evening_at": "21:00", "morning_at": "08:00"}
DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 11, 16)


def stored():
    return {(reminder.kind, reminder.at) for reminder in Reminder.objects.all()}


# Asking -------------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_for_until_it_is(client_of_ruth):
    form = client_of_ruth.get(SETTINGS).context["form"]
    assert (form["evening"].value(), form["morning"].value()) == (False, False)
    client_of_ruth.post(SETTINGS, KEPT | USUAL)
    assert (stored(), CalendarFeed.objects.count()) == (set(), 0)


def test_the_usual_times_are_offered(client_of_ruth):
    page = client_of_ruth.get(SETTINGS).text
    assert ('value="21:00"' in page, 'value="08:00"' in page) == (True, True)


def test_what_is_asked_for_is_kept_shown_and_taken_back(client_of_ruth):
    client_of_ruth.post(SETTINGS, KEPT | USUAL | {"evening": "on", "evening_at": "22:15", "morning": "on"})
    assert stored() == {("evening", dt.time(22, 15)), ("morning", dt.time(8))}
    form = client_of_ruth.get(SETTINGS).context["form"]
    assert (form["evening"].value(), form["evening_at"].value()) == (True, dt.time(22, 15))
    client_of_ruth.post(SETTINGS, KEPT | USUAL | {"morning": "on", "morning_at": "07:30"})
    assert stored() == {("morning", dt.time(7, 30))}


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("evening_at", "", "Pick a time, or untick this reminder."),
        ("evening_at", "11:59", "Pick a time from noon to midnight."),
        ("evening_at", "soon", "Pick a time, like 21:00."),
        ("morning_at", "", "Pick a time, or untick this reminder."),
        ("morning_at", "12:00", "Pick a time before noon."),
    ],
)
def test_a_time_that_will_not_do_is_said_beside_it_and_nothing_is_lost(client_of_ruth, name, typed, sentence):
    both = {"evening": "on", "morning": "on", "goal": "5"}
    answer = client_of_ruth.post(SETTINGS, KEPT | USUAL | both | {name: typed})
    assert (answer.status_code, answer.context["form"].errors) == (422, {name: [sentence]})
    assert (answer.context["form"]["goal"].value(), stored()) == ("5", set())


def test_a_time_of_a_kind_that_is_not_asked_for_does_not_matter(client_of_ruth):
    client_of_ruth.post(SETTINGS, KEPT | {"evening": "on", "evening_at": "21:00", "morning_at": ""})
    assert stored() == {("evening", dt.time(21))}


@pytest.mark.parametrize(("kind", "at"), [("evening", dt.time(11, 59)), ("morning", dt.time(12)), ("noon", dt.time(9))])
def test_the_database_refuses_a_reminder_of_the_wrong_half(diary, kind, at):
    with pytest.raises(IntegrityError):
        Reminder.objects.create(diary=diary, kind=kind, at=at)


def test_the_settings_are_changed_as_a_whole_or_not_at_all(diary):
    wrong_half = {ReminderKind.EVENING: dt.time(8), ReminderKind.MORNING: None}
    with pytest.raises(IntegrityError):
        reminders.change_settings(diary, time_zone="Asia/Tokyo", goal=7, reminders=wrong_half, by_mail=False)
    diary.refresh_from_db()
    assert (diary.time_zone, diary.goal) == ("Europe/London", 3)


def test_a_diary_that_is_brought_in_beside_it_waits(diary, monkeypatch):
    locked = []
    monkeypatch.setattr(reminders.diaries, "lock", locked.append)
    reminders.set_reminders(diary, {ReminderKind.EVENING: dt.time(21)})
    assert locked == [diary]


def test_the_ways_are_shown_once_something_is_asked_for(client_of_ruth):
    assert "How reminders reach you" not in client_of_ruth.get(SETTINGS).text
    client_of_ruth.post(SETTINGS, KEPT | USUAL | {"evening": "on"})
    assert "Make a calendar address" in client_of_ruth.get(SETTINGS).text


@pytest.mark.parametrize(
    ("has_calendar", "said"),
    [(True, "Saved: your settings"), (False, "Saved: your settings. Now choose below how reminders reach you.")],
)
def test_saved_reminders_say_when_nothing_would_reach_the_person(client_of_ruth, diary, has_calendar, said):
    if has_calendar:
        reminders.open_feed(diary)
    page = client_of_ruth.post(SETTINGS, KEPT | USUAL | {"evening": "on"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [said]


def test_the_address_of_the_calendar_is_shown_whole(client_of_ruth, settings):
    settings.SITE_URL = "https://nightheron.example"
    client_of_ruth.post("/accounts/calendar/open/")
    token = CalendarFeed.objects.get().token
    page = client_of_ruth.get(SETTINGS).text
    assert f">https://nightheron.example/calendar/{token}.ics</textarea>" in page
    assert f'href="webcal://nightheron.example/calendar/{token}.ics"' in page


# The clock ----------------------------------------------------------------------------------------------------------


@given(
    st.sampled_from(ZONE_NAMES),
    st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)),
)
def test_a_reminder_is_due_from_its_time_on_for_two_hours(name, at, now):
    zone = ZoneInfo(name)
    day = due_day(at, zone, now)
    moments = {
        each: dt.datetime.combine(each, at, tzinfo=zone).astimezone(dt.UTC)
        for each in (now.astimezone(zone).date() + DAY * number for number in range(-2, 3))
    }
    due = [each for each, moment in moments.items() if moment <= now < moment + WINDOW]
    assert day == (max(due) if due else None)


@pytest.mark.parametrize(("minutes", "due"), [(-1, False), (0, True), (119, True), (120, False)])
def test_close_to_midnight_it_is_the_reminder_of_the_day_before(minutes, due):
    zone = ZoneInfo("Europe/London")
    moment = dt.datetime(2026, 11, 18, 23, 30, tzinfo=zone) + dt.timedelta(minutes=minutes)
    assert due_day(dt.time(23, 30), zone, moment) == (dt.date(2026, 11, 18) if due else None)


# The days -----------------------------------------------------------------------------------------------------------

offsets = st.integers(-10, 20)
stretches = st.builds(
    lambda first, length: Stretch(FIRST + DAY * first, None if length is None else FIRST + DAY * (first + length)),
    offsets,
    st.none() | st.integers(0, 8),
)


@given(st.lists(stretches, max_size=5))
def test_a_series_is_every_day_that_no_stretch_holds(closed):
    horizon = [FIRST + DAY * number for number in range(40)]
    expected = [day for day in horizon if not any(stretch.holds(day) for stretch in closed)]
    found = series(FIRST, closed)
    if found is None:
        assert expected == []
        return
    last = found.last or horizon[-1]
    assert [day for day in horizon if day <= last and day not in found.left_out] == expected
