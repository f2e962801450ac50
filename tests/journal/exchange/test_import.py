"""Bringing a diary back: nothing twice, nothing half, nothing of anybody else's."""

import datetime as dt
import json
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile

from journal.actions.experiments import OVERLAPS
from journal.exchange.export import zip_of
from journal.exchange.schema import VERSION
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.evidence import Experiment
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import Reminder
from journal.models.routines import OwnRoutine, OwnRoutineItem
from journal.models.uploads import Upload
from tests import factories

pytestmark = pytest.mark.slow

ROWS = (Cramp, Night, Practice, OwnRoutine, Circumstance, Experiment)
IMPORT, CHECK, CANCEL = "/journal/import/", "/journal/import/check/", "/journal/import/cancel/"
CRAMP = {
    "uuid": "7d444840-9dc0-41d1-b245-5ffdce74fad2", "occurred_at": "2026-07-02T02:12:00+01:00",
    "time_zone": "Europe/London", "night_of": "2026-07-01", "precision": "exact", "count": 1,
    "created_at": "2026-07-02T08:00:00+00:00",
}  # fmt: skip


def bytes_of(diary):
    return b"".join(zip_of(diary))


def told(**lists):
    """A diary.json with these lists."""
    return json.dumps({"format": "night-heron-diary", "version": VERSION, **lists}).encode()


def send(client, content, name="diary.zip"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def agree(client, **answers):
    digest = Upload.objects.get().digest
    return client.post(CHECK, {"digest": digest, **answers})


def bring_in(client, content, **answers):
    send(client, content)
    return agree(client, **answers)


def count():
    return [model.objects.count() for model in ROWS]


@pytest.fixture
def full(diary, library):
    factories.fill_every_kind(diary=diary)
    return bytes_of(diary)


def test_a_deleted_diary_comes_back_byte_for_byte(client, ruth, full):
    ruth.diary.delete()
    again = factories.make_user(username="ruth-again", time_zone="Asia/Tokyo", goal=7, opened=dt.datetime.now(dt.UTC))
    EmailAddress.objects.create(user=again, email="ruth@example.org", verified=True)
    client.force_login(again)
    bring_in(client, full, take_settings="on")
    again.diary.refresh_from_db()
    assert bytes_of(again.diary) == full


def test_ten_years_come_back_byte_for_byte(client_of_ruth, diary, library):
    factories.fill_every_kind(diary=diary)
    factories.fill_days(diary=diary, first=dt.date(2016, 1, 1), days=3650)
    whole = bytes_of(diary)
    for model in (PracticeItem, OwnRoutineItem, *ROWS):
        model.objects.all().delete()
    assert bytes_of(diary) != whole
    bring_in(client_of_ruth, whole)
    assert bytes_of(diary) == whole


def test_the_same_file_twice_adds_nothing(client_of_ruth, full):
    before = count()
    send(client_of_ruth, full)
    page = client_of_ruth.get(CHECK).text
    assert "Nothing. Your diary has all of it." in page
    assert "2 practices" in page
    agree(client_of_ruth)
    assert count() == before


def test_an_entry_that_was_changed_since_stays_as_it_is(client_of_ruth, diary, full):
    Cramp.objects.update(note="changed since")
    bring_in(client_of_ruth, full)
    assert set(Cramp.objects.values_list("note", flat=True)) == {"changed since"}


def test_nothing_changes_before_the_yes(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP]))
    assert "1 cramp" in client_of_ruth.get(CHECK).text
    assert count() == [0] * len(ROWS)


def test_a_json_file_is_brought_in_as_well(client_of_ruth, diary):
    page = client_of_ruth.get(bring_in(client_of_ruth, told(cramps=[CRAMP])).url).text
    assert "Added: 1 cramp" in page
    stored = Cramp.objects.get()
    assert (stored.diary, str(stored.uuid), stored.night_of) == (diary, CRAMP["uuid"], dt.date(2026, 7, 1))
    assert stored.created_at == dt.datetime(2026, 7, 2, 8, tzinfo=dt.UTC)


