"""A full disk, a database that cannot be written or is gone: a kind 503, one line in the log, nothing half-written."""

import datetime as dt
import errno
import re
import sqlite3
import uuid
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, close_old_connections, connection
from django.test import Client
from django.utils import timezone

from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.web.access import diary_tag
from tests import factories
from yogasite.outages import MistakesOnly, fault_of
from yogasite.sqlite3.base import DatabaseWrapper

pytestmark = pytest.mark.slow

MANY = 60
"""Taps: more than the pages in use have room for."""
KIND = "The site cannot save or read at the moment. Nothing was saved"
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a fault of a file")


def quiet(client):
    """The same browser, shown what the server answers where a test client would raise."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def ruths(client_of_ruth):
    return quiet(client_of_ruth)


@pytest.fixture
def read_only(transactional_db):
    """Switch between a database that takes nothing and one that does."""
    commands = {"sqlite": "PRAGMA query_only = {}", "postgresql": "SET default_transaction_read_only = {}"}

    def switch(word):
        with connection.cursor() as cursor:
            cursor.execute(commands[connection.vendor].format(word))

    yield switch
    switch("off")


def tap(client, **given):
    return client.post("/cramp/", {"uuid": str(uuid.uuid4())}, **given)


# What the person and the program see --------------------------------------------------------------------------


def test_a_page_says_that_nothing_was_saved_and_works_again_once_the_fault_is_over(read_only, ruths):
    read_only("on")
    refused = tap(ruths)
    assert (refused.status_code, KIND in refused.text, Cramp.objects.count()) == (503, True, 0)
    read_only("off")
    assert (tap(ruths).status_code, Cramp.objects.count()) == (302, 1)


def test_the_answer_says_when_to_come_back_and_is_kept_nowhere(read_only, ruths):
    read_only("on")
    headers = tap(ruths).headers
    assert (headers["Retry-After"], headers["Cache-Control"], headers["X-Frame-Options"]) == ("30", "no-store", "DENY")


def test_a_program_is_told_in_json(read_only, diary):
    _token, text = factories.make_token(diary=diary)
    read_only("on")
    answer = quiet(Client()).post("/api/v1/cramps", headers={"Authorization": f"Bearer {text}"})
    assert (answer.status_code, answer.json()["errors"], KIND in answer.json()["detail"]) == (503, [], True)


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/journal/nights/", {"night": "2026-11-02", "answer": "none", "page": "journal"}),
        ("/outbox/", {"kind": "cramp", "uuid": uuid.UUID(int=1), "at": "1763430000000"}),
        ("/journal/practice/new/", {"started_at": "2026-11-17T20:00", "minutes": "5"}),
    ],
)
def test_a_fragment_and_the_outbox_learn_it_by_the_status(read_only, ruths, address, typed):
    typed = {**typed, "diary": diary_tag(Diary.objects.get())}
    read_only("on")
    answer = ruths.post(address, typed, headers={"HX-Request": "true"})
    read_only("off")
    assert (answer.status_code, KIND in answer.text) == (503, True)
    assert [model.objects.count() for model in (Cramp, Night, Practice)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/poses/", "Poses"), ("/poses/chair-pose/", "Chair pose"), ("/relief/", "Relief now"), ("/cramp/", "")],
)
def test_what_is_public_can_be_read_while_nothing_can_be_written(read_only, address, heading):
    factories.load_library()
    read_only("on")
    assert re.search(rf"<h1[^>]*>{heading}", quiet(Client()).get(address).text)


def test_the_own_diary_can_be_read_while_nothing_can_be_written(read_only, ruths, diary):
    factories.fill_days(diary=diary, first=timezone.localdate() - dt.timedelta(days=60), days=60)
    read_only("on")
    pages = ["/", "/journal/", "/journal/trend/", "/journal/report/"]
    answers = [ruths.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    headings = [re.search(r"<h1[^>]*>([^<]*)", answer.text)[1].strip() for answer in answers]
    assert headings[1:] == ["Journal", "Your trend", "Leg cramp log"]


def test_what_was_saved_before_the_fault_is_not_denied(transactional_db, ruths, diary, monkeypatch):
    def broken(*_arguments, **_details):
        raise OperationalError("disk I/O error")

    typed, said = {"occurred_at": "2026-11-17T03:00", "count": 1}, []
    for name in ("cramps.advise", "cramps.log"):  # After the cramp is stored, and before.
        monkeypatch.setattr(f"journal.actions.{name}", broken)
        answer = ruths.post("/journal/cramps/new/", typed)
        said.append((answer.status_code, "may be saved or not" in answer.text, KIND in answer.text))
    assert (said, Cramp.objects.of(diary).count()) == ([(503, True, False), (503, False, True)], 1)


def test_health_says_that_nothing_can_be_written(read_only):
    read_only("on")
    assert (Client().get("/healthz").status_code, Client().get("/poses/").status_code) == (503, 200)
    read_only("off")
    assert Client().get("/healthz").text == "ok"


# What the host sees -------------------------------------------------------------------------------------------


def test_the_log_says_in_one_line_what_is_wrong_and_nothing_of_the_person(read_only, ruths, caplog):
    read_only("on")
    answer = ruths.post("/journal/cramps/new/", {"occurred_at": "2026-11-17T03:00", "count": 1, "note": "my secret"})
    lines = [record for record in caplog.records if record.levelname == "ERROR" and MistakesOnly().filter(record)]
    said = {
        "sqlite": "attempt to write a readonly database",
        "postgresql": "cannot execute SELECT FOR NO KEY UPDATE in a read-only transaction",
    }
    fields = {"request": answer.headers["X-Request-ID"], "fault": said[connection.vendor]}
    assert [(line.getMessage(), line.fields) for line in lines] == [("unavailable", fields)]
    assert "my secret" not in caplog.text


def test_djangos_own_line_is_left_out_for_a_fault_alone(settings):
    assert settings.LOGGING["loggers"]["django.request"]["filters"] == ["mistakes"]
    assert settings.LOGGING["filters"]["mistakes"] == {"()": "yogasite.outages.MistakesOnly"}


# Which errors are faults --------------------------------------------------------------------------------------


def caused(error, cause):
    error.__cause__ = cause
    return error


def from_sqlite(kind, statement):
    """What Django makes of a statement that SQLite refuses."""
    try:
        sqlite3.connect("file:/nowhere/at/all?mode=rw" if kind is None else ":memory:", uri=True).execute(statement)
    except sqlite3.Error as error:
        return caused((kind or OperationalError)(*error.args), error)


def from_postgresql(kind, name, text=""):
    return caused(kind(text), getattr(psycopg.errors, name)(text))


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (from_sqlite(None, "SELECT 1"), "unable to open database file"),
        (from_sqlite(OperationalError, "SELECT * FROM nothing"), ""),
        (from_sqlite(DatabaseError, "SELECT 1 FROM"), ""),
        (
            from_postgresql(OperationalError, "DiskFull", "could not extend file\nDETAIL: my secret"),
            "could not extend file",
        ),
        (from_postgresql(OperationalError, "AdminShutdown"), "OperationalError"),
        (from_postgresql(InternalError, "ReadOnlySqlTransaction", "read-only transaction"), "read-only transaction"),
        (from_postgresql(InternalError, "InFailedSqlTransaction", "aborted"), ""),
        (InterfaceError("connection already closed"), "connection already closed"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (FileNotFoundError(errno.ENOENT, "No such file"), ""),
        (caused(ValueError("x"), OSError(errno.EROFS, "Read-only file system")), "Read-only file system"),
        (ValueError("my secret"), ""),
        (None, ""),
    ],
)
def test_a_fault_is_told_from_a_mistake(error, fault):
    assert fault_of(error) == fault


def test_two_errors_that_led_to_each_other_are_each_looked_at_once():
    first, second = KeyError("first"), ValueError("second")
    first.__cause__, second.__context__ = second, first
    assert fault_of(first) == ""


def test_a_damaged_file_is_a_fault(db, tmp_path):
    path = tmp_path / "damaged.sqlite3"
    path.write_bytes(b"no database" * 500)
    damaged = DatabaseWrapper(
        connection.settings_dict | {"NAME": path, "OPTIONS": {"init_command": "PRAGMA journal_mode"}}
    )
    with pytest.raises(DatabaseError) as raised:
        damaged.ensure_connection()
    assert fault_of(raised.value) == "file is not a database"


# Disk full ----------------------------------------------------------------------------------------------------


@pytest.fixture
def full(transactional_db):
    """Use up the free pages of the database, and let it grow no further; what is yielded ends that."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (content)")
        cursor.execute("PRAGMA max_page_count = 1")  # SQLite takes this for what is in use.
        rows = iter(lambda: cursor.execute("INSERT INTO filler VALUES (zeroblob(3000))"), None)
        with pytest.raises(OperationalError, match="full"):
            list(rows)

        def over():
            cursor.execute("PRAGMA max_page_count = 1000000")

        yield over
        over()
        cursor.execute("DROP TABLE filler")


