"""The flows of a person, through the addresses, without a script."""

import datetime as dt
import re
import uuid

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice
from tests import factories
from yogasite.accounts.models import User


def undo(client, page):
    token = re.search(r'name="token" value="([^"]+)"', page.text)[1]
    return client.post("/journal/undo/", {"token": token}, follow=True)


@pytest.fixture
def yesterday():
    return timezone.now().date() - dt.timedelta(days=1)


def test_one_tap_saves_a_cramp_at_the_present_time(client_of_ruth):
    before = timezone.now()
    client_of_ruth.post("/cramp/", {"uuid": str(uuid.uuid4())})
    assert before <= Cramp.objects.get().occurred_at <= timezone.now()


def test_the_same_tap_twice_is_one_cramp(client_of_ruth):
    tap = {"uuid": str(uuid.uuid4())}
    client_of_ruth.post("/cramp/", tap)
    client_of_ruth.post("/cramp/", tap)
    assert Cramp.objects.count() == 1


def test_a_tap_can_be_undone_and_put_back(client_of_ruth):
    saved = client_of_ruth.post("/cramp/", {"uuid": str(uuid.uuid4())}, follow=True)
    removed = undo(client_of_ruth, saved)
    assert Cramp.objects.count() == 0
    undo(client_of_ruth, removed)
    assert Cramp.objects.count() == 1


def test_details_are_kept(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    details = {
        "occurred_at": "2026-11-18T03:12",
        "side": "left",
        "muscles": ["calf", "foot"],
        "pain": "7",
        "woke": "yes",
    }
    client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/edit/", details)
    cramp.refresh_from_db()
    assert (cramp.side, cramp.muscles, cramp.pain, cramp.woke) == ("left", 3, 7, True)
    assert (cramp.occurred_at, cramp.night_of) == (now.replace(hour=3, minute=12), dt.date(2026, 11, 17))


BAD_CRAMPS = [
    ({"occurred_at": "2999-01-01T03:00"}, "has not happened yet"),
    ({"occurred_at": "1899-01-01T03:00"}, "after 1900"),
    ({"occurred_at": "yesterday"}, "Pick a date and a time"),
    ({"occurred_at": "2026-11-18T03:12", "note": "x" * 501}, "Keep the note under 500 letters"),
    ({"occurred_at": "2026-11-18T03:12", "pain": "11"}, "Select a valid choice"),
    ({"occurred_at": "2026-11-18T03:12", "count": "21"}, "less than or equal to 20"),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD_CRAMPS)
def test_a_mistake_gets_a_sentence_and_stores_nothing(client_of_ruth, typed, sentence):
    response = client_of_ruth.post("/journal/cramps/new/", typed)
    assert (response.status_code, sentence in response.text) == (422, True)
    assert Cramp.objects.count() == 0


def test_what_was_typed_stays_after_a_mistake(client_of_ruth):
    typed = {"occurred_at": "2999-01-01T03:00", "note": "long walk"}
    page = client_of_ruth.post("/journal/cramps/new/", typed).text
    assert "long walk" in page
    assert 'value="2999-01-01T03:00"' in page


def test_a_clear_night_takes_one_tap(client_of_ruth, yesterday):
    client_of_ruth.post("/journal/nights/", {"night": yesterday, "answer": "none", "page": "today"})
    assert Night.objects.get().date == yesterday


def test_a_clear_night_can_be_undone(client_of_ruth, yesterday):
    page = client_of_ruth.post("/journal/nights/", {"night": yesterday, "answer": "none", "page": "today"}, follow=True)
    undo(client_of_ruth, page)
    assert Night.objects.count() == 0


def test_a_cramp_takes_a_clear_night_back(client_of_ruth, diary, now):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 17))
    client_of_ruth.post("/journal/cramps/new/", {"occurred_at": "2026-11-18T03:12"})
    assert Night.objects.count() == 0


def test_a_deleted_cramp_does_not_make_its_night_clear(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    client_of_ruth.post(f"/journal/cramps/{cramp.uuid}/delete/")
    assert (Cramp.objects.count(), Night.objects.count()) == (0, 0)


def test_a_night_of_the_past_can_be_filled_in(client_of_ruth):
    client_of_ruth.post("/journal/nights/", {"night": "2026-03-01", "answer": "had"})
    cramp = Cramp.objects.get()
    assert (cramp.night_of, cramp.precision) == (dt.date(2026, 3, 1), "night")


def test_a_night_that_has_not_come_is_refused(client_of_ruth):
    response = client_of_ruth.post("/journal/nights/", {"night": "2999-01-01", "answer": "none"})
    assert (response.status_code, "has not happened yet" in response.text) == (422, True)


def test_a_practice_by_hand_is_kept(client_of_ruth):
    typed = {"started_at": "2026-11-18T21:00", "minutes": "12", "note": "slow"}
    client_of_ruth.post("/journal/practice/new/", typed)
    practice = Practice.objects.get()
    assert (practice.day, practice.seconds, practice.note) == (dt.date(2026, 11, 18), 720, "slow")


@pytest.mark.parametrize("minutes", ["0", "361", "", "ten"])
def test_an_impossible_length_of_practice_is_refused(client_of_ruth, minutes):
    response = client_of_ruth.post("/journal/practice/new/", {"started_at": "2026-11-18T21:00", "minutes": minutes})
    assert (response.status_code, Practice.objects.count()) == (422, 0)


def test_a_night_not_logged_is_shown_as_unknown(client_of_ruth, diary):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 3))
    page = client_of_ruth.get("/journal/", {"month": "2026-11"}).text
    assert re.search(r"\b3\W+no cramps", re.sub(r"<[^>]+>", " ", page))
    assert "not logged" in page


