"""The calendar of the reminders, read back by a reader that shares no code with what writes it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from journal.actions import deletion, reminders
from journal.domain.choices import ExperimentLength, ReminderKind
from journal.domain.nights import ZONE_NAMES
from journal.models.evidence import Experiment
from journal.models.reminders import CalendarFeed
from journal.reminders.calendar_feed import calendar_of
from tests import factories
from tests.ics import Clock, components, occurrences, only

pytestmark = pytest.mark.django_db

EVENING, MORNING = "Evening stretches", "How was last night?"
TIMES = {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)}
NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)  # a Wednesday
MONDAY = dt.date(2026, 11, 16)
ZONES = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]


def text_of(diary, now=NOW):
    feed, _created = CalendarFeed.objects.get_or_create(diary=diary, defaults={"token": f"token of {diary.pk}"})
    feed.diary = diary  # as the test holds it, saved or not
    return calendar_of(feed, now=now).decode()


def days_of(diary, summary, *, days=14, now=NOW):
    """The days of the first weeks that have the event, as numbers from the feed's Monday on."""
    end = dt.datetime.combine(MONDAY + dt.timedelta(days=days - 1), dt.time(23, 59))
    found = occurrences(text_of(diary, now), summary, until=end)
    return [(instant.astimezone(diary.zone).date() - MONDAY).days for instant in found]


@pytest.fixture
def reminded(diary):
    reminders.choose(diary, TIMES)
    return diary


# The clock ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("by_name", [True, False], ids=["by the zone's name", "by the changes written out"])
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("summary", "hour"), [(EVENING, 21), (MORNING, 8)])
def test_the_hour_stays_the_same_across_both_changes_of_the_clock(ruth, zone, summary, hour, by_name):
    ruth.diary.time_zone = zone
    reminders.choose(ruth.diary, TIMES)
    first = dt.datetime(2026, 3, 2, hour)  # a Monday; a year from there holds both changes of each of these zones
    walls = [first + dt.timedelta(days=number) for number in range(366)]
    expected = [wall.replace(tzinfo=ZoneInfo(zone)) for wall in walls]
    assert len({moment.utcoffset() for moment in expected}) == 2
    text = text_of(ruth.diary, now=dt.datetime(2026, 3, 4, tzinfo=dt.UTC))
    assert occurrences(text, summary, until=walls[-1], by_name=by_name) == expected


def test_the_changes_of_the_clock_are_written_out_for_years(reminded):
    last = dt.datetime(2031, 7, 1, 21)
    found = occurrences(text_of(reminded), EVENING, until=last, by_name=False)
    assert found[-1] == last.replace(tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.sweep
@pytest.mark.slow
def test_every_zone_of_the_world_is_written_out_as_it_is(reminded):
    # At 8 in the evening no clock is changed; on Easter Island it shows 9 twice, and the reader may take either.
    walls = [dt.datetime(2026, 11, 16, 20) + dt.timedelta(days=10 * number) for number in range(180)]
    wrong = []
    for name in ZONE_NAMES:
        reminded.time_zone = name
        clock, zone = Clock(text_of(reminded), by_name=False), ZoneInfo(name)
        if any(clock.instant(wall, name) != wall.replace(tzinfo=zone) for wall in walls):
            wrong.append(name)
    assert (wrong, len(ZONE_NAMES) > 400) == ([], True)


def test_the_calendar_begins_on_this_weeks_monday_by_the_diarys_clock(reminded):
    reminded.time_zone = "Pacific/Kiritimati"
    sunday = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)  # Monday there
    start = only(components(text_of(reminded, sunday), "VEVENT")[0], "DTSTART")
    assert (start.parameters["TZID"], start.value) == ("Pacific/Kiritimati", "20261123T210000")


# Days without ------------------------------------------------------------------------------------------------------

ALL = list(range(14))


def test_without_a_reason_there_is_one_every_day(reminded):
    assert [days_of(reminded, each) for each in (EVENING, MORNING)] == [ALL, ALL]


def test_what_was_done_is_not_in_it(reminded, stranger):
    factories.make_practice(diary=reminded, day=MONDAY)
    factories.make_night(diary=reminded, date=MONDAY)
    factories.make_cramp_on(diary=reminded, night=MONDAY + dt.timedelta(days=1), excluded=True)
    factories.make_practice(diary=stranger.diary, day=MONDAY + dt.timedelta(days=2))
    assert days_of(reminded, EVENING) == ALL[1:]
    assert days_of(reminded, MORNING) == [0, *ALL[3:]]


