"""The site on a PostgreSQL whose constraints are those of one that is parted by diary."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection

from journal.actions import practices, routines
from journal.models.cramps import Cramp
from journal.models.practices import Practice, PracticeItem
from journal.models.routines import OwnRoutineItem
from poses.models.pose import Pose
from tests import factories
from tests.journal.exchange.test_import import ROWS, bring_in, bytes_of

pytestmark = [pytest.mark.skipif(connection.vendor != "postgresql", reason="parts PostgreSQL"), pytest.mark.slow]
WHOLE = {"Diary", "AccessToken", "CalendarFeed", "PushDevice", "SharedReport"}
"""Found by a secret before the diary is known, or by its owner."""
DAY = dt.date(2026, 11, 3)


@pytest.fixture
def parted(library):
    """The database of the tests, changed until the test has ended."""
    part()


def part():
    with connection.cursor() as cursor:
        cursor.execute((Path(settings.BASE_DIR) / "deploy" / "by-diary.sql").read_text(encoding="utf-8"))


@pytest.fixture
def client(parted, client_of_ruth):
    return client_of_ruth


def primary_key(model):
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_columns(cursor, model._meta.db_table)


def test_the_primary_key_of_every_table_that_is_parted_begins_with_the_diary(parted):
    keys = {model._meta.object_name: primary_key(model) for model in apps.get_app_config("journal").get_models()}
    assert {name for name, key in keys.items() if key != ["diary_id", "id"]} == WHOLE


def constraints():
    with connection.cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass::text, conname, oid FROM pg_constraint ORDER BY oid")
        return cursor.fetchall()


def test_a_second_run_changes_nothing(parted):
    before = constraints()
    part()
    assert constraints() == before


def test_the_poses_of_a_practice_are_stored_with_its_diary_only(parted, diary, stranger):
    practice = factories.make_practice(diary=diary, day=DAY)
    PracticeItem.objects.create(diary=stranger.diary, practice=practice, position=1, pose_name="Hero")
    with pytest.raises(IntegrityError, match="practice_item_in_its_diary"):
        connection.check_constraints()


def test_a_tap_is_stored_once_however_often_it_is_sent(client):
    tap = {"uuid": str(uuid.uuid4())}
    for _time in range(2):
        client.post("/cramp/", tap)
    assert Cramp.objects.count() == 1


def test_a_practice_is_changed_and_removed(parted, diary, now):
    poses = list(Pose.objects.all()[:2])
    practice = factories.make_practice(diary=diary, day=DAY, poses=poses)
    practices.edit(practice, started_at=practice.started_at, seconds=300, note="", poses=poses[:1], now=now)
    kept = [item.pose for item in Practice.objects.get().items.all()]
    practices.remove(practice)
    assert (kept, PracticeItem.objects.count()) == (poses[:1], 0)


def test_a_routine_is_replaced(parted, diary):
    routine = factories.make_routine(diary=diary, poses=Pose.objects.all()[:3])
    routines.store(diary, routine, name="Short", items=[])
    assert OwnRoutineItem.objects.count() == 0


def test_a_deleted_diary_comes_back_byte_for_byte(client, ruth):
    factories.fill_every_kind(diary=ruth.diary)
    before = bytes_of(ruth.diary)
    ruth.diary.delete()
    left = [model.objects.count() for model in ROWS]
    again = factories.make_user(username="ruth-again", opened=dt.datetime.now(dt.UTC))
    EmailAddress.objects.create(user=again, email="ruth@example.org", verified=True)
    client.force_login(again)
    bring_in(client, before, take_settings="on")
    again.diary.refresh_from_db()
    assert (set(left), bytes_of(again.diary)) == ({0}, before)
