"""After a deletion no table of any app mentions the person, and nothing of anybody else's has changed."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from journal.actions import deletion
from tests import factories
from tests.belongings import MODELS, fill_account, fill_diary, mentions, paths_to_user
from yogasite.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAMES = ("wren-of-the-reeds", "kite-of-the-hills")


def fill_sessions(user):
    """One that is logged in, one that waits for a second step, one that is not listed, some that only know a name."""
    password = {"login": user.username, "password": factories.PASSWORD}
    Client().post("/accounts/login/", password)
    totp = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Client().post("/accounts/login/", password)
    totp.delete()
    Client().force_login(user)
    for known in (
        {"account_authentication_methods": [{"method": "password", "username": user.username}]},
        {"account_authentication_methods_user": str(user.pk)},
        {"account_login": {"user_pk": int_to_base36(user.pk)}},
    ):
        session = Client().session
        session.update(known)
        session.save()


def fill_cache(user):
    for host in ("testserver", "localhost:8000"):
        Client(HTTP_HOST=host).post("/accounts/login/", {"login": user.username, "password": "not this one"})
    client = Client()
    client.force_login(user)
    client.post("/accounts/delete/", {"proof": "not this one"})
    cache.set(f"allauth.mfa.totp.used?user={user.pk}&code=123456", "y")
    cache.set(f"run-out-{user.username}", "y", timeout=-1)


def cached_keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache ORDER BY cache_key")
        return {key for (key,) in cursor.fetchall()}


@pytest.fixture
def people(library, settings):
    """Two persons with a row in every table that can hold one, and limits that were counted for them.

    The command that deletes may know nothing of the hosts at which people log in.
    """
    settings.SITE_URL = "https://nightheron.example"
    editor = factories.make_user(username="editor")
    made = []
    for number, name in enumerate(NAMES, start=4000):  # far enough for a number and its base 36 to differ
        user = factories.make_user(username=name, email=f"{name}@example.org", pk=number)
        before = cached_keys()
        fill_diary(user)
        fill_sessions(user)
        fill_cache(user)
        fill_account(user, editor)
        user.cached = cached_keys() - before
        made.append(user)
    return made


def remove(user):
    asked = timezone.now() - deletion.GRACE
    deletion.ask(user, password=factories.PASSWORD, now=asked)
    # What may still come about in the seven days, when the person logs in and out again.
    fill_sessions(user)
    fill_cache(user)
    assert deletion.remove_due(now=timezone.now()) == 1  # Limits run out by this clock.


def rows_of(user):
    return {model._meta.label: mentions(model, user) for model in MODELS}


def frozen(rows):
    return {label: sorted(serializers.serialize("json", [row]) for row in some) for label, some in rows.items()}


def test_every_table_that_can_point_at_a_person_is_filled_first(people):
    can = {model._meta.label for model in MODELS if model in (User, Session) or any(paths_to_user(model))}
    assert {label for label, rows in rows_of(people[0]).items() if rows} == can
    assert len(can) > 15


def test_no_row_of_any_table_mentions_the_person_afterwards(people):
    gone, _other = people
    pk = gone.pk
    remove(gone)
    gone.pk = pk
    assert {label: rows for label, rows in rows_of(gone).items() if rows} == {}


def test_every_kind_of_session_that_was_planted_is_gone_and_those_of_others_stay(people):
    gone, other = people
    assert [len(mentions(Session, user)) for user in people] == [7, 7]
    remove(gone)
    assert [len(mentions(Session, user)) for user in people] == [0, 7]
    assert other.pk


def test_the_editors_log_keeps_only_what_is_about_others(people):
    gone, other = people
    assert LogEntry.objects.count() == 8
    remove(gone)
    assert set(LogEntry.objects.all()) == set(other.logged)


def test_nothing_of_anybody_else_has_changed(people):
    gone, other = people
    before = frozen(rows_of(other))
    remove(gone)
    assert frozen(rows_of(other)) == before


def test_no_limit_that_was_counted_for_the_person_is_kept(people):
    gone, other = people
    named = {key for key in gone.cached if "run-out" not in key and ":ip:" not in key}
    others = {key for key in other.cached if "run-out" not in key and ":ip:" not in key}
    assert (len(named), len(others)) == (3, 3)
    remove(gone)
    left = cached_keys()
    assert (left & named, left & others, {key for key in left if "run-out" in key}) == (set(), others, set())


def test_a_session_of_somebody_else_that_holds_the_name_stays(people):
    gone, other = people
    client = Client()
    client.force_login(other)
    session = client.session
    session["note"] = gone.username
    session.save()
    remove(gone)
    assert "garden" in client.get("/journal/", {"month": "2026-11"}).text


def test_without_anybody_to_remove_nothing_is_read_but_the_days(db, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert deletion.remove_due(now=timezone.now()) == 0


def test_limits_that_have_run_out_go_though_nobody_is_to_be_removed(db):
    cache.set("counts-still", "y", timeout=60)
    cache.set("run-out", "y", timeout=-1)
    deletion.remove_due(now=timezone.now())
    assert cached_keys() == {":1:counts-still"}