def test_the_trend_states_two_rates_and_what_they_rest_on(client_of_ruth, diary):
    today = timezone.now().date()
    monday = today - dt.timedelta(days=today.weekday(), weeks=14)
    factories.fill_days(diary=diary, first=monday, days=7 * 14)
    page = " ".join(client_of_ruth.get("/journal/trend/").text.split())
    rates = r"After a regular week: \d\.\d cramps a week\. Other weeks: \d\.\d\."
    assert re.search(rf"<b>No clear difference yet\.</b> {rates}", page)
    assert re.search(r"[Ww]ide range from \d+% fewer to (\d+% more|[\d.]+ times as many)", page)


def test_the_trend_answers_htmx_with_its_part_only(client_of_ruth, diary):
    factories.fill_days(diary=diary, first=timezone.now().date() - dt.timedelta(days=60), days=60)
    part = client_of_ruth.get("/journal/trend/?span=8w", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<div class="stack gap-6" id="trend">')
    assert "HX-Request" in part.headers["Vary"]


def test_settings_are_kept(client_of_ruth, diary):
    typed = {"time_zone": "Asia/Tokyo", "goal": "5", "theme": "dark"}
    response = client_of_ruth.post("/accounts/settings/", typed)
    diary.refresh_from_db()
    assert (diary.time_zone, diary.goal, response.cookies["look"].value) == ("Asia/Tokyo", 5, "dark.plain")


@pytest.mark.django_db
def test_somebody_new_can_sign_up_with_a_name_and_a_password():
    client = Client()
    client.post("/accounts/signup/", {"username": "ruth", "password1": "three short words", "email": ""})
    client.post("/cramp/", {"uuid": str(uuid.uuid4())})
    assert Cramp.objects.get().diary.owner.username == "ruth"


@pytest.mark.django_db
def test_a_sign_up_that_is_refused_says_so_and_keeps_the_name():
    response = Client().post("/accounts/signup/", {"username": "ruth", "password1": "short"})
    assert (response.status_code, 'value="ruth"' in response.text, User.objects.count()) == (422, True, 0)


@pytest.mark.django_db
def test_a_forgotten_password_is_reset_by_mail(mailoutbox):
    factories.make_user(username="ruth", email="ruth@example.org")
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ruth@example.org"})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mailoutbox[0].body)[1]
    form = client.get(link, follow=True)
    words = "four other short words"
    client.post(form.redirect_chain[-1][0], {"password1": words, "password2": words})
    assert User.objects.get().check_password(words)


@pytest.mark.django_db
def test_a_name_cannot_be_tried_for_ever():
    factories.make_user(username="ruth")
    client = Client()
    codes = [client.post("/accounts/login/", {"login": "ruth", "password": "wrong"}).status_code for _try in range(12)]
    assert codes[0] == 422
    response = client.post("/accounts/login/", {"login": "ruth", "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session, response.status_code


def test_seed_demo_fills_a_believable_diary(library):
    options = ["--username=demo", "--password=demo demo demo", "--days=180", "--end=2026-11-20", "--seed=1"]
    call_command("seed_demo", *options, verbosity=0)
    diary = Diary.objects.get(owner__username="demo")
    known = diary.nights.count() + diary.cramps.values("night_of").distinct().count()
    assert 0.75 <= known / 180 <= 0.95
    assert 0.2 <= diary.cramps.count() / 180 <= 0.7


@pytest.mark.django_db
def test_health_is_ok():
    assert Client().get("/healthz").text == "ok"


AGAIN = [
    ("/journal/cramps/new/", {"occurred_at": "2026-11-03T03:00", "pain": "3"}, {"pain": "7"}, "pain", 7),
    ("/journal/practice/new/", {"started_at": "2026-11-03T20:00", "minutes": "10"}, {"minutes": "25"}, "seconds", 1500),
    (
        "/journal/circumstances/new/",
        {"kind": "travel", "lasting": "on", "first_day": "2026-11-03"},
        {"first_day": "2026-11-04"},
        "first_day",
        dt.date(2026, 11, 4),
    ),
]


@pytest.mark.parametrize(("address", "typed", "put_right", "name", "value"), AGAIN, ids=["cramp", "practice", "travel"])
def test_a_form_sent_again_after_its_answer_was_lost_keeps_what_was_put_right(
    client_of_ruth, address, typed, put_right, name, value
):
    first = typed | {"uuid": str(uuid.uuid4())}
    client_of_ruth.post(address, first)
    client_of_ruth.post(address, first | put_right)
    stored = [*Cramp.objects.all(), *Practice.objects.all(), *Circumstance.objects.all()]
    assert [getattr(each, name) for each in stored] == [value]