def test_the_same_file_may_be_in_two_diaries_and_neither_learns_of_the_other(client_of_ruth, stranger, library):
    factories.fill_every_kind(diary=stranger.diary)
    before = bytes_of(stranger.diary)
    send(client_of_ruth, before)
    assert "Already there" not in client_of_ruth.get(CHECK).text
    agree(client_of_ruth)
    assert bytes_of(stranger.diary) == before
    assert Cramp.objects.count() == 4


def test_settings_are_offered_and_taken_only_with_a_tick(client_of_ruth, diary):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 1))
    settings = {"time_zone": "Asia/Tokyo", "goal": 5, "created_at": "2020-01-01T00:00:00+00:00"}
    content = told(diary={**settings, "conditions": ["glaucoma"]}, cramps=[CRAMP])
    send(client_of_ruth, content)
    page = client_of_ruth.get(CHECK).text
    assert all(words in page for words in ("Asia/Tokyo", "count as regular: 5", "Not for me: Glaucoma"))
    agree(client_of_ruth)
    diary.refresh_from_db()
    assert (diary.time_zone, diary.goal, diary.conditions) == ("Europe/London", 3, 0)


SETTINGS = {"time_zone": "Europe/London", "goal": 3, "conditions": [], "created_at": "2020-01-01T00:00:00+00:00"}


@pytest.mark.parametrize(("answers", "year"), [({}, 2026), ({"take_settings": "on"}, 2020)])
def test_an_earlier_beginning_is_shown_and_taken_only_with_a_tick(client_of_ruth, diary, answers, year):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 1))
    send(client_of_ruth, told(diary=SETTINGS))
    assert "Diary begun on 1 January 2020" in client_of_ruth.get(CHECK).text
    agree(client_of_ruth, **answers)
    diary.refresh_from_db()
    assert diary.created_at.year == year


@pytest.mark.parametrize(
    ("lists", "answers", "sentence"),
    [
        ({}, {}, "Nothing was added, and your settings stay as they are."),
        ({}, {"take_settings": "on"}, "Saved: the settings of the file"),
        ({"cramps": [CRAMP]}, {}, "Added: 1 cramp<"),
        ({"cramps": [CRAMP]}, {"take_settings": "on"}, "Added: 1 cramp, and the settings of the file"),
    ],
)
def test_the_answer_says_what_was_done_with_the_settings(client_of_ruth, diary, lists, answers, sentence):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 1))
    answer = bring_in(client_of_ruth, told(diary={**SETTINGS, "goal": 5}, **lists), **answers)
    assert sentence in client_of_ruth.get(answer.url).text


