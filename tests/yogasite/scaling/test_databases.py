"""What the environment says of the database, as Django's settings."""

from pathlib import Path

import pytest

from yogasite.environment import Environment
from yogasite.scaling.databases import databases_of

URL = "postgres://ann:secret@db.example:5432/heron?sslmode=require"
FOLDER = Path("/srv/nightheron")


@pytest.fixture
def told(monkeypatch):
    """Return the settings for these variables."""

    def settings(**variables):
        env = Environment()
        monkeypatch.setattr(env, "ENVIRON", variables)
        return databases_of(env, FOLDER)

    return settings


def test_without_a_word_it_is_one_sqlite_file_in_the_data_directory(told):
    (name, database), *others = told().items()
    assert (name, database["NAME"], others) == ("default", str(FOLDER / "nightheron.sqlite3"), [])
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_gets_a_pool_beside_what_its_address_asks_for(told):
    database = told(DATABASE_URL=URL, DATABASE_POOL_SIZE="3")["default"]
    pool = {"min_size": 1, "max_size": 3, "timeout": 5, "reconnect_timeout": 5}
    assert database["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5, "pool": pool}


def test_behind_a_pooler_nothing_outlives_a_transaction(told):
    database = told(DATABASE_URL=URL, DATABASE_POOLER="true")["default"]
    assert database["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5}
    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (None, True)


def test_a_replica_is_given_two_seconds_and_no_pool(told):
    replica = told(DATABASE_URL=URL, REPLICA_URL=URL.replace("db.", "other."))["replica"]
    assert (replica["HOST"], replica["OPTIONS"]) == ("other.example", {"sslmode": "require", "connect_timeout": 2})


@pytest.mark.parametrize("has_pooler", [False, True])
def test_a_replica_behind_a_pooler_has_no_cursors_of_the_server_either(told, has_pooler):
    replica = told(DATABASE_URL=URL, REPLICA_URL=URL, DATABASE_POOLER=str(has_pooler))["replica"]
    assert replica["DISABLE_SERVER_SIDE_CURSORS"] is has_pooler


def test_sqlite_has_no_replica(told):
    assert list(told(REPLICA_URL=URL)) == ["default"]


def test_a_password_beside_the_addresses_is_taken_as_it_is(told):
    told = told(DATABASE_URL="postgres://ann@db/heron", REPLICA_URL=URL, DATABASE_PASSWORD="$a#/@?%")
    assert [each["PASSWORD"] for each in told.values()] == ["$a#/@?%", "secret"]


def test_an_empty_address_is_sqlite_in_the_data_directory(told):
    assert told(DATABASE_URL="")["default"]["NAME"] == str(FOLDER / "nightheron.sqlite3")
