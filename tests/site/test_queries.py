"""Queries a page that is rendered anew, as literals: the same for a month and for ten years of diary."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journal.domain.choices import TokenScope
from tests import factories

pytestmark = pytest.mark.slow

QUERIES = {
    "/": 9,
    "/journal/": 7,
    "/journal/trend/": 7,
    "/journal/report/?span=1y&table=1": 8,
    "/journal/report/report.pdf?span=1y&table=1": 7,
    "/journal/circumstances/": 3,
    "/journal/fortnight/": 5,
    "/journal/fortnight/blank/": 2,
    "/journal/export/": 9,
}


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.sweep
@pytest.mark.parametrize("days", [30, 3650])
@pytest.mark.parametrize("address", QUERIES)
def test_queries_do_not_grow_with_the_diary(client_of_ruth, library, diary, days, address):
    first = timezone.now().date() - dt.timedelta(days=days)
    factories.fill_days(diary=diary, first=first, days=days)
    for week in range(0, days, 70):
        factories.make_circumstance(diary=diary, first_day=first + dt.timedelta(days=week), is_pause=week % 2 == 0)
    client_of_ruth.get(address)  # the first visit takes the look at the diary that later ones read
    assert count(client_of_ruth, address) == QUERIES[address]


PUBLIC = {"/poses/": 2, "/poses/downward-facing-dog/": 3, "/practice/": 3, "/practice/before-bed/": 3}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_takes_few_queries(client, library, address):
    assert count(client, address) == PUBLIC[address]


API = {"cramps": 10, "nights": 11, "entries": 7, "trend": 7}


@pytest.mark.parametrize("place", API)
def test_a_button_takes_few_queries_however_long_the_diary(diary, place):
    factories.fill_days(diary=diary, first=timezone.now().date() - dt.timedelta(days=400), days=399)
    scope = TokenScope.LOG if place in ("cramps", "nights") else TokenScope.READ
    _token, text = factories.make_token(diary=diary, scope=scope)
    method, headers = "POST" if scope == TokenScope.LOG else "GET", {"Authorization": f"Bearer {text}"}
    Client().generic("GET", "/api/v1/trend", headers=headers)
    with CaptureQueriesContext(connection) as queries:
        assert Client().generic(method, f"/api/v1/{place}", headers=headers).status_code == 200
    assert len(queries) == API[place]
