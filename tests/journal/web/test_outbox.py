"""Entries that waited on a device: each stored once, with the time of its tap, in its own diary only."""

import datetime as dt
import json
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from journal.actions import guests
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.web.access import diary_tag
from tests import factories

ADDRESS = "/outbox/"
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def device(client_of_ruth, diary):
    """Ruth's device: what it sends carries the diary that its pages show."""

    def send(fields):
        return client_of_ruth.post(ADDRESS, {"diary": diary_tag(diary), **fields})

    return send


def milliseconds(moment):
    return round(moment.timestamp() * 1000)


@pytest.fixture
def tapped():
    """Two hours ago, to the millisecond."""
    moment = timezone.now() - dt.timedelta(hours=2)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def entry(tapped, **fields):
    return {"kind": "cramp", "uuid": uuid.uuid4(), "at": milliseconds(tapped), **fields}


def test_a_cramp_has_the_time_of_its_tap(device, tapped):
    answer = device(entry(tapped))
    cramp = Cramp.objects.get()
    assert cramp.occurred_at == tapped
    assert answer.json() == {"next": f"/cramp/{cramp.uuid}/"}


def test_the_same_entry_again_is_answered_alike_and_stored_once(device, tapped):
    fields = entry(tapped)
    answers = [device(fields).json() for _time in range(2)]
    assert answers[0] == answers[1]
    assert Cramp.objects.count() == 1


def test_a_clear_night_is_stored(device, tapped):
    night = (tapped - dt.timedelta(days=2)).date()
    device(entry(tapped, kind="clear", night=night))
    assert list(Night.objects.values_list("date", flat=True)) == [night]


def test_a_cramp_of_a_night_is_stored_for_that_night(device, tapped):
    night = (tapped - dt.timedelta(days=2)).date()
    device(entry(tapped, kind="had", night=night))
    assert list(Cramp.objects.values_list("night_of", "precision")) == [(night, "night")]


def practice(tapped, **fields):
    rows = '[["wall-calf-stretch", "left", 30], ["seated-calf-hamstring-stretch", "right", 20]]'
    given = {
        "kind": "practice",
        "routine": "before-bed",
        "started_at": milliseconds(tapped),
        "seconds": 60,
        "held": rows,
    }
    return entry(tapped, **(given | fields))


def test_a_practice_keeps_its_poses_sides_and_seconds(device, library, tapped):
    device(practice(tapped))
    stored = Practice.objects.get()
    assert stored.started_at == tapped
    assert list(stored.items.values_list("pose__slug", "side", "seconds")) == [
        ("wall-calf-stretch", "left", 30),
        ("seated-calf-hamstring-stretch", "right", 20),
    ]


def test_a_practice_sent_late_gives_no_notice_on_the_next_page(client_of_ruth, device, library, tapped):
    device(practice(tapped))
    assert "Saved: practice" not in client_of_ruth.get("/").text
    device(practice(tapped, shown="yes"))
    assert "Saved: practice" in client_of_ruth.get("/").text


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "poem"}, "This entry came here damaged. Please log it again."),
        ({"uuid": "x"}, "This entry came here damaged. Please log it again."),
        ({"at": "soon"}, "This entry came here damaged. Please log it again."),
        ({"night": "soon", "kind": "clear"}, "This entry came here damaged. Please log it again."),
        ({"kind": "clear", "night": "2999-01-01"}, "This night has not happened yet. Pick an earlier one."),
        ({"kind": "practice", "routine": "nobody"}, "This routine is gone. Log the practice by hand, please."),
        ({"at": 10**14 + 1}, "Ensure this value is less than or equal to 100000000000000."),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_reason(device, tapped, changes, reason):
    answer = device(entry(tapped, **changes))
    assert (answer.status_code, answer.json()) == (422, {"reason": reason})
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (0, 0, 0)


def test_a_clear_night_with_a_cramp_is_refused_with_its_reason(device, diary, tapped):
    night = timezone.localdate() - dt.timedelta(days=2)
    factories.make_cramp_on(diary=diary, night=night)
    answer = device(entry(tapped, kind="clear", night=night))
    assert answer.json() == {"reason": "You logged a cramp on this night. Remove the cramp first."}


@pytest.mark.parametrize("rows", ["[]", "x", '[["nobody", "left", 3]]', '[["wall-calf-stretch", "up", 3]]'])
def test_a_practice_without_poses_is_refused(device, library, tapped, rows):
    answer = device(practice(tapped, held=rows))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)


def test_a_clock_a_little_ahead_is_put_right(device):
    device(entry(timezone.now() + dt.timedelta(minutes=5)))
    assert Cramp.objects.get().occurred_at <= timezone.now()


@pytest.mark.parametrize("wrong", [-DAY, -dt.timedelta(minutes=5), dt.timedelta(minutes=5), DAY, 400 * DAY])
def test_a_tap_of_a_phone_whose_clock_is_wrong_is_as_old_as_the_phone_says(device, wrong):
    now = timezone.now()
    there = now + wrong
    device(entry(there - dt.timedelta(hours=2), sent=milliseconds(there)))
    assert abs(Cramp.objects.get().occurred_at - (now - dt.timedelta(hours=2))) < dt.timedelta(seconds=30)


def test_a_clock_that_is_right_is_taken_to_the_millisecond(device, tapped):
    device(entry(tapped, sent=milliseconds(timezone.now() - dt.timedelta(seconds=40))))
    assert Cramp.objects.get().occurred_at == tapped


