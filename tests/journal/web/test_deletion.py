"""Deleting everything: what is asked, who is out at once, how it is taken back."""

import datetime as dt
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from journal.actions import deletion, experiments, guests, reminders, shares, tokens, uploads
from journal.domain.choices import ExperimentLength, LinkLife, ReminderKind, Span, TokenScope
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.evidence import Evaluation
from journal.pages.counts import amount
from journal.pages.deletion import what_goes
from journal.web.middleware import OPEN_UNTIL_DECIDED
from tests import factories
from tests.addresses import own_names
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db

DELETE, DELETED, KEEP = "/accounts/delete/", "/accounts/deleted/", "/accounts/deleted/keep/"
NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
HTMX = {"HX-Request": "true"}


def logged_in(username="ruth", password=factories.PASSWORD):
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": password})
    return client


def is_let_in(client):
    return client.get("/journal/").status_code == 200


def new_guest():
    client = Client()
    client.post("/cramp/", {})
    return client


@pytest.fixture
def pending(ruth):
    """Ruth, logged in again after she has asked to delete everything."""
    logged_in().post(DELETE, {"proof": factories.PASSWORD})
    return logged_in()


# What is asked ----------------------------------------------------------------------------------------------------


def test_the_page_counts_what_goes(ruth, diary, now):
    factories.make_cramp(diary=diary, occurred_at=now)
    for day in (15, 16):
        factories.make_practice(diary=diary, day=dt.date(2026, 11, day))
        factories.make_night(diary=diary, date=dt.date(2026, 11, day))
    factories.make_routine(diary=diary)
    factories.make_circumstance(diary=diary, first_day=now.date())
    experiments.start(diary, ExperimentLength.SHORT, today=now.date())
    reminders.choose(diary, {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)})
    factories.make_token(diary=diary, scope=TokenScope.LOG, name="Bedside")
    client = logged_in()
    Authenticator.objects.create(user=ruth, type=Authenticator.Type.WEBAUTHN, data={})
    going = client.get(DELETE).context["going"]
    assert going.first == "1 cramp, 2 practices and your account"
    assert going.rest == (
        "2 nights without cramps, 1 routine of yours, 1 note of what else went on, 2 reminders, 1 experiment, "
        "1 button or shortcut, 1 passkey and 1 device that is logged in"
    )


def test_every_table_that_hangs_on_a_diary_has_its_words(diary):
    hanging = {relation.related_model for relation in Diary._meta.related_objects}
    assert [model for model in hanging - {Evaluation} if not amount(model, 1)] == []
    assert len(hanging) > 10


def test_links_addresses_devices_and_a_waiting_file_are_named_too(ruth, diary):
    shared = {"identifier": uuid.uuid4(), "span": Span.YEAR, "has_entries": True, "life": LinkLife.WEEK, "now": NOW}
    shares.make(diary, **shared)
    reminders.open_feed(diary)
    reminders.open_device(diary, endpoint="https://push.example.com/1", p256dh="x", auth="x", site_key="k")
    uploads.keep(diary, name="mine.csv", content=b"day\n1.11.2026\n", now=NOW)
    assert what_goes(ruth, diary, now=NOW).rest == (
        "1 link to your report, 1 calendar address, 1 device that shows reminders and 1 file that waits for your yes"
    )


def test_what_there_is_none_of_is_not_named(client_of_ruth):
    page = client_of_ruth.get(DELETE).text
    assert "This removes your account." in page
    assert "With it go" not in page


def test_the_page_takes_as_many_queries_as_there_are_counts(client_of_ruth):
    client_of_ruth.get(DELETE)
    with CaptureQueriesContext(connection) as queries:
        client_of_ruth.get(DELETE)
    assert len(queries) == 16


def test_the_settings_lead_to_the_page(client_of_ruth):
    assert f'<a class="btn red" href="{DELETE}">Delete my account and diary</a>' in (
        client_of_ruth.get("/accounts/settings/").text
    )


def only_a_passkey(user):
    user.set_unusable_password()
    user.save()
    return "ruth"


@pytest.mark.parametrize(
    ("prepare", "typed", "sentence"),
    [
        (lambda user: None, "", "Fill this in. Nothing is deleted yet."),
        (lambda user: None, "not this one", "This is not your password. Try again."),
        (lambda user: None, "ruth", "This is not your password. Try again."),
        (only_a_passkey, "sam", "This is not your name."),
    ],
)
def test_a_wrong_proof_deletes_nothing(ruth, prepare, typed, sentence):
    prepare(ruth)
    client = Client()
    client.force_login(ruth)
    answer = client.post(DELETE, {"proof": typed})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    ruth.refresh_from_db()
    assert ruth.deletes_at is None