def test_a_pause_with_an_end_is_left_out(reminded):
    first, last = MONDAY + dt.timedelta(days=3), MONDAY + dt.timedelta(days=5)
    factories.make_circumstance(diary=reminded, first_day=first, last_day=last, is_pause=True)
    assert days_of(reminded, EVENING) == [0, 1, 2, *ALL[6:]]
    assert days_of(reminded, MORNING) == [0, 1, 2, *ALL[7:]]  # on day 6 it would ask about a paused night


def test_a_pause_without_an_end_ends_the_series(reminded):
    first = MONDAY + dt.timedelta(days=3)
    factories.make_circumstance(diary=reminded, first_day=first, last_day=None, is_pause=True)
    assert [days_of(reminded, each) for each in (EVENING, MORNING)] == [[0, 1, 2], [0, 1, 2]]


def test_in_a_pause_that_began_before_there_is_no_event_at_all(reminded):
    first = MONDAY - dt.timedelta(days=3)
    factories.make_circumstance(diary=reminded, first_day=first, last_day=None, is_pause=True)
    assert components(text_of(reminded), "VEVENT") == []


def test_a_journey_that_is_no_pause_changes_nothing(reminded):
    factories.make_circumstance(diary=reminded, first_day=MONDAY, last_day=None)
    assert days_of(reminded, EVENING) == ALL


def test_a_block_of_rest_is_left_out_once_it_has_begun_and_no_sooner(reminded):
    Experiment.objects.create(
        diary=reminded, weeks=ExperimentLength.SHORT, block_days=7, plan=[False, False] * 3, starts_on=MONDAY
    )
    assert days_of(reminded, EVENING) == ALL[7:]
    assert days_of(reminded, MORNING) == ALL


def test_a_block_of_practice_has_its_reminders(reminded):
    Experiment.objects.create(
        diary=reminded, weeks=ExperimentLength.SHORT, block_days=7, plan=[True, False] * 3, starts_on=MONDAY
    )
    assert days_of(reminded, EVENING) == ALL


# What it says ------------------------------------------------------------------------------------------------------


def test_it_tells_nothing_of_the_person(reminded, ruth):
    factories.make_cramp_on(diary=reminded, night=MONDAY, note="garden")
    factories.make_circumstance(diary=reminded, first_day=MONDAY, last_day=None, kind="medicine", name="atorvastatin")
    text = text_of(reminded).lower()
    assert not any(word in text for word in ("garden", "atorvastatin", "medicine", "cramp", "leg", "ruth"))


def test_each_event_rings_and_takes_no_time_from_the_day(reminded):
    text = text_of(reminded)
    assert [only(each, "SUMMARY").value for each in components(text, "VEVENT")] == [EVENING, MORNING]
    assert [only(each, "TRANSP").value for each in components(text, "VEVENT")] == ["TRANSPARENT"] * 2
    assert [only(each, "TRIGGER").value for each in components(text, "VALARM")] == ["P0D"] * 2


def test_an_event_keeps_its_name_from_week_to_week(reminded):
    weeks = [text_of(reminded, NOW + dt.timedelta(weeks=number)) for number in range(2)]
    names = [[only(each, "UID").value for each in components(text, "VEVENT")] for text in weeks]
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


def test_the_calendar_says_how_often_to_ask(reminded):
    asked = only(components(text_of(reminded), "VCALENDAR")[0], "REFRESH-INTERVAL")
    assert (asked.parameters, asked.value) == ({"VALUE": "DURATION"}, "PT1H")


def parts(text):
    """Return how many events there are, and how many clocks: RFC 5545 asks for one part at least."""
    return [len(components(text, name)) for name in ("VEVENT", "VTIMEZONE")]


def test_without_reminders_the_calendar_is_empty_and_valid(diary):
    text = text_of(diary)
    assert (parts(text), only(components(text, "VCALENDAR")[0], "VERSION").value) == ([0, 1], "2.0")


def test_after_the_last_reminder_the_calendar_has_no_event_and_still_a_part(reminded):
    text_of(reminded)
    reminders.choose(reminded, dict.fromkeys(TIMES))
    assert parts(text_of(reminded)) == [0, 1]


def test_in_a_pause_from_before_monday_the_calendar_still_has_a_part(reminded):
    first = MONDAY - dt.timedelta(days=3)
    factories.make_circumstance(diary=reminded, first_day=first, last_day=None, is_pause=True)
    assert parts(text_of(reminded)) == [0, 1]


# Its stamps -------------------------------------------------------------------------------------------------------


def stamps(text):
    """Return the count of revisions and the two stamps of the first event."""
    event = components(text, "VEVENT")[0]
    return [int(only(event, "SEQUENCE").value), *(only(event, name).value for name in ("LAST-MODIFIED", "DTSTAMP"))]


