"""A limit on tries of a log-in holds, whatever else is counted and by whatever address the site is called."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories

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