@sqlite_only
def test_on_a_full_disk_each_tap_is_stored_or_refused_and_later_ones_are_stored_again(ruths, full):
    codes = [int(tap(ruths).status_code) for _number in range(MANY)]
    assert set(codes) == {302, 503}
    assert codes.count(302) == Cramp.objects.count()
    full()
    assert tap(ruths).status_code == 302


# The database is gone -----------------------------------------------------------------------------------------


@pytest.fixture
def file(transactional_db, monkeypatch):
    """The file of the database, put back afterwards, and a server that makes no new one."""
    monkeypatch.setattr(DatabaseWrapper, "may_create", False)
    path = Path(connection.settings_dict["NAME"])
    yield path
    if not path.exists():
        path.with_suffix(".away").rename(path)
    close_old_connections()


def ask(client, address="/poses/"):
    """Ask as a server is asked: it looks at its connections first."""
    close_old_connections()
    return quiet(client).get(address)


@sqlite_only
def test_a_database_that_was_moved_away_is_missed_at_once_and_found_again(file):
    before = ask(Client(), "/practice/").status_code
    file.rename(file.with_suffix(".away"))
    during = (ask(Client(), "/practice/").status_code, ask(Client(), "/healthz").status_code, file.exists())
    file.with_suffix(".away").rename(file)
    after = (ask(Client(), "/practice/").status_code, ask(Client(), "/healthz").status_code)
    assert (before, during, after) == (200, (503, 503, False), (200, 200))


@sqlite_only
def test_a_file_that_can_be_written_again_is_opened_anew_after_the_error(ruths, transactional_db):
    connection.close()
    usual = connection.settings_dict["OPTIONS"]["init_command"]
    connection.settings_dict["OPTIONS"]["init_command"] = f"{usual} PRAGMA query_only = ON"
    refused = tap(ruths).status_code
    connection.settings_dict["OPTIONS"]["init_command"] = usual
    close_old_connections()
    assert (refused, tap(ruths).status_code) == (503, 302)


@sqlite_only
def test_a_file_that_was_opened_read_only_is_opened_anew_once_it_can_be_written(transactional_db, monkeypatch):
    connection.close()
    with monkeypatch.context() as patched:
        patched.setattr("yogasite.sqlite3.base.os.access", lambda path, mode: False)
        connection.ensure_connection()
        during = connection.is_usable()
    assert (during, connection.is_usable()) == (True, False)


@sqlite_only
def test_an_error_page_asks_neither_the_database_nor_the_session(file, ruths):
    file.rename(file.with_suffix(".away"))
    answer = ask(ruths, "/journal/")
    assert (answer.status_code, KIND in answer.text, answer.cookies) == (503, True, {})
