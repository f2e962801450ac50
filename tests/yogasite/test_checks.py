"""Unsafe ways to start are named, and `deploy/serve` refuses them."""

import datetime as dt
import os
import re
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.core.checks import Error

from journal.actions import reminders
from journal.domain.choices import ReminderKind
from journal.web.checks import reminders_can_be_mailed
from tests.paths import ROOT
from yogasite import checks
from yogasite.secret_key import secret_key

GIVEN = re.compile(r"""SECRET_KEY["']?\s*[=:,]\s*["']?([^\s"'#]*)["']?""")
MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def ids(found):
    """Return the ids; each has to be an error with a hint."""
    assert all(isinstance(each, Error) and each.hint for each in found)
    return [each.id for each in found]


@pytest.mark.parametrize("key", ["heron", "django-insecure-" + "abcdefghijklm" * 5, "k" * 80, "ab" * 40])
def test_a_key_that_can_be_guessed_is_a_mistake(settings, key):
    settings.SECRET_KEY = key
    assert ids(checks.secret_key_is_secret(None)) == ["yogasite.E003"]


def test_no_key_that_stands_in_the_repository_is_taken(settings):
    files = [ROOT / ".env.example", ROOT / "compose.yaml", *sorted((ROOT / "deploy").rglob("*"))]
    files += [ROOT / "docs" / "deployment.md", ROOT / "README.md", ROOT / "Dockerfile", ROOT / ".ci" / "deployment"]
    found = {key for file in files if file.is_file() for key in GIVEN.findall(file.read_text(encoding="utf-8"))}
    found = (found - {""}) | {"tests-only-" + "k" * 50}
    for settings.SECRET_KEY in sorted(found):
        assert ids(checks.secret_key_is_secret(None)) == ["yogasite.E003"]
    assert len(found) > 1


def test_the_key_that_is_made_on_the_first_start_is_taken(settings, tmp_path):
    settings.SECRET_KEY = secret_key(tmp_path)
    assert checks.secret_key_is_secret(None) == []


@pytest.mark.parametrize(
    ("host", "allowed", "found"),
    [
        ("127.0.0.1", ["127.0.0.1", "localhost", "[::1]"], []),
        ("heron.localhost", ["192.168.1.4"], []),
        ("heron.example", ["heron.example"], ["yogasite.E004"]),
        ("localhost", ["localhost", "heron.example"], ["yogasite.E004"]),
        ("localhost", ["*"], ["yogasite.E004"]),
        ("localhost", ["203.0.113.9"], []),
        ("localhost", ["8.8.8.8"], ["yogasite.E004"]),
    ],
)
def test_debug_is_a_mistake_where_others_reach_it(settings, host, allowed, found):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = host, allowed
    settings.DEBUG = True
    assert ids(checks.debug_stays_at_home(None)) == found
    settings.DEBUG = False
    assert checks.debug_stays_at_home(None) == []


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_of_one_process_is_a_mistake_where_there_are_several(settings, backend):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
    found = []
    for settings.WORKERS in (1, 2):
        found.append(ids(checks.limits_hold_for_all_processes(None)))
    assert found == [[], ["yogasite.E005"]]


def test_the_cache_of_the_site_is_one_for_all_processes(settings):
    settings.WORKERS = 8
    assert checks.limits_hold_for_all_processes(None) == []


@pytest.fixture
def reminded(diary):
    EmailAddress.objects.create(user=diary.owner, email="ruth@example.org", verified=True, primary=True)
    reminders.set_reminders(diary, {ReminderKind.EVENING: dt.time(21)}, by_mail=True)
    return diary


def test_reminders_by_e_mail_without_a_way_out_are_a_mistake(settings, reminded):
    settings.SENDS_MAIL = False
    assert ids(reminders_can_be_mailed(None, databases=["default"])) == ["journal.E001"]
    settings.SENDS_MAIL = True
    assert reminders_can_be_mailed(None, databases=["default"]) == []


def test_reminders_that_nobody_wants_by_e_mail_are_none(settings, reminded):
    settings.SENDS_MAIL = False
    reminders.stop_mails(reminded)
    assert reminders_can_be_mailed(None, databases=["default"]) == []


def test_without_a_database_nothing_is_asked_of_it(settings, db, django_assert_num_queries):
    settings.SENDS_MAIL = False
    with django_assert_num_queries(0):
        assert reminders_can_be_mailed(None) == []


def test_before_the_first_migration_nobody_has_asked(settings, db, monkeypatch):
    settings.SENDS_MAIL = False
    monkeypatch.setattr("journal.web.checks.connection.introspection.table_names", list)
    assert reminders_can_be_mailed(None, databases=["default"]) == []


def serve(folder, **changes):
    """Try to serve at a port that is none, so that even a start that is not refused ends at once; return its words."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {"DATA_DIR": str(folder), "PORT": "none", "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3"}
    command = [str(ROOT / "deploy" / "serve"), sys.executable]
    done = subprocess.run(command, env=kept | given | changes, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"SECRET_KEY": "heron"}, "yogasite.E003"),
        ({"DEBUG": "true", "SITE_URL": "https://heron.example"}, "yogasite.E004"),
        ({"ALLOWED_HOSTS": "heron.example"}, "yogasite.E001"),
    ],
)
def test_an_unsafe_site_is_not_served(tmp_path, changes, mistake):
    code, said = serve(tmp_path, **changes)
    assert (code, mistake in said, "HINT" in said, "not a valid port" in said) == (1, True, True, False)


def test_a_sound_site_is_served_as_far_as_it_can_be(tmp_path):
    code, said = serve(tmp_path)
    assert (code, "'none' is not a valid port number" in said) == (1, True)
