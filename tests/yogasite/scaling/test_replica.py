"""A replica answers what everybody may read, and whole exports; nobody misses what was just written."""

import io
import zipfile

import pytest
from django.db import OperationalError, connection, connections, router
from django.test import Client
from django.test.utils import CaptureQueriesContext

from journal.models.cramps import Cramp
from poses.models.pose import Pose
from tests import factories
from yogasite.scaling import replica as replicas
from yogasite.scaling.databases import SECONDS_AWAY
from yogasite.scaling.replica import Choice, Health

pytestmark = [pytest.mark.django_db(databases=["default", "replica"], transaction=True), pytest.mark.slow]


class Clock:
    """Stands still until it is moved."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def second(monkeypatch, settings, transactional_db, clock):
    """A second connection to the tests' database, under the replica's name."""
    settings.DATABASE_ROUTERS = ["yogasite.scaling.replica.PublicPagesFromReplica"]
    monkeypatch.setattr(replicas, "health", Health(clock))
    yield connections["replica"]
    connections["replica"].close()


@pytest.fixture
def away(second, monkeypatch):
    """The replica refuses connections; the list counts how often it was asked."""
    asked = []

    def refuse():
        asked.append(1)
        raise OperationalError("connection refused")

    second.close()
    monkeypatch.setattr(second, "connect", refuse)
    return asked


@pytest.fixture
def level(monkeypatch):
    """The replica has everything, or not."""
    answers = {"replica": True}
    monkeypatch.setattr(replicas, "_position", lambda alias, expression: answers.get(alias, "0/1"))
    monkeypatch.setattr(replicas, "SECONDS_BEHIND", -1.0)
    return answers


def said(caplog):
    return [record.levelname for record in caplog.records if record.name == "yogasite.scaling.replica"]


def asked_of(second, client, address):
    """Return how many queries of a page that is rendered anew the primary and the replica were asked."""
    with CaptureQueriesContext(connection) as primary, CaptureQueriesContext(second) as other:
        assert client.get(address).status_code == 200
    return len(primary), len(other)


def cramps_in(response):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response)))
    return archive.read("cramps.csv").decode().count("\n") - 1


@pytest.mark.parametrize("address", ["/poses/", "/poses/downward-facing-dog/", "/relief/"])
def test_a_public_page_is_read_from_the_replica_alone(second, library, address):
    primary, other = asked_of(second, Client(), address)
    assert (primary, other > 0) == (0, True)


@pytest.mark.parametrize("address", ["/journal/", "/journal/trend/", "/journal/report/", "/journal/export/"])
def test_a_private_page_never_asks_the_replica(second, library, client_of_ruth, diary, now, address):
    factories.make_cramp(diary=diary, occurred_at=now)
    assert asked_of(second, client_of_ruth, address)[1] == 0


@pytest.mark.parametrize("address", ["/", "/poses/", "/practice/", "/cramp/"])
def test_of_a_signed_in_person_a_public_page_reads_the_library_alone_there(second, library, client_of_ruth, address):
    with CaptureQueriesContext(second) as other:
        assert client_of_ruth.get(address).status_code == 200
    assert [query["sql"] for query in other if "poses_" not in query["sql"]] == []
    assert [query["sql"] for query in other if "journal_" in query["sql"]] == []


def test_no_private_table_is_read_there_even_while_a_public_page_is_made(second):
    token = replicas._choice.set(Choice())
    chosen = {model: router.db_for_read(model) for model in (Pose, Cramp)}
    replicas._choice.reset(token)
    assert chosen == {Pose: "replica", Cramp: "default"}


def test_a_tap_is_written_to_the_primary_and_shown_at_once(second, library, client_of_ruth, diary):
    with CaptureQueriesContext(second) as other:
        page = client_of_ruth.post("/cramp/", {}, follow=True)
    assert (page.status_code, len(other), Cramp.objects.of(diary).count()) == (200, 0, 1)


def test_what_was_read_from_the_replica_is_written_to_the_primary(second, library):
    pose = Pose.objects.using("replica").first()
    assert router.db_for_write(Pose, instance=pose) == "default"


def test_tables_are_made_on_the_primary_alone(second):
    assert [router.allow_migrate(alias, "journal") for alias in ("default", "replica")] == [True, False]


def test_without_the_replica_a_page_is_the_same_and_the_log_says_so_once(second, library, away, caplog):
    pages = [Client().get("/poses/downward-facing-dog/").text for _time in range(3)]
    assert [Pose.objects.get(slug="downward-facing-dog").name in page for page in pages] == [True, True, True]
    assert said(caplog) == ["WARNING"]
    assert len(away) == 1


def test_a_replica_that_was_away_is_asked_again_after_some_seconds(second, library, away, clock):
    Client().get("/poses/")
    clock.seconds += SECONDS_AWAY
    Client().get("/poses/hero/")
    assert len(away) == 2


def test_one_request_alone_tries_it_again(second, clock):
    replicas.health.is_away()
    clock.seconds += SECONDS_AWAY
    assert [replicas.health.may_ask() for _time in range(3)] == [True, False, False]


def test_a_page_that_reads_nothing_there_does_not_use_up_the_one_try(second, library, clock):
    replicas.health.is_away()
    clock.seconds += SECONDS_AWAY
    assert Client().get("/healthz").text == "ok"
    assert asked_of(second, Client(), "/poses/")[1] == 2


def test_when_it_is_back_the_log_says_so_once(second, library, clock, caplog):
    replicas.health.is_away()
    clock.seconds += SECONDS_AWAY
    counts = [asked_of(second, Client(), "/poses/")[1] for _time in range(2)]
    assert counts == [2, 2]
    assert said(caplog) == ["WARNING", "INFO"]


def test_a_fault_of_the_page_itself_is_not_taken_for_the_replicas(second, library, monkeypatch):
    def broken(self):
        raise OperationalError("the primary")

    monkeypatch.setattr("poses.models.pose.PoseQuerySet.in_library", broken)
    client = Client(raise_request_exception=False)
    assert client.get("/poses/").status_code == 503
    assert replicas.health.may_ask()


def test_an_export_is_read_from_a_replica_that_has_everything(second, library, client_of_ruth, diary, now, level):
    factories.make_cramp(diary=diary, occurred_at=now)
    response = client_of_ruth.get("/journal/export/diary.zip")
    with CaptureQueriesContext(connection) as primary, CaptureQueriesContext(second) as other:
        assert cramps_in(response) == 1
    assert [query["sql"] for query in primary if "journal_" in query["sql"]] == []
    assert sum("journal_" in query["sql"] for query in other) > 10


def test_an_export_is_read_from_the_primary_while_the_replica_is_behind(
    second, library, client_of_ruth, diary, now, level
):
    level["replica"] = False
    factories.make_cramp(diary=diary, occurred_at=now)
    with CaptureQueriesContext(second) as other:
        assert cramps_in(client_of_ruth.get("/journal/export/diary.zip")) == 1
    assert len(other) == 0


def test_an_export_is_read_from_the_primary_while_the_replica_is_away(
    library, client_of_ruth, diary, now, away, monkeypatch
):
    def position(alias, expression):
        connections[alias].ensure_connection()
        return "0/1"

    monkeypatch.setattr(replicas, "_position", position)
    factories.make_cramp(diary=diary, occurred_at=now)
    exports = [cramps_in(client_of_ruth.get("/journal/export/diary.zip")) for _time in range(2)]
    assert (exports, len(away)) == ([1, 1], 1)


def test_the_same_rows_give_the_same_file_from_both(second, library, client_of_ruth, diary, level):
    factories.fill_every_kind(diary=diary)
    files = []
    for is_level in (True, False):
        level["replica"] = is_level
        files.append(b"".join(client_of_ruth.get("/journal/export/diary.zip")))
    assert files[0] == files[1]
