"""A database that is parted by diary could answer: every statement names the diary of the rows that it asks for."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from journal.actions import guests
from journal.models.cramps import Cramp
from tests import factories, parts
from tests.all_pages import INSIDE
from tests.journal.exchange.test_import import bytes_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OF_ONE = 'WHERE "journal_cramp"."diary_id" = 5 AND "journal_cramp"."id" = 3'
REFUSED = {
    "a row by its number": 'SELECT "journal_cramp"."id" FROM "journal_cramp" WHERE "journal_cramp"."id" = 3',
    "a lock by number": 'SELECT "journal_cramp"."id" FROM "journal_cramp" WHERE "journal_cramp"."id" = 3 FOR UPDATE',
    "a change by number": 'UPDATE "journal_cramp" SET "pain" = 3 WHERE "journal_cramp"."id" = 3',
    "a move": f'UPDATE "journal_cramp" SET "pain" = 3, "diary_id" = 5 {OF_ONE}',
    "a deletion by number": 'DELETE FROM "journal_cramp" WHERE "journal_cramp"."id" IN (3)',
    "one arm of two": f'SELECT 1 FROM "journal_cramp" {OF_ONE} UNION ALL SELECT 2 FROM "journal_night"',
    "a join with the diaries": (
        'SELECT 1 FROM "journal_cramp" JOIN "journal_diary" ON "journal_cramp"."diary_id" = "journal_diary"."id"'
    ),
    "a subquery": (
        'SELECT 1 FROM "journal_diary" WHERE "id" IN (SELECT U0."diary_id" FROM "journal_cramp" U0 WHERE U0."pain" = 3)'
    ),
}
TAKEN = {
    "a row of a diary": f'SELECT "journal_cramp"."id" FROM "journal_cramp" {OF_ONE} FOR UPDATE',
    "a change": f'UPDATE "journal_cramp" SET "pain" = 3 {OF_ONE}',
    "a deletion": f'DELETE FROM "journal_cramp" {OF_ONE}',
    "a new row": 'INSERT INTO "journal_cramp" ("diary_id", "pain") VALUES (5, 3)',
    "a table that stays whole": 'SELECT 1 FROM "journal_accesstoken" WHERE "journal_accesstoken"."digest" = 3',
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_statement_that_does_not_name_the_diary_is_found_out(what):
    assert len(parts.asks_without_a_diary(REFUSED[what])) == 1


@pytest.mark.parametrize("what", TAKEN)
def test_a_statement_that_names_the_diary_passes(what):
    assert parts.asks_without_a_diary(TAKEN[what]) == []


@pytest.mark.parametrize("name", ["by-diary.sql", "citus.sql"])
def test_a_script_parts_the_tables_that_are_watched(name):
    script = (Path(settings.BASE_DIR) / "deploy" / name).read_text(encoding="utf-8")
    assert (
        set(re.findall(r"'(\w+)'", re.search(r"parted CONSTANT .*?\[(.*?)\];", script, re.DOTALL)[1])) == parts.PARTED
    )


def test_every_request_of_every_test_is_watched(rf):
    assert settings.MIDDLEWARE[0] == "tests.parts.EachRequest"
    with pytest.raises(AssertionError):
        parts.EachRequest(lambda _request: Cramp.objects.filter(pk=3).exists())(rf.get("/"))


def test_what_each_page_asks_of_parted_tables_is_watched(client_of_ruth, diary, library):
    factories.fill_every_kind(diary=diary)
    with parts.watched() as watched:
        for address in INSIDE:
            client_of_ruth.get(address, follow=True)
    assert (watched.refused, watched.seen) == ([], 59)


def test_an_export_asks_for_one_diary(diary, library):
    factories.fill_every_kind(diary=diary)
    with parts.watched() as watched:
        bytes_of(diary)
    assert (watched.refused, watched.seen) == ([], 17)


EVERYBODY = {
    "send_reminders": {"journal_reminder"},
    "remove_uploads": {"journal_upload"},
}
"""What asks every part on purpose, once a run, of a small table: whose turn it is, whose file waits too long."""


@pytest.fixture
def everybody(diary, stranger, library, now):
    """Somebody of every kind that a command looks for."""
    for each in (diary, stranger.diary):
        factories.fill_every_kind(diary=each)
    stranger.deletes_at = now
    stranger.save()
    guests.open_diary(zone="Europe/London", now=now - dt.timedelta(days=500))


def test_lost_guests_are_asked_for_by_their_diaries(everybody, now):
    with parts.watched() as watched:
        assert guests.remove_lost(now=now) == 1
    assert (watched.refused, watched.seen > 10) == ([], True)


@pytest.mark.parametrize("command", ["remove_deleted", "remove_uploads", "send_reminders"])
def test_a_command_names_the_diaries_it_asks_for(everybody, command):
    with parts.watched() as watched:
        call_command(command)
    asked = {table for sql in watched.refused for table in parts.asks_without_a_diary(sql)}
    assert (asked, watched.seen > 0) == (EVERYBODY.get(command, set()), True)