def test_the_stamps_stay_while_nothing_changes(reminded):
    later = [NOW + dt.timedelta(hours=hours) for hours in (0, 1, 48)]
    assert [stamps(text_of(reminded, now)) for now in later] == [[1, "20261118T090000Z", "20261118T090000Z"]] * 3


CHANGES = {
    "another time": lambda diary: reminders.choose(diary, TIMES | {ReminderKind.EVENING: dt.time(22, 30)}),
    "a pause": lambda diary: factories.make_circumstance(
        diary=diary, first_day=MONDAY + dt.timedelta(days=3), last_day=None, is_pause=True
    ),
    "a practice": lambda diary: factories.make_practice(diary=diary, day=MONDAY),
    "another clock": lambda diary: setattr(diary, "time_zone", "America/New_York"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_stamps_grow_with_every_change(reminded, change):
    text_of(reminded)
    CHANGES[change](reminded)
    text = text_of(reminded, NOW + dt.timedelta(hours=1))
    assert stamps(text) == [2, "20261118T100000Z", "20261118T100000Z"]


def test_a_change_and_back_is_two_changes(reminded):
    text_of(reminded)
    for hours, at in enumerate((dt.time(22), dt.time(21)), start=1):
        reminders.choose(reminded, TIMES | {ReminderKind.EVENING: at})
        text = text_of(reminded, NOW + dt.timedelta(hours=hours))
    assert stamps(text) == [3, "20261118T110000Z", "20261118T110000Z"]


def test_two_readers_at_once_count_one_revision(reminded):
    text_of(reminded)
    first, second = CalendarFeed.objects.get(), CalendarFeed.objects.get()
    later = NOW + dt.timedelta(hours=1)
    both = [reminders.revise_feed(each, digest="other", now=later) for each in (first, second)]
    assert [each.revision for each in both] == [2, 2]


# Its address ------------------------------------------------------------------------------------------------------


def address_of(diary):
    return f"/calendar/{CalendarFeed.objects.get(diary=diary).token}.ics"


def test_the_address_needs_no_login_and_no_cookie(reminded):
    reminders.open_feed(reminded)
    answer = Client().get(address_of(reminded))
    assert (answer.headers["Content-Type"], answer.cookies) == ("text/calendar; charset=utf-8", {})
    assert len(components(answer.text, "VEVENT")) == 2


def test_the_address_cannot_be_guessed(reminded):
    tokens = {reminders.open_feed(reminded).token for _try in range(3)}
    assert [len(token) for token in tokens] == [43, 43, 43]
    assert Client().get("/calendar/x.ics").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(reminded):
    reminders.open_feed(reminded)
    first = Client().get(address_of(reminded))
    again = Client().get(address_of(reminded), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert [answer.headers["Cache-Control"] for answer in (first, again)] == ["private, no-cache"] * 2
    factories.make_practice(diary=reminded, day=timezone.localdate())
    changed = Client().get(address_of(reminded), headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_a_new_address_kills_the_one_before(client_of_ruth, reminded):
    client_of_ruth.post("/accounts/calendar/open/")
    before = address_of(reminded)
    client_of_ruth.post("/accounts/calendar/open/")
    after = address_of(reminded)
    assert [b"BEGIN:VEVENT" in Client().get(address).content for address in (before, after)] == [False, True]


def test_an_address_that_was_taken_away_is_gone(client_of_ruth, reminded, stranger):
    reminders.open_feed(stranger.diary)
    client_of_ruth.post("/accounts/calendar/open/")
    address = address_of(reminded)
    client_of_ruth.post("/accounts/calendar/close/")
    answers = [Client().get(each) for each in (address, address_of(stranger.diary))]
    assert [(answer.status_code, b"BEGIN:VCALENDAR" in answer.content) for answer in answers] == [
        (404, False),
        (200, True),
    ]


def test_the_calendar_of_a_diary_that_is_to_be_deleted_is_closed(reminded, ruth):
    reminders.open_feed(reminded)
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW)
    closed = Client().get(address_of(reminded))
    assert (closed.status_code, b"BEGIN:VEVENT" in closed.content) == (404, False)
    deletion.keep_after_all(ruth)
    assert b"BEGIN:VEVENT" in Client().get(address_of(reminded)).content


def test_an_unchanged_calendar_takes_seven_queries_however_long_the_diary(reminded, django_assert_num_queries):
    reminders.open_feed(reminded)
    factories.fill_days(diary=reminded, first=dt.date(2026, 1, 5), days=300)
    address = address_of(reminded)
    Client().get(address)
    with django_assert_num_queries(7):
        Client().get(address)
