"""With many diaries, what a request asks of a private table is found by an index (PostgreSQL's own plans)."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journal.domain import choices
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.evidence import Evaluation, Experiment
from journal.models.practices import Practice, PracticeItem
from journal.models.reminders import CalendarFeed, PushDevice, Reminder
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from journal.models.tokens import AccessToken
from tests import factories
from yogasite.accounts.models import User

pytestmark = [
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="asks PostgreSQL for its plans"),
    pytest.mark.xdist_group("plans"),
    pytest.mark.slow,
]
DIARIES, NIGHTS = 1500, 4
MOMENT = dt.datetime(2026, 10, 1, 3, 12, tzinfo=dt.UTC)
ONE_A_PERSON = {
    *("accounts_user", "journal_diary", "journal_reminder", "journal_calendarfeed", "journal_pushdevice"),
    *("journal_accesstoken", "journal_sharedreport", "journal_ownroutine", "journal_experiment"),
}
A_ROW_A_NIGHT = {
    *("journal_cramp", "journal_night", "journal_practice", "journal_practiceitem"),
    *("journal_circumstance", "journal_evaluation"),
}


def rows_of(diary, number):
    """Yield a few rows of each kind that grows with the people."""
    owned = {"diary": diary, "created_at": MOMENT}
    for night in range(NIGHTS):
        date = MOMENT.date() - dt.timedelta(days=2 * night)
        clock = {"time_zone": diary.time_zone} | owned
        yield Night(date=date, **owned)
        yield Cramp(occurred_at=MOMENT - dt.timedelta(days=2 * night), night_of=date, **clock)
        yield Practice(started_at=MOMENT - dt.timedelta(days=2 * night), day=date, seconds=300, **clock)
    yield Circumstance(kind="travel", first_day=MOMENT.date(), last_day=MOMENT.date(), **owned)
    yield Evaluation(diary=diary, look=1, fingerprint="", answer={})
    yield Experiment(weeks=12, block_days=7, plan=[True], starts_on=MOMENT.date(), **owned)
    yield OwnRoutine(name="Before bed", **owned)
    yield Reminder(diary=diary, kind="evening", at=dt.time(21), by_mail=number % 20 == 0)
    yield CalendarFeed(diary=diary, token=f"feed {number}")
    yield PushDevice(diary=diary, endpoint=f"https://push.example/{number}")
    yield AccessToken(digest=f"token {number}", name="button", scope=choices.TokenScope.LOG, **owned)
    expires = {"made_on": MOMENT.date(), "expires_at": timezone.now() + dt.timedelta(days=7)}
    yield SharedReport(digest=f"link {number}", span="3m", has_entries=True, **owned, **expires)


def fill():
    names = (f"person {number}" for number in range(DIARIES))
    users = User.objects.bulk_create(User(username=name, password="!") for name in names)
    diaries = Diary.objects.bulk_create(Diary(owner=user, time_zone="Asia/Tokyo", created_at=MOMENT) for user in users)
    rows = {}
    for number, diary in enumerate(diaries):
        for row in rows_of(diary, number):
            rows.setdefault(type(row), []).append(row)
    for model, some in rows.items():
        model.objects.bulk_create(some)
    items = [
        PracticeItem(diary=practice.diary, practice=practice, position=1, pose_name="Hero")
        for practice in rows[Practice]
    ]
    PracticeItem.objects.bulk_create(items)


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker):
    """1,500 diaries, looked at by the planner, for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ruth_among_many(many, library, diary):
    factories.fill_every_kind(diary=diary)
    factories.fill_days(diary=diary, first=dt.date(2026, 1, 5), days=200)
    return diary


def scanned(queries):
    """Return the tables that a plan of these queries reads from end to end, each with its query."""
    found = []
    with connection.cursor() as cursor:
        for sql in [query["sql"] for query in queries]:
            if sql.startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "(SELECT")):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
                answer = cursor.fetchone()[0]
                plan = json.loads(answer) if isinstance(answer, str) else answer
                found += [(table, sql) for table in _scanned(plan[0]["Plan"])]
    return found


def _scanned(plan):
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", []):
        yield from _scanned(part)


def captured(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    assert len(queries) > 2
    return list(queries)


PAGES = [
    "/",
    "/journal/",
    "/journal/trend/?span=all",
    "/journal/trend/?span=all&side=left&when=night",
    "/journal/report/?span=1y&table=1",
    "/journal/circumstances/",
    "/journal/fortnight/",
    "/journal/buttons/",
    "/journal/export/",
    "/accounts/settings/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_found_by_indexes(ruth_among_many, client_of_ruth, address):
    tables = {table for table, _sql in scanned(captured(lambda: client_of_ruth.get(address)))}
    assert tables & (A_ROW_A_NIGHT | ONE_A_PERSON) == set()


def test_a_tap_is_stored_and_shown_by_indexes(ruth_among_many, client_of_ruth):
    queries = captured(lambda: client_of_ruth.post("/cramp/", {}, follow=True))
    assert {table for table, _sql in scanned(queries)} & (A_ROW_A_NIGHT | ONE_A_PERSON) == set()


def test_an_export_is_found_by_indexes(ruth_among_many, client_of_ruth):
    queries = captured(lambda: b"".join(client_of_ruth.get("/journal/export/diary.zip")))
    assert {table for table, _sql in scanned(queries)} & (A_ROW_A_NIGHT | ONE_A_PERSON) == set()


@pytest.mark.parametrize("place", ["cramps", "nights", "entries", "trend"])
def test_what_a_button_asks_is_found_by_indexes(ruth_among_many, place):
    scope = choices.TokenScope.LOG if place in ("cramps", "nights") else choices.TokenScope.READ
    _token, text = factories.make_token(diary=ruth_among_many, scope=scope)
    method, headers = "POST" if scope == "log" else "GET", {"Authorization": f"Bearer {text}"}
    queries = captured(lambda: Client().generic(method, f"/api/v1/{place}", headers=headers))
    assert {table for table, _sql in scanned(queries)} & (A_ROW_A_NIGHT | ONE_A_PERSON) == set()


def test_reminders_are_looked_up_once_and_their_diaries_by_indexes(ruth_among_many, ruth):
    """Whose time has come is asked of everybody at once; what each has logged is not."""
    ruth.emailaddress_set.create(email="ruth@example.org", verified=True, primary=True)
    clock = timezone.localtime(timezone=ruth_among_many.zone)
    kind = "morning" if clock.hour < 12 else "evening"
    Reminder.objects.of(ruth_among_many).of_kind(kind).update(at=clock.time().replace(second=0), by_mail=True)
    queries = captured(lambda: call_command("send_reminders", verbosity=0))
    assert any('FROM "journal_night"' in query["sql"] for query in queries)
    assert {table for table, _sql in scanned(queries)} & A_ROW_A_NIGHT == set()


def test_a_query_without_an_index_is_found_out(ruth_among_many):
    loose = captured(lambda: [list(Cramp.objects.filter(note="x")) for _time in range(4)])
    assert {table for table, _sql in scanned(loose)} == {"journal_cramp"}