def test_a_guest_types_a_word(db):
    client = new_guest()
    assert "Type the word “delete”" in client.get(DELETE).text
    assert client.post(DELETE, {"proof": "yes"}).status_code == 422
    assert client.post(DELETE, {"proof": "Delete "}).url == DELETED
    assert User.objects.get().deletes_at is not None


def test_somebody_with_a_passkey_alone_types_the_name_and_shows_the_passkey(ruth, monkeypatch):
    only_a_passkey(ruth)
    for kind in (Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN):
        Authenticator.objects.create(user=ruth, type=kind, data={})
    client = Client()
    client.force_login(ruth)
    assert (
        client.post(DELETE, {"proof": "Ruth"}).url
        == "/accounts/2fa/webauthn/reauthenticate/?next=%2Faccounts%2Fdelete%2F"
    )
    assert User.objects.get().deletes_at is None
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.did_recently_reauthenticate", lambda _r: True)
    assert client.post(DELETE, {"proof": "Ruth"}).url == DELETED


def test_a_password_is_not_guessed_here(ruth):
    client = logged_in()
    for _try in range(10):
        client.post(DELETE, {"proof": "not this one"})
    answer = client.post(DELETE, {"proof": factories.PASSWORD})
    assert (answer.status_code, "Too many tries." in answer.text) == (422, True)
    assert User.objects.get().deletes_at is None


def test_a_password_that_was_changed_meanwhile_is_not_put_back(ruth):
    client, elsewhere = logged_in(), User.objects.get()
    ask = deletion.ask

    def change_first(user, **options):
        elsewhere.set_password("three other words")
        elsewhere.save()
        return ask(user, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deletion, "ask", change_first)
        answer = client.post(DELETE, {"proof": factories.PASSWORD})
    assert (answer.status_code, "Your password was changed a moment ago." in answer.text) == (422, True)
    stored = User.objects.get()
    assert (stored.deletes_at, stored.check_password("three other words")) == (None, True)


# From then on ------------------------------------------------------------------------------------------------------


def test_everybody_is_logged_out_everywhere_at_once(ruth):
    here, elsewhere, copied = logged_in(), logged_in(), Client()
    copied.cookies["nightheron_session"] = elsewhere.session.session_key
    unlisted = Client()
    unlisted.force_login(ruth)
    assert [is_let_in(client) for client in (here, elsewhere, copied, unlisted)] == [True] * 4
    here.post(DELETE, {"proof": factories.PASSWORD})
    for client in (here, elsewhere, copied, unlisted):
        assert client.get("/journal/").url == "/accounts/login/?next=/journal/"


def test_sessions_that_were_ended_stay_ended_when_the_diary_is_kept(ruth):
    here, elsewhere, unlisted = logged_in(), logged_in(), Client()
    unlisted.force_login(ruth)
    here.post(DELETE, {"proof": factories.PASSWORD})
    again = logged_in()
    again.post(KEEP)
    assert [is_let_in(client) for client in (again, here, elsewhere, unlisted)] == [True, False, False, False]


def test_the_device_is_told_the_day_and_to_empty_its_store_once(ruth):
    client = logged_in()
    answer = client.post(DELETE, {"proof": factories.PASSWORD}, follow=True)
    day = timezone.localtime(timezone.now() + 7 * DAY)
    assert f"This diary is to be deleted on {day:%A} {day.day} {day:%B}" in answer.text
    assert " data-forget>" in answer.text
    assert " data-forget>" not in client.get(DELETED).text


def test_nothing_of_the_diary_is_reachable_until_it_is_decided(pending):
    walked = {}
    for name, pattern in own_names():
        known = {"slug": "x", "address": "x", "muscle": "calf", "path": "x", "rest": "x", "night": dt.date(2026, 11, 2)}
        known |= {"token": "x", "pk": 1}
        known["identifier"] = "00000000-0000-4000-8000-000000000000"
        words = {word: known[word] for word in pattern.pattern.converters}
        answer = pending.get(reverse(name, kwargs=words))
        walked[name] = getattr(answer, "url", "") == DELETED
    assert {name for name, is_sent_away in walked.items() if not is_sent_away} == OPEN_UNTIL_DECIDED - {
        "account_logout"
    }
    assert len(walked) > 30


