"""A limit on tries of a log-in holds, whatever else is counted and by whatever address the site is called."""

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.cache import cache
from django.test import Client

from tests import factories
from yogasite.accounts.known_browser import COOKIE

pytestmark = pytest.mark.django_db


def try_log_in(*, password, host="testserver"):
    """Post the log-in from a browser without a past."""
    return Client(HTTP_HOST=host).post("/accounts/login/", {"login": "ruth", "password": password})


def test_a_full_limit_outlives_a_crowd_of_other_counters(ruth):
    for number in range(5):
        try_log_in(password=f"guess {number}")
    for number in range(400):
        address = f"203.0.113.{number}"
        cache.set(f"allauth:rl:allauth.account:open_guest_diary:10/86400/ip:ip:{address}", [1.0], timeout=86400)
    refused = try_log_in(password=factories.PASSWORD)
    assert (refused.status_code, "Too many tries" in refused.text) == (422, True)


def test_a_limit_is_one_for_every_port_that_is_asked(ruth):
    for port in range(8001, 8006):
        try_log_in(password="not this one", host=f"testserver:{port}")
    refused = try_log_in(password=factories.PASSWORD, host="testserver:8006")
    assert (refused.status_code, "Too many tries" in refused.text) == (422, True)


def lock_out(name="ruth"):
    """Try wrong passwords from a browser without a past until the name takes no more."""
    for number in range(6):
        Client().post("/accounts/login/", {"login": name, "password": f"guess {number}"})


def known(*, typed="ruth"):
    """Return a browser from which somebody has logged in, and out again."""
    client = Client()
    client.post("/accounts/login/", {"login": typed, "password": factories.PASSWORD})
    client.post("/accounts/logout/")
    return client


def log_in(client, *, name="ruth", password=factories.PASSWORD):
    return client.post("/accounts/login/", {"login": name, "password": password}).status_code


@pytest.mark.parametrize("typed", ["ruth", "RUTH"])
def test_wrong_passwords_of_strangers_lock_nobody_out_of_a_browser_that_has_logged_in(ruth, typed):
    client = known()
    lock_out()
    assert (log_in(Client()), log_in(client, name=typed)) == (422, 302)


def test_a_browser_that_has_logged_in_by_the_name_is_known_by_the_address_too(ruth):
    ruth.email = "ruth@example.org"
    ruth.save()
    EmailAddress.objects.create(user=ruth, email=ruth.email, verified=True, primary=True)
    client = known()
    lock_out(ruth.email)
    assert (log_in(Client(), name=ruth.email), log_in(client, name=ruth.email)) == (422, 302)


def test_a_known_browser_has_five_tries_as_well(ruth):
    client = known()
    codes = [log_in(client, password=f"guess {number}") for number in range(5)]
    assert (codes, log_in(client), log_in(Client())) == ([422] * 5, 422, 302)


def test_a_browser_is_known_for_its_own_names_alone(ruth, stranger):
    client = known()
    lock_out(stranger.username)
    assert log_in(client, name=stranger.username) == 422


def test_a_cookie_that_was_made_up_is_no_known_browser(ruth):
    client = Client()
    client.cookies[COOKIE] = known().cookies[COOKIE].value[:-2] + "xx"
    lock_out()
    assert log_in(client) == 422


def test_the_cookie_names_nobody(ruth):
    told = known().cookies[COOKIE]
    assert ("ruth" in signing.b64_decode(told.value.split(":")[0].encode()).decode(), told["httponly"]) == (False, True)
