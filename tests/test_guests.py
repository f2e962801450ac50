"""A diary without an account: begun with one tap, kept on request, removed when it is lost."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from journal import actions
from journal.models import Cramp, Diary, Night
from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest_client():
    client = Client()
    client.post("/cramp/", {})
    return client


def test_a_tap_of_a_stranger_is_stored_and_shown_to_this_browser_alone(guest_client):
    cramp = Cramp.objects.get()
    address = f"/cramp/{cramp.uuid}/"
    assert "Saved: cramp at" in guest_client.get(address).text
    assert Client().get(address).url == f"/accounts/login/?next={address}"


def test_a_second_tap_goes_into_the_same_diary(guest_client):
    guest_client.post("/cramp/", {})
    assert (Diary.objects.count(), Cramp.objects.count()) == (1, 2)


def test_a_guests_diary_runs_on_the_clock_of_the_device():
    client = Client()
    client.cookies["tz"] = "Asia/Tokyo"
    client.post("/cramp/", {})
    assert Diary.objects.get().time_zone == "Asia/Tokyo"


def test_a_guests_cookie_lives_for_400_days(guest_client):
    life = guest_client.session.get_expiry_date() - timezone.now()
    assert dt.timedelta(days=399) < life <= dt.timedelta(days=400)


def test_a_visit_after_a_week_renews_the_cookie(guest_client):
    User.objects.update(last_login=timezone.now() - dt.timedelta(days=8))
    session = guest_client.session
    session.set_expiry(timezone.now() + dt.timedelta(days=392))
    session.save()
    answer = guest_client.get("/")
    assert answer.cookies["sessionid"]["max-age"] > 399 * 86400


def test_the_eleventh_diary_of_a_day_from_one_address_is_refused_and_nothing_stored():
    for _number in range(10):
        Client().post("/cramp/", {})
    answer = Client().post("/cramp/", {})
    assert (answer.status_code, Diary.objects.count(), Cramp.objects.count()) == (429, 10, 10)
    assert "This cramp is not saved" in answer.text


def test_a_guest_is_greeted_without_a_name(guest_client):
    assert "guest-" not in guest_client.get("/").text


def test_a_guest_with_a_password_keeps_every_entry_and_logs_in_elsewhere(guest_client):
    guest_client.post("/accounts/keep/", {"username": "ruth", "password": "three short words", "by": "password"})
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": "ruth", "password": "three short words"})
    assert "Saved: cramp at" in elsewhere.get(f"/cramp/{Cramp.objects.get().uuid}/").text
    assert guest_client.get("/journal/").status_code == 200
    assert not User.objects.get().is_guest


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"username": "", "password": "three short words"}, "This field is required."),
        ({"username": "ruth", "password": ""}, "Choose a password, or use a passkey instead."),
        ({"username": "ruth", "password": "short"}, "This password is too short."),
        ({"username": "Sam", "password": "three short words"}, "already exists"),
    ],
)
def test_a_guest_who_types_something_wrong_stays_a_guest(guest_client, fields, sentence):
    factories.make_user(username="sam")
    answer = guest_client.post("/accounts/keep/", {"by": "password", **fields})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert User.objects.filter(is_guest=True).count() == 1


def test_a_guest_who_chooses_a_passkey_goes_on_to_make_one(guest_client):
    answer = guest_client.post("/accounts/keep/", {"username": "ruth", "password": "", "by": "passkey"})
    assert answer.url == "/accounts/2fa/webauthn/add/"
    assert guest_client.get(answer.url).status_code == 200


def test_a_guest_with_a_passkey_is_an_account_from_the_next_look_at_the_settings(guest_client):
    Authenticator.objects.create(user=User.objects.get(), type=Authenticator.Type.WEBAUTHN, data={})
    assert "You are logged in as" in guest_client.get("/accounts/settings/").text
    assert not User.objects.get().is_guest


def test_somebody_with_an_account_has_nothing_to_keep(client_of_ruth):
    assert client_of_ruth.get("/accounts/keep/").url == "/accounts/settings/"


def test_leaving_a_guests_diary_warns_that_it_is_for_good(guest_client):
    assert "nobody can open it again" in guest_client.get("/accounts/logout/").text


# Removal -----------------------------------------------------------------------------------------------------

NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)


def guest(*, opened_days_ago, cramp_days_ago=None, seen_days_ago=None, **changes):
    opened = NOW - dt.timedelta(days=opened_days_ago)
    user = actions.open_guest_diary(zone="Europe/London", now=opened)
    if seen_days_ago is not None:
        changes["last_login"] = NOW - dt.timedelta(days=seen_days_ago)
    User.objects.filter(pk=user.pk).update(**changes)
    if cramp_days_ago is not None:
        made = NOW - dt.timedelta(days=cramp_days_ago)
        cramp = factories.make_cramp(diary=user.diary, occurred_at=made)
        Cramp.objects.filter(pk=cramp.pk).update(created_at=made)
    return user


@pytest.mark.parametrize(
    ("facts", "removed"),
    [
        ({"opened_days_ago": 1}, 0),
        ({"opened_days_ago": 3}, 1),
        ({"opened_days_ago": 3, "cramp_days_ago": 2}, 0),
        ({"opened_days_ago": 500, "cramp_days_ago": 399}, 0),
        ({"opened_days_ago": 500, "cramp_days_ago": 401}, 1),
        ({"opened_days_ago": 500, "cramp_days_ago": 401, "seen_days_ago": 10}, 0),
        ({"opened_days_ago": 500, "cramp_days_ago": 401, "is_guest": False}, 0),
    ],
)
def test_guests_are_removed_when_empty_for_two_days_or_silent_for_400(facts, removed):
    guest(**facts)
    assert actions.remove_lost_guests(now=NOW) == removed
    assert User.objects.count() == 1 - removed


def test_a_diary_with_a_passkey_is_never_removed():
    user = guest(opened_days_ago=900, cramp_days_ago=800)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert actions.remove_lost_guests(now=NOW) == 0


def test_an_account_is_never_removed_however_old_and_empty(ruth):
    User.objects.update(last_login=NOW - dt.timedelta(days=4000))
    Diary.objects.update(created_at=NOW - dt.timedelta(days=4000))
    assert actions.remove_lost_guests(now=NOW) == 0


def test_the_command_says_how_many(capsys):
    guest(opened_days_ago=3)
    Night.objects.create(diary=guest(opened_days_ago=3).diary, date=NOW.date())
    User.objects.update(last_login=timezone.now())
    call_command("remove_guests")
    assert capsys.readouterr().out == "1 guest diaries removed.\n"
