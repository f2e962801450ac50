"""Asking for reminders: off until then, each in its half of the day."""

import datetime as dt

import pytest
from django.db import IntegrityError

from journal.actions import reminders
from journal.domain.choices import ReminderKind
from journal.models.reminders import CalendarFeed, Reminder

SETTINGS = "/accounts/settings/"
KEPT = {"time_zone": "Europe/London", "goal": "3", "theme": ""}
USUAL = {"evening_at": "21:00", "morning_at": "08:00"}
DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 11, 16)


def stored():
    return {(reminder.kind, reminder.at) for reminder in Reminder.objects.all()}


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
    reminders.choose(diary, {ReminderKind.EVENING: dt.time(21)})
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