def test_a_tap_whose_clock_was_set_back_since_is_told_and_not_guessed(device):
    now = timezone.now()
    answer = device(entry(now + DAY, sent=milliseconds(now)))
    assert answer.json()["reason"].startswith("The clock of this device was set back after the tap")
    assert Cramp.objects.count() == 0


def test_a_practice_of_a_phone_a_day_behind_began_today(device, library):
    now = timezone.now()
    began = now - DAY - dt.timedelta(hours=1)
    device(practice(began, sent=milliseconds(now - DAY)))
    assert abs(Practice.objects.get().started_at - (now - dt.timedelta(hours=1))) < dt.timedelta(seconds=30)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Honolulu", "Europe/London"])
def test_a_night_that_a_kept_page_asked_for_is_the_last_one_on_the_diarys_clock(device, diary, zone):
    diary.time_zone = zone
    diary.save()
    moment = timezone.now() - dt.timedelta(minutes=3)
    device(entry(moment, kind="clear", night=""))
    assert Night.objects.get().date == moment.astimezone(ZoneInfo(zone)).date() - DAY


def test_an_entry_that_names_no_diary_goes_into_none_that_is_open(client_of_ruth, tapped):
    answer = client_of_ruth.post(ADDRESS, entry(tapped, key="5" * 32))
    assert (answer.status_code, Cramp.objects.count()) == (409, 0)
    assert answer.json() == {"reason": "It was logged while nobody was logged in here."}


def test_a_page_from_before_the_first_tap_goes_on_with_the_diary_it_began(tapped):
    client = Client()
    for _tap in range(2):
        client.post(ADDRESS, entry(tapped, key="5" * 32))
    assert (Cramp.objects.count(), Diary.objects.count()) == (2, 1)


def test_a_night_begins_a_diary_when_the_person_asked_for_one(tapped):
    night = (tapped - 2 * DAY).date()
    Client().post(ADDRESS, entry(tapped, kind="clear", night=night, key="5" * 32, begin="yes"))
    assert (Night.objects.get().date, Diary.objects.get().owner.is_guest) == (night, True)


def test_an_entry_goes_into_no_other_diary_than_its_own(device, stranger, tapped):
    answer = device(entry(tapped, diary=diary_tag(stranger.diary)))
    assert (answer.status_code, Cramp.objects.count()) == (409, 0)


def test_an_entry_of_ones_own_diary_is_taken(device, diary, tapped):
    device(entry(tapped, diary=diary_tag(diary)))
    assert Cramp.objects.get().diary == diary


def test_an_entry_of_a_known_diary_waits_for_the_login(diary, tapped):
    answer = Client().post(ADDRESS, entry(tapped, diary=diary_tag(diary)))
    assert (answer.status_code, answer.json()) == (401, {"reason": "Log in, then it is sent."})
    assert (Cramp.objects.count(), Diary.objects.count()) == (0, 1)


def test_a_cramp_of_a_stranger_begins_a_diary(tapped):
    client = Client()
    client.post(ADDRESS, entry(tapped))
    assert (Diary.objects.count(), Cramp.objects.get().occurred_at) == (1, tapped)


def test_a_strangers_entry_sent_again_without_the_cookie_finds_the_diary_it_began(tapped):
    fields = entry(tapped, key="5" * 32)
    for _lost_answer in range(2):
        Client().post(ADDRESS, fields)
    assert Cramp.objects.count() == Diary.objects.count() == 1


def test_strangers_with_other_keys_have_other_diaries(tapped):
    for key in ("5" * 32, "6" * 32, "", ""):
        Client().post(ADDRESS, entry(tapped, key=key))
    assert Diary.objects.count() == 4


def test_the_key_of_a_guest_who_has_an_account_by_now_does_not_open_it(tapped):
    fields = entry(tapped, key="5" * 32)
    Client().post(ADDRESS, fields)
    kept = Diary.objects.get()
    guests.keep(kept.owner, "ada", factories.PASSWORD)
    Client().post(ADDRESS, entry(tapped, key=fields["key"]))
    assert Cramp.objects.of(kept).count() == 1
    assert Cramp.objects.count() == 2


def test_a_night_of_a_stranger_begins_none(tapped):
    answer = Client().post(ADDRESS, entry(tapped, kind="clear", night=tapped.date()))
    assert (answer.status_code, Diary.objects.count()) == (401, 0)


def test_too_many_strangers_wait(tapped):
    answers = [Client().post(ADDRESS, entry(tapped)).status_code for _number in range(11)]
    assert answers == [200] * 10 + [429]


def test_a_post_without_the_token_is_refused_and_the_token_is_given():
    client = Client(enforce_csrf_checks=True)
    fields = entry(timezone.now())
    assert (client.post(ADDRESS, fields).status_code, Cramp.objects.count()) == (403, 0)
    token = client.get(ADDRESS).json()["token"]
    answer = client.post(ADDRESS, fields, headers={"X-CSRFToken": token})
    assert (answer.status_code, Cramp.objects.count()) == (200, 1)


def test_answers_are_never_kept(client_of_ruth):
    assert "no-store" in client_of_ruth.get(ADDRESS).headers["Cache-Control"]


def test_a_practice_whose_pose_has_left_the_routine_is_kept(device, library, tapped):
    held = json.dumps([["garland-squat", "", 20]])
    device(practice(tapped, held=held))
    assert list(Practice.objects.get().items.values_list("pose__slug", "seconds")) == [("garland-squat", 20)]


def test_a_practice_of_a_pose_with_an_impossible_name_is_damaged(device, library, tapped):
    answer = device(practice(tapped, held=json.dumps([["a\0b", "", 3]])))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)
