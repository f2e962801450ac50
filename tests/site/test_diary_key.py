"""Every private row is found by its diary: the key comes first in an index, and no page reads beyond it."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from journal.domain.choices import TokenScope
from tests import factories
from tests.parts import PARTED

pytestmark = pytest.mark.slow

PRIVATE = {model._meta.object_name: model for model in apps.get_app_config("journal").get_models()}
TABLES = {model._meta.db_table: name for name, model in PRIVATE.items()}
BY_SECRET = {
    "AccessToken": "digest",
    "CalendarFeed": "token",
    "PushDevice": "endpoint",
    "SharedReport": "digest",
}
"""What finds a row of somebody who shows a secret or an address instead of logging in."""
PARENTS = {"PracticeItem": "practice_id", "OwnRoutineItem": "routine_id"}
"""What is read with its practice or its routine, by its diary and that one's number."""


def first_columns(model):
    """Return the first field of each index and unique constraint of a model."""
    meta = model._meta
    declared = [
        each.fields[0].lstrip("-") for each in (*meta.indexes, *meta.constraints) if getattr(each, "fields", ())
    ]
    return {*declared, *(field.name for field in meta.concrete_fields if field.unique or field.db_index)}


@pytest.mark.parametrize("name", sorted({*PRIVATE} - {"Diary"}))
def test_the_diary_comes_first_in_an_index_of_its_table(name):
    assert "diary" in first_columns(PRIVATE[name])


@pytest.mark.parametrize("name", sorted(PARENTS))
def test_what_is_read_with_its_parent_is_found_by_it_in_an_index(name):
    assert PARENTS[name].removesuffix("_id") in first_columns(PRIVATE[name])


@pytest.mark.parametrize("name", sorted({*PRIVATE} - {"Diary"}))
def test_no_identifier_made_by_a_client_is_unique_beyond_its_diary(name):
    """A file may be brought into two diaries; and a database that is parted by diary can hold no other rule."""
    unique = [each.fields for each in PRIVATE[name]._meta.constraints if "uuid" in getattr(each, "fields", ())]
    has_uuid = "uuid" in {field.name for field in PRIVATE[name]._meta.fields}
    assert unique == ([("diary", "uuid")] if has_uuid else [])


TO_A_DIARY = ('"accounts_user"."id" = ', '."diary_id" = "journal_diary"."id"')
"""A person who is logged in, and a row that was found as it should be."""


def is_bounded(sql, table):
    """Tell whether a query finds the rows of a private table by the diary, in a whole one also by their number."""
    name = TABLES[table]
    columns = {"diary_id"} if table in PARTED else {"diary_id", BY_SECRET.get(name, "id"), "id"}
    if name == "Diary" and any(way in sql for way in TO_A_DIARY):
        return True
    return sql.startswith(f'INSERT INTO "{table}"') or any(
        re.search(rf'(?:"{table}"|U\d+)\."{each}" (?:=|IN \()', sql) for each in columns
    )


def unbounded(queries):
    """Return the queries that name a private table without finding its rows by the diary."""
    found = []
    for arm in (arm for query in queries for arm in query["sql"].split(" UNION ALL ")):
        named = {table for table in TABLES if f'"{table}"' in arm}
        found += [arm for table in named if not is_bounded(arm, table)]
    return found


READ = [
    "/",
    "/journal/",
    "/journal/trend/?span=all",
    "/journal/trend/?side=left&muscle=calf&when=night",
    "/journal/report/?span=1y&table=1",
    "/journal/circumstances/",
    "/journal/fortnight/",
    "/journal/experiment/",
    "/journal/buttons/",
    "/journal/export/",
    "/journal/import/",
    "/practice/",
    "/accounts/settings/",
    "/accounts/delete/",
]


@pytest.fixture
def full(diary, library):
    factories.fill_every_kind(diary=diary)
    factories.fill_days(diary=diary, first=dt.date(2026, 1, 5), days=100)
    return diary


@pytest.mark.parametrize("address", READ)
def test_a_page_reads_no_other_diary(client_of_ruth, full, stranger, address):
    with CaptureQueriesContext(connection) as queries:
        assert client_of_ruth.get(address).status_code == 200
    assert len(queries) > 1
    assert unbounded(queries) == []


def test_an_export_reads_no_other_diary(client_of_ruth, full):
    with CaptureQueriesContext(connection) as queries:
        assert len(b"".join(client_of_ruth.get("/journal/export/diary.zip"))) > 1000
    assert unbounded(queries) == []


def test_a_tap_and_what_follows_it_reach_no_other_diary(client_of_ruth, full):
    with CaptureQueriesContext(connection) as queries:
        saved = client_of_ruth.post("/cramp/", {}, follow=True).request["PATH_INFO"]
        client_of_ruth.post(saved, {"side": "left"})
        client_of_ruth.post("/journal/nights/", {"night": "2026-11-01", "answer": "clear"})
    assert any(query["sql"].startswith('INSERT INTO "journal_cramp"') for query in queries)
    assert unbounded(queries) == []


@pytest.mark.parametrize("place", ["cramps", "nights", "entries", "trend"])
def test_a_button_reaches_no_other_diary(full, place):
    scope = TokenScope.LOG if place in ("cramps", "nights") else TokenScope.READ
    _token, text = factories.make_token(diary=full, scope=scope)
    method = "POST" if scope == TokenScope.LOG else "GET"
    with CaptureQueriesContext(connection) as queries:
        answer = Client().generic(method, f"/api/v1/{place}", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 200
    assert unbounded(queries) == []


def test_a_query_without_the_diary_is_found_out():
    loose = [{"sql": 'SELECT * FROM "journal_cramp" WHERE "journal_cramp"."pain" = 3'}]
    assert unbounded(loose) == [loose[0]["sql"]]