WRONG = {
    "impossible day": ("night_of", "2026-02-30", "there is no such day"),
    "impossible time": ("occurred_at", "2026-07-02T25:12:00+01:00", "there is no such time"),
    "no clock": ("occurred_at", "2026-07-02T02:12:00", "there is no such time"),
    "future": ("occurred_at", "2999-07-02T02:12:00+01:00", "has not happened yet"),
    "written in the future": ("created_at", "2999-07-02T02:12:00+01:00", "has not happened yet"),
    "before all times": ("occurred_at", "0001-01-01T00:00:00+23:00", "there is no such time"),
    "before all clocks": ("created_at", "0001-01-01T00:00:00+00:00", "after 1900"),
    "last century but one": ("occurred_at", "1850-01-01T00:00:00+00:00", "after 1900"),
    "other night": ("night_of", "2026-07-05", "does not belong to the time"),
    "too much pain": ("pain", 11, "“pain”: 11 is too much. The most is 10."),
    "pain in words": ("pain", "bad", "a whole number belongs here"),
    "true pain": ("pain", True, "a whole number belongs here"),
    "no leg": ("side", "middle", "“middle” is none of the answers."),
    "no muscle": ("muscles", ["calf", "wing"], "only these answers belong here: calf, foot"),
    "no zone": ("time_zone", "Europe/Atlantis", "no time zone of this name"),
    "no uuid": ("uuid", "1", "no identifier"),
    "missing": ("uuid", None, "“uuid” is missing"),
    "surrogate": ("note", "\ud800", "a character that nobody can read"),
    "zero byte": ("note", "a\0b", "a character that nobody can read"),
    "long note": ("note", "x" * 501, "Keep it under 500 letters. There are 501."),
    "unknown field": ("colour", "blue", "does not know the field “colour”"),
    "unknown field that nobody can show": ("\udfff", "blue", "does not know the field “?”"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_added_without_a_tick(client_of_ruth, case):
    name, value, sentence = WRONG[case]
    good = {**CRAMP, "uuid": str(uuid.uuid4())}
    send(client_of_ruth, told(cramps=[good, {**CRAMP, name: value}]))
    page = client_of_ruth.get(CHECK).text
    assert "cramps, number 2" in page
    assert sentence in page
    refused = agree(client_of_ruth)
    assert (refused.status_code, "Nothing was added." in refused.text, Cramp.objects.count()) == (422, True, 0)
    agree(client_of_ruth, leave_out="on")
    assert [str(each) for each in Cramp.objects.values_list("uuid", flat=True)] == [good["uuid"]]


@pytest.mark.parametrize(
    ("lists", "sentence"),
    [
        ({"cramps": [{}]}, "Nothing: no entry in this file can be added."),
        ({"cramps": []}, "Nothing. There is no entry in this file."),
    ],
)
def test_a_file_with_nothing_to_add_says_why(client_of_ruth, lists, sentence):
    send(client_of_ruth, told(**lists))
    page = client_of_ruth.get(CHECK).text
    assert sentence in page
    assert "Add to my diary" not in page


def test_a_duplicate_identifier_is_wrong_the_second_time(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP, CRAMP]))
    page = client_of_ruth.get(CHECK).text
    assert "cramps, number 2" in page
    assert "stands in the file more than once" in page


NIGHT = {"date": "2026-07-01", "created_at": "2026-07-02T08:00:00+00:00"}


def test_a_clear_night_with_a_cramp_of_the_same_file_is_wrong(client_of_ruth):
    send(client_of_ruth, told(cramps=[CRAMP], clear_nights=[NIGHT]))
    assert "You logged a cramp on this night." in client_of_ruth.get(CHECK).text


def test_a_cramp_takes_back_that_its_night_was_clear_and_says_so(client_of_ruth, diary):
    factories.make_night(diary=diary, date=dt.date(2026, 7, 1))
    send(client_of_ruth, told(cramps=[CRAMP]))
    assert "will count as a night with cramps" in client_of_ruth.get(CHECK).text
    agree(client_of_ruth)
    assert (Cramp.objects.count(), Night.objects.count()) == (1, 0)


ROUTINE = {"uuid": str(uuid.uuid4()), "name": "Mine", "created_at": "2026-07-02T08:00:00+00:00"}
POSE = {"pose": "hero", "position": 1, "hold_seconds": 30, "repeats": 1}
NO_ROUTINES = {
    "no such pose": ([{**POSE, "pose": "moonwalk"}], "There is no pose “moonwalk”"),
    "two first poses": ([POSE, POSE], "Two poses have the same"),
    "for hours": ([{**POSE, "hold_seconds": 4000}], "4000 is too much. The most is 1800."),
    "a word": ("hero", "must be a list"),
}


@pytest.mark.parametrize("case", NO_ROUTINES)
def test_a_routine_that_could_not_be_played_is_wrong(client_of_ruth, library, case):
    poses, sentence = NO_ROUTINES[case]
    send(client_of_ruth, told(routines=[{**ROUTINE, "poses": poses}]))
    assert sentence in client_of_ruth.get(CHECK).text


