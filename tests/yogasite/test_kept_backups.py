"""A backup a day, of which one a week is put back; encrypted when asked; and none stays longer than it should."""

import datetime as dt
import re
import subprocess

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests import factories
from yogasite import kept_backups
from yogasite.database_copy import Unusable
from yogasite.kept_backups import keep_backup, other_database, try_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NOW = dt.datetime(2026, 11, 30, 4, 10, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "backups"


@pytest.fixture
def tried(monkeypatch):
    """Note what is put back in a scratch place, and do not."""
    tried = []
    monkeypatch.setattr(kept_backups, "try_out", lambda backup, room: tried.append(backup.name))
    return tried


def keep(folder, *, key="", now=NOW):
    return keep_backup(folder, key=key, days=14, now=now)


def names(folder):
    return sorted(file.name for file in folder.iterdir())


def test_todays_backup_is_named_by_its_day_can_be_put_back_and_is_read_by_nobody_else(folder, tried):
    factories.make_user(username="ruth")
    file = keep(folder)
    assert (file.name, file.stat().st_mode & 0o777) == ("nightheron-2026-11-30.backup", 0o600)
    call_command("restore", file)


def test_a_second_run_of_the_day_takes_the_place_of_the_first(folder, tried):
    keep(folder)
    keep(folder)
    assert names(folder) == [".put-back", "nightheron-2026-11-30.backup"]


def test_what_is_older_than_the_days_goes_and_what_is_none_of_ours_stays(folder, tried):
    folder.mkdir()
    for name in ("nightheron-2026-11-15.backup", "nightheron-2026-11-15.backup.age", "nightheron-2026-11-16.backup"):
        (folder / name).touch()
    (folder / "photos-2020-01-01.zip").touch()
    keep(folder)
    assert names(folder) == [
        ".put-back",
        "nightheron-2026-11-16.backup",
        "nightheron-2026-11-30.backup",
        "photos-2020-01-01.zip",
    ]


def test_the_first_backup_and_then_one_a_week_is_tried(folder, tried):
    for days in range(9):
        keep(folder, now=NOW + dt.timedelta(days=days))
    assert tried == ["nightheron-2026-11-30.backup", "nightheron-2026-12-07.backup"]


def test_a_backup_that_cannot_be_put_back_is_told_every_day_and_nothing_old_goes(folder, monkeypatch):
    folder.mkdir()
    (folder / "nightheron-2026-01-01.backup").touch()
    monkeypatch.setattr(kept_backups, "make_backup", lambda path: path.write_bytes(b"no backup"))
    for _ in range(2):
        with pytest.raises(Unusable, match=r"Today's backup cannot be put back: .*damaged or no backup"):
            keep(folder)
    assert names(folder) == ["nightheron-2026-01-01.backup", "nightheron-2026-11-30.backup"]


def test_it_is_put_back_beside_the_site_which_keeps_its_own(folder, tmp_path):
    person = factories.make_user(username="ruth")
    file = keep(folder)
    person.username = "changed since"
    person.save()
    try_out(file, tmp_path)
    person.refresh_from_db()
    assert person.username == "changed since"
    if connection.vendor == "sqlite":
        assert (tmp_path / "site" / "nightheron.sqlite3").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite asks nobody")
def test_a_user_who_may_not_make_a_database_is_told_what_to_allow(folder):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE small")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO small")
        cursor.execute("SET ROLE small")
        with pytest.raises(Unusable, match=r"Today's backup was not tried: permission denied .* CREATEDB"):
            keep(folder)
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY small")
        cursor.execute("DROP ROLE small")
    assert names(folder) == ["nightheron-2026-11-30.backup"]


@pytest.mark.parametrize(
    ("address", "beside"),
    [
        ("postgres://ann:pa#ss@db:5432/heron", "postgres://ann:pa#ss@db:5432/x"),
        ("postgres://db/heron?sslmode=require", "postgres://db/x?sslmode=require"),
        ("postgres:///heron?host=/var/run", "postgres:///x?host=/var/run"),
    ],
)
def test_the_scratch_database_is_beside_that_of_the_site(address, beside):
    assert other_database(address, "x") == beside


AGE = "age1" + "q" * 58


@pytest.mark.parametrize(("key", "tool"), [(AGE, "age"), ("/keys/public.asc", "gpg")])
def test_a_tool_that_is_missing_is_named_and_nothing_is_written_in_the_clear(folder, tried, monkeypatch, key, tool):
    which = kept_backups.shutil.which
    monkeypatch.setattr(kept_backups.shutil, "which", lambda name: None if name == tool else which(name))
    with pytest.raises(Unusable, match=f"BACKUP_KEY asks for {tool}, which is missing"):
        keep(folder, key=key)
    assert names(folder) == []


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.encryption
def test_for_an_age_key_only_its_owner_reads_it(folder, tried, tmp_path):
    run("age-keygen", "-o", str(tmp_path / "key"))
    file = keep(folder, key=re.search(r"age1\w+", (tmp_path / "key").read_text())[0])
    with pytest.raises(CommandError, match=f"age --decrypt --identity KEY --output nightheron.backup {file}"):
        call_command("restore", file)
    assert names(folder) == [".put-back", "nightheron-2026-11-30.backup.age"]
    run("age", "--decrypt", "-i", str(tmp_path / "key"), "-o", str(tmp_path / "nightheron.backup"), str(file))
    call_command("restore", tmp_path / "nightheron.backup")


@pytest.mark.encryption
def test_for_a_file_with_a_key_of_gpg_only_its_owner_reads_it(folder, tried, tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--passphrase", "", "--pinentry-mode", "loopback"]
    run(*gpg, "--quick-generate-key", "ruth@example.org", "future-default")
    (tmp_path / "public.asc").write_text(run(*gpg, "--armor", "--export"))
    file = keep(folder, key=str(tmp_path / "public.asc"))
    assert names(folder) == [".put-back", "nightheron-2026-11-30.backup.gpg"]
    run(*gpg, "--output", str(tmp_path / "nightheron.backup"), "--decrypt", str(file))
    call_command("restore", tmp_path / "nightheron.backup")


@pytest.mark.encryption
def test_a_key_that_is_none_leaves_no_file(folder, tried):
    with pytest.raises(Unusable, match="age did not encrypt"):
        keep(folder, key="age1heron")
    assert names(folder) == []


def test_without_a_folder_none_is_made_and_the_command_says_so(settings, capsys):
    settings.BACKUP_DIR = None
    call_command("keep_backup")
    assert capsys.readouterr().out == "No backup is made: BACKUP_DIR is not set.\n"
