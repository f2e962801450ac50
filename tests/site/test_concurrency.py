"""Twenty taps at once."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from journal.models.cramps import Cramp
from tests import factories

pytestmark = pytest.mark.slow

TAPS = 20


@pytest.fixture
def session_key(transactional_db):
    client = Client()
    client.force_login(factories.make_user(username="ruth"))
    return client.session.session_key


def tap_all(session_key, identifiers):
    """Post each identifier from a thread of its own; return the status codes."""

    def tap(identifier):
        try:
            client = Client()
            client.cookies["nightheron_session"] = session_key
            return client.post("/cramp/", {"uuid": str(identifier)}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TAPS) as pool:
        return list(pool.map(tap, identifiers))


def test_the_same_tap_twenty_times_at_once_is_one_cramp(session_key):
    codes = tap_all(session_key, [uuid.uuid4()] * TAPS)
    assert (codes, Cramp.objects.count()) == ([302] * TAPS, 1)


def test_twenty_different_taps_at_once_are_twenty_cramps(session_key):
    codes = tap_all(session_key, [uuid.uuid4() for _tap in range(TAPS)])
    assert (codes, Cramp.objects.count()) == ([302] * TAPS, TAPS)
