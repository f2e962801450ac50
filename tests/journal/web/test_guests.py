"""A diary without an account: begun with one tap, kept on request, closed to everybody else."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from journal.actions.guests import COOKIE_LIFE, EMPTY_LIFE
from journal.models.cramps import Cramp
from journal.models.diary import Diary
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


@pytest.mark.parametrize("ago", [dt.timedelta(hours=25), dt.timedelta(days=-3653)], ids=["a day", "by a clock ahead"])
def test_a_visit_after_a_day_renews_the_cookie(guest_client, ago):
    User.objects.update(last_login=timezone.now() - ago)
    session = guest_client.session
    session.set_expiry(timezone.now() + dt.timedelta(days=399))
    session.save()
    answer = guest_client.get("/")
    assert answer.cookies["nightheron_session"]["max-age"] > 399 * 86400 + 3600


def test_the_eleventh_diary_of_a_day_from_one_address_is_refused_and_nothing_stored():
    for _number in range(10):
        Client().post("/cramp/", {})
    answer = Client().post("/cramp/", {})
    assert (answer.status_code, Diary.objects.count(), Cramp.objects.count()) == (429, 10, 10)
    assert "This cramp is not saved" in answer.text


def opened_from(networks, each=3):
    """Tap from some addresses of each IPv6 network; return how many diaries were opened."""
    for network in networks:
        for number in range(each):
            Client(REMOTE_ADDR=f"{network}::{number + 1:x}").post("/cramp/", {})
    return Diary.objects.count()


def test_a_home_opens_twenty_however_many_addresses_it_makes_and_others_go_on():
    home = [f"2001:db8:0:ab{number:02x}" for number in range(12)]
    assert opened_from(home) == 20
    assert opened_from(["2001:db8:0:cd00"]) == 23


def test_a_company_opens_sixty_and_others_go_on():
    homes = [f"2001:db8:0:{number:02x}00" for number in range(25)]
    assert opened_from(homes) == 60
    assert opened_from(["2001:db8:1:cd00"]) == 63


def test_a_tap_that_opens_no_diary_keeps_its_time_for_after_the_log_in(ruth, monkeypatch):
    client, tapped = Client(), dt.datetime(2026, 11, 17, 3, 12, tzinfo=dt.UTC)
    for _number in range(10):
        Client().post("/cramp/", {})
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: tapped)
        page = client.post("/cramp/", {}).text
    (link,) = re.findall(r'href="(/accounts/login/[^"]+)"', page)
    form = client.post(link, {"login": "ruth", "password": factories.PASSWORD}, follow=True).context["form"]
    assert form["occurred_at"].value() == "2026-11-17T03:12"


def test_the_time_of_such_a_tap_is_in_the_form_and_one_to_come_is_not(client_of_ruth):
    def shown(tapped):
        return client_of_ruth.get("/journal/cramps/new/", {"tapped": tapped}).context["form"]["occurred_at"].value()

    assert shown("2026-11-17T03:12:00+00:00") == "2026-11-17T03:12"
    wrong = ("2999-01-01T03:00:00+00:00", "1800-01-01T03:00:00+00:00", "2026-11-17T03:12", "nonsense")
    assert {shown(each)[:7] for each in wrong} == {f"{timezone.localdate():%Y-%m}"}


def test_taps_into_a_diary_that_is_open_are_not_counted(guest_client):
    for _number in range(11):
        guest_client.post("/cramp/", {})
    assert (Diary.objects.count(), Cramp.objects.count()) == (1, 12)


def tap_from(address, **headers):
    return Client(REMOTE_ADDR=address, headers=headers).post("/cramp/", {}).status_code


def test_an_address_that_is_used_up_takes_nothing_from_the_others(settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "1/d/ip,2/d/key"}
    assert [tap_from("192.0.2.1") for _number in range(4)] == [302, 429, 429, 429]
    assert tap_from("192.0.2.2") == 302


def test_the_site_opens_no_more_than_its_share_of_a_day(settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "10/d/ip,2/d/key"}
    assert [tap_from(f"192.0.2.{number}") for number in (1, 2, 3)] == [302, 302, 429]


def test_an_address_that_the_browser_made_up_does_not_count(settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "1/d/ip,9/d/key"}
    made_up = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in (1, 2)]
    assert [tap_from("192.0.2.1", **headers) for headers in made_up] == [302, 429]


def test_addresses_behind_a_proxy_of_ours_are_told_apart(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "1/d/ip,9/d/key"}
    behind = [{"X-Forwarded-For": f"made-up, 198.51.100.{number}"} for number in (1, 2, 2)]
    assert [tap_from("192.0.2.1", **headers) for headers in behind] == [302, 302, 429]


def test_one_who_owns_a_whole_net_of_addresses_counts_once(settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "1/d/ip,9/d/key"}
    assert [tap_from(address) for address in ("2001:db8::1", "2001:db8::2")] == [302, 429]


def test_the_moon_tells_a_stranger_how_long_a_diary_stays_and_nobody_else(client_of_ruth):
    sentence = "It is removed if it stays empty for two days, or silent for 400."
    assert sentence in Client().get("/cramp/").text
    assert sentence not in client_of_ruth.get("/cramp/").text
    assert (EMPTY_LIFE.days, COOKIE_LIFE.days) == (2, 400)


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
        ({"username": "ruth", "password": "short"}, "Make it 10 letters or longer. Three short words work well."),
        ({"username": "Sam", "password": "three short words"}, "Somebody has this name already."),
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


def test_a_code_app_alone_opens_nothing_so_the_guest_stays_one(guest_client):
    Authenticator.objects.create(user=User.objects.get(), type=Authenticator.Type.TOTP, data={})
    assert "This diary has no name yet." in guest_client.get("/accounts/settings/").text


def test_a_guest_is_asked_for_a_name_before_a_password(guest_client):
    assert guest_client.get("/accounts/password/set/").url == "/accounts/keep/"


def test_somebody_with_a_passkey_alone_may_set_a_password(client_of_ruth, ruth):
    ruth.set_unusable_password()
    ruth.save()
    client_of_ruth.force_login(ruth)
    assert 'name="password1"' in client_of_ruth.get("/accounts/password/set/").text


def test_somebody_with_an_account_has_nothing_to_keep(client_of_ruth):
    assert client_of_ruth.get("/accounts/keep/").url == "/accounts/settings/"


def test_leaving_a_guests_diary_warns_that_it_is_for_good(guest_client):
    assert "nobody can open it again" in guest_client.get("/accounts/logout/").text


# Somebody else ------------------------------------------------------------------------------------------------


def with_cookie(session_key):
    thief = Client()
    thief.cookies["nightheron_session"] = session_key
    return thief


def is_let_in(client):
    return client.get("/journal/").status_code == 200


def test_a_session_that_was_planted_does_not_become_the_guests():
    client = Client()
    session = client.session
    session["conditions"] = 1
    session.save()
    planted = session.session_key
    client.post("/cramp/", {})
    assert (is_let_in(client), is_let_in(with_cookie(planted))) == (True, False)


def test_nobody_logs_in_by_the_name_of_a_guest(guest_client):
    guest = User.objects.get()
    for password in ("", "!", guest.password, guest.username):
        thief = Client()
        thief.post("/accounts/login/", {"login": guest.username, "password": password})
        assert not is_let_in(thief)


def test_the_cookie_of_a_guest_is_hidden_from_scripts_and_other_sites():
    cookie = Client().post("/cramp/", {}).cookies["nightheron_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def keep_by_password(client):
    client.post("/accounts/keep/", {"username": "ruth", "password": "three short words", "by": "password"})


def keep_by_passkey(client):
    Authenticator.objects.create(user=User.objects.get(), type=Authenticator.Type.WEBAUTHN, data={})
    client.get("/accounts/settings/")


@pytest.mark.parametrize("keep", [keep_by_password, keep_by_passkey])
def test_who_copied_the_cookie_of_a_guest_is_out_once_there_is_an_account(guest_client, keep):
    thief = with_cookie(guest_client.session.session_key)
    assert is_let_in(thief)
    keep(guest_client)
    assert (is_let_in(guest_client), is_let_in(thief)) == (True, False)


def test_today_tells_a_guest_that_only_this_browser_opens_the_diary(db, client_of_ruth):
    guest = Client()
    guest.post("/cramp/", {})
    said = "Only this browser can open this diary."
    assert (said in guest.get("/").text, said in client_of_ruth.get("/").text) == (True, False)


def test_the_home_page_leads_to_the_one_tap_without_an_account(db):
    assert 'href="/cramp/"' in Client().get("/").text