@pytest.mark.parametrize(
    "address", ["/accounts/email/", "/accounts/password/change/", "/accounts/sessions/", "/admin/"]
)
def test_the_account_and_the_editors_rooms_are_closed_too(pending, address):
    User.objects.update(is_staff=True, is_superuser=True)
    assert pending.get(address).url == DELETED


def test_a_part_of_a_page_sends_the_whole_page_away(pending):
    assert pending.get("/journal/trend/", headers=HTMX).headers["HX-Redirect"] == DELETED


def test_nothing_is_written_until_it_is_decided(pending):
    tap = {"kind": "cramp", "uuid": "00000000-0000-4000-8000-000000000000", "at": "1"}
    assert pending.post("/cramp/", {}).url == DELETED
    answer = pending.post("/outbox/", tap)
    assert (answer.status_code, answer.json()["reason"]) == (
        409, "This diary is to be deleted. Keep it first, then it is sent.",
    )  # fmt: skip
    assert Cramp.objects.count() == 0


def test_the_page_tells_the_device_no_diary_and_shows_no_way_into_it(pending):
    page = pending.get(DELETED).text
    assert 'data-diary=""' in page
    assert 'href="/journal/"' not in page
    assert "Keep my diary" in page


@pytest.mark.parametrize("address", [DELETED, KEEP])
def test_there_is_nothing_to_decide_for_somebody_who_asked_for_nothing(client_of_ruth, address):
    assert client_of_ruth.generic("POST" if address == KEEP else "GET", address).url == "/"


def test_a_stranger_is_told_nothing(client, db):
    assert client.get(DELETED).url == "/"


# Changing one's mind -----------------------------------------------------------------------------------------------


def test_a_diary_that_is_kept_is_as_it_was(pending, diary, now):
    factories.make_cramp(diary=diary, occurred_at=now, note="garden")
    assert "Your diary is kept." in pending.post(KEEP, follow=True).text
    assert (is_let_in(pending), Cramp.objects.get().note, User.objects.get().deletes_at) == (True, "garden", None)


def test_a_guest_keeps_the_diary_in_the_same_browser_and_nobody_else_can(db):
    client = new_guest()
    thief = Client()
    thief.cookies["nightheron_session"] = client.session.session_key
    client.post(DELETE, {"proof": "delete"})
    assert client.get("/").url == DELETED
    assert thief.post(KEEP).url.startswith("/accounts/login/")
    client.post(KEEP)
    assert (is_let_in(client), is_let_in(thief), Cramp.objects.count()) == (True, False, 1)


def test_the_secret_of_a_device_opens_no_diary_that_is_to_go(db):
    user = guests.open_diary(zone="Europe/London", now=NOW, key="5" * 32)
    deletion.ask(user, password="", now=NOW)
    assert guests.with_key("5" * 32) is None


def test_a_button_opens_nothing_of_a_diary_that_is_to_go(ruth, diary):
    _token, text = factories.make_token(diary=diary, scope=TokenScope.LOG, name="Bedside")
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW)
    assert tokens.with_text(text) is None
    deletion.keep_after_all(ruth)
    assert tokens.with_text(text).diary == diary


def test_asking_twice_is_asking_once(ruth):
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW)
    stored = User.objects.get().password
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW + DAY)
    assert (ruth.deletes_at, User.objects.get().password) == (NOW + 7 * DAY, stored)


def test_the_same_form_sent_twice_leads_to_the_login_and_changes_nothing(ruth):
    client = logged_in()
    client.post(DELETE, {"proof": factories.PASSWORD})
    day = User.objects.get().deletes_at
    assert client.post(DELETE, {"proof": factories.PASSWORD}).url == f"/accounts/login/?next={DELETE}"
    assert User.objects.get().deletes_at == day


def test_what_a_secret_opens_is_open_to_whoever_has_it():
    by_secret = {name for name, pattern in own_names() if "token" in pattern.pattern.converters}
    assert by_secret == {"journal:calendar", "journal:mails-stop", "journal:shared", "journal:shared-file"}
    assert by_secret <= OPEN_UNTIL_DECIDED


def test_every_open_address_exists():
    names = {name for name, _pattern in own_names()} | {"account_logout"}
    assert names >= OPEN_UNTIL_DECIDED
    assert get_resolver().reverse_dict.getlist("account_logout")
