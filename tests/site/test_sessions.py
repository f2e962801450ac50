"""A session that was planted lets nobody in, and no form that another site sends is taken."""

import uuid

import pytest
from django.test import Client

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from journal.models.reminders import Reminder
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from tests import factories
from tests.addresses import ADDRESSES, SOME
from tests.logins import LOGIN, PASSWORD, SIGNUP, is_let_in, set_new_password
from yogasite.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OF_A_DIARY = (Cramp, Night, Practice, OwnRoutine, Circumstance, Reminder, SharedReport)

# A session that somebody else planted ------------------------------------------------------------------------------


def log_in(client):
    factories.make_user(username="ruth")
    client.post(LOGIN, PASSWORD)


def sign_up(client):
    client.post(SIGNUP, {"username": "wren", "password1": "three short words"})


def begin_as_guest(client):
    client.post("/cramp/", {})


def planted_session(client):
    """Give the browser a session that somebody else knows."""
    session = client.session
    session["conditions"] = 1
    session.save()
    return session.session_key


def with_session(key):
    client = Client()
    client.cookies["nightheron_session"] = key
    return client


@pytest.mark.parametrize("enter", [log_in, sign_up, begin_as_guest, set_new_password])
def test_a_session_that_was_planted_is_not_the_one_that_is_let_in(enter):
    client = Client()
    planted = planted_session(client)
    enter(client)
    assert client.session.session_key != planted
    assert (is_let_in(client), is_let_in(with_session(planted))) == (True, False)


def keep_as_account(client):
    client.post("/accounts/keep/", {"username": "wren", "password": "three short words", "by": "password"})


def change_password(client):
    typed = {"oldpassword": "three short words", "password1": "three other words", "password2": "three other words"}
    client.post("/accounts/password/change/", typed)


@pytest.mark.parametrize(("enter", "change"), [(begin_as_guest, keep_as_account), (sign_up, change_password)])
def test_the_session_is_another_one_when_what_opens_the_diary_changes(enter, change):
    client = Client()
    enter(client)
    before = client.session.session_key
    change(client)
    assert client.session.session_key != before
    assert (is_let_in(client), is_let_in(with_session(before))) == (True, False)


@pytest.mark.parametrize("enter", [log_in, begin_as_guest])
def test_a_session_that_was_left_opens_nothing(enter):
    client = Client()
    enter(client)
    key = client.session.session_key
    assert is_let_in(with_session(key))
    client.post("/accounts/logout/")
    assert not is_let_in(with_session(key))


def test_no_cookie_but_that_of_the_time_zone_can_be_read_by_a_script(ruth):
    client = Client()
    client.get(LOGIN)
    client.post(LOGIN, PASSWORD)
    client.post("/accounts/settings/", client.get("/accounts/settings/").context["form"].initial | {"theme": "dark"})
    kept = {
        name: (bool(cookie["httponly"]), cookie["samesite"]) for name, cookie in client.cookies.items() if cookie.value
    }
    assert kept.items() >= {"nightheron_session": (True, "Lax"), "nightheron_csrf": (True, "Lax")}.items()
    assert set(kept.values()) == {(True, "Lax")}


# A form that another site sends -------------------------------------------------------------------------------------

NO_COOKIE_COUNTS = {
    "journal:mails-stop": 404,  # A mail program posts to it (RFC 8058); a signed address is the proof.
    "journal:shared": 405,  # Reads only.
    "journal:shared-file": 405,
    "api:log_cramp": 401,  # A token in a header, which no other site makes a browser send; no cookie counts.
    "api:confirm_night": 401,
    "api:log_practice": 401,
    "api:entries": 405,
    "api:trend": 405,
    "api:unknown": 404,
}
"""What answers without the token of a form, and how: because nobody is let in there by a cookie."""
UNLIKE_POST = {
    ("api:log_cramp", "PUT"): 405, ("api:confirm_night", "PUT"): 405, ("api:log_practice", "PUT"): 405,
    ("journal:mails-stop", "PUT"): 405,
}  # fmt: skip


def expected(name, method):
    """Return how a form without its token is answered at an address."""
    asked = "POST" if method == "POST" else "PUT"
    return UNLIKE_POST.get((name, asked), NO_COOKIE_COUNTS.get(name, 403))


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (*OF_A_DIARY, User)}


@pytest.mark.sweep
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_address_takes_a_form_without_its_token(ruth, diary, library, method):
    factories.fill_every_kind(diary=diary)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(ruth)
    before = rows()
    answered = {each.name: client.generic(method, each.path(SOME)).status_code for each in ADDRESSES}
    wrong = {name: status for name, status in answered.items() if status != expected(name, method)}
    assert (wrong, rows()) == ({}, before)
    assert NO_COOKIE_COUNTS.keys() <= answered.keys()


def test_a_token_of_ones_own_does_not_help_a_form_that_another_site_sends(ruth, diary):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)
    token = client.get("/cramp/").context["csrf_token"]
    sent = {"csrfmiddlewaretoken": str(token), "uuid": uuid.UUID(int=1)}
    for origin in ("https://evil.example", "http://testserver.evil.example", "null"):
        assert client.post("/cramp/", sent, headers={"Origin": origin}).status_code == 403
    assert Cramp.objects.count() == 0
    client.post("/cramp/", sent, headers={"Origin": "http://testserver"})
    assert Cramp.objects.count() == 1


@pytest.mark.sweep
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_looking_changes_nothing(ruth, diary, library, method):
    factories.fill_every_kind(diary=diary)
    cramp = Cramp.objects.first()
    client = Client(raise_request_exception=False)
    client.force_login(ruth)
    before = rows()
    for address in ADDRESSES:
        client.generic(method, address.path(SOME | {"identifier": cramp.uuid}), QUERY_STRING="answer=none&kind=cramp")
    assert rows() == before
