"""Queries a page, as literals: the same for a month and for ten years of diary."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories

QUERIES = {"/": 7, "/journal/": 8, "/journal/trend/": 5}


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("days", [30, 3650])
@pytest.mark.parametrize("address", QUERIES)
def test_queries_do_not_grow_with_the_diary(client_of_ruth, diary, days, address):
    call_command("load_poses", verbosity=0)
    factories.fill_days(diary=diary, first=timezone.now().date() - dt.timedelta(days=days), days=days)
    assert count(client_of_ruth, address) == QUERIES[address]


@pytest.mark.django_db
def test_the_library_takes_two_queries(client):
    call_command("load_poses", verbosity=0)
    assert count(client, "/poses/") == 2


@pytest.mark.django_db
def test_a_pose_takes_two_queries(client):
    call_command("load_poses", verbosity=0)
    assert count(client, "/poses/downward-facing-dog/") == 2