EXPERIMENT = {
    "starts_on": "2025-01-06", "weeks": 12, "block_days": 7, "plan": [True, False] * 6,
    "created_at": "2025-01-05T08:00:00+00:00",
}  # fmt: skip
NO_EXPERIMENTS = {
    "all practice": ({"plan": [True] * 12}, "drawn in other blocks"),
    "odd blocks": ({"block_days": 14}, "drawn in other blocks"),
    "odd length": ({"weeks": 13}, "“13” is none of the answers."),
    "next year": ({"starts_on": "9999-12-31"}, "tomorrow at the latest"),
    "no order": ({"plan": {"1": True}}, "a list of true and false"),
    "stopped in another age": ({"stopped_on": "1700-01-01"}, "stopped on one of its own days"),
    "stopped before it began": ({"stopped_on": "2025-01-05"}, "stopped on one of its own days"),
    "stopped when it was over": ({"stopped_on": "2025-03-31"}, "stopped on one of its own days"),
    "stopped in the future": ({"starts_on": "{today}", "stopped_on": "{tomorrow}"}, "stopped on one of its own days"),
}


@pytest.mark.parametrize("case", NO_EXPERIMENTS)
def test_an_experiment_that_could_not_have_been_drawn_is_wrong(client_of_ruth, case):
    other, sentence = NO_EXPERIMENTS[case]
    today = dt.datetime.now(dt.UTC).date()
    days = {"{today}": str(today), "{tomorrow}": str(today + dt.timedelta(days=1))}
    other = {name: days.get(str(value), value) for name, value in other.items()}
    send(client_of_ruth, told(experiments=[{**EXPERIMENT, **other}]))
    assert sentence in client_of_ruth.get(CHECK).text


@pytest.mark.parametrize("is_stored", [True, False])
def test_an_experiment_within_the_days_of_another_is_wrong(client_of_ruth, diary, is_stored):
    stopped = {**EXPERIMENT, "stopped_on": "2025-02-01"}
    if is_stored:
        factories.make_experiment(diary=diary, starts_on=dt.date(2025, 1, 6), stopped_on=dt.date(2025, 2, 1))
    others = [{**EXPERIMENT, "starts_on": day} for day in ("2025-02-01", "2025-02-02")]
    send(client_of_ruth, told(experiments=[*([] if is_stored else [stopped]), *others]))
    page = client_of_ruth.get(CHECK)
    assert [each.sentence for each in page.context["wrong"]] == ["“starts_on”: " + OVERLAPS]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_reminders_come_without_mails_where_no_address_is_confirmed(client_of_ruth, ruth, is_confirmed):
    EmailAddress.objects.create(user=ruth, email="ruth@example.org", verified=is_confirmed)
    send(client_of_ruth, told(reminders=[{"kind": "evening", "at": "21:00:00", "by_mail": True}]))
    said = "The reminders come without e-mail" in client_of_ruth.get(CHECK).text
    agree(client_of_ruth)
    assert (said, Reminder.objects.get().by_mail) == (not is_confirmed, is_confirmed)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "evening", "at": "09:00:00"}, "In the evening means after noon"),
        ({"kind": "noon", "at": "12:00:00"}, "“noon” is none of the answers."),
        ({"kind": "evening", "at": "25:00:00"}, "there is no such time of day"),
        ({"kind": "evening", "at": "21:00:00+01:00"}, "there is no such time of day"),
    ],
)
def test_a_reminder_that_could_not_be_set_is_wrong(client_of_ruth, given, sentence):
    send(client_of_ruth, told(reminders=[given]))
    assert sentence in client_of_ruth.get(CHECK).text


def test_a_second_running_experiment_is_wrong(client_of_ruth, diary):
    today = dt.datetime.now(diary.zone).date()
    factories.make_experiment(diary=diary, starts_on=today - dt.timedelta(days=7))
    send(client_of_ruth, told(experiments=[{**EXPERIMENT, "starts_on": str(today)}]))
    assert "already running" in client_of_ruth.get(CHECK).text


def test_what_goes_on_ends_after_it_begins(client_of_ruth):
    noted = {"uuid": str(uuid.uuid4()), "kind": "travel", "created_at": "2026-07-02T08:00:00+00:00"}
    send(client_of_ruth, told(circumstances=[{**noted, "first_day": "2026-07-02", "last_day": "2026-07-01"}]))
    assert "cannot be before the first" in client_of_ruth.get(CHECK).text
