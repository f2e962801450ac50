"""Settings are read as they stand, and what cannot be read is told without showing it."""

import pytest

from yogasite.environment import Environment, with_password

SQLITE = "sqlite:////srv/heron.sqlite3"


@pytest.fixture
def told(monkeypatch):
    """Return an environment of these variables."""

    def environment(**variables):
        env = Environment()
        monkeypatch.setattr(env, "ENVIRON", variables)
        return env

    return environment


@pytest.mark.parametrize("value", ["$k3y", "$$", "$HOME", "a$b", "$SECRET_KEY"])
def test_a_value_that_begins_with_a_dollar_is_that_value(told, value):
    env = told(SECRET_KEY=value, HOME="/root", k3y="another")
    assert env.str("SECRET_KEY", default="made") == value


def test_an_empty_value_counts_as_left_out(told):
    env = told(TEXT="", NUMBER="", YES="", NAMES="", DATABASE_URL="", EMAIL_URL="")
    read = [env.str("TEXT", default="t"), env.int("NUMBER", default=3), env.bool("YES", default=True)]
    assert [*read, env.list("NAMES", default=["n"])] == ["t", 3, True, ["n"]]
    assert env.database("DATABASE_URL", SQLITE)["NAME"] == "/srv/heron.sqlite3"
    assert env.mail("EMAIL_URL", "filemail:////srv/mail")["EMAIL_FILE_PATH"] == "/srv/mail"
    assert env.mistakes == []


def test_what_is_no_number_is_told_by_its_name_and_left_out(told):
    env = told(WORKERS="two-secret")
    assert env.int("WORKERS", default=2) == 2
    assert [(each.id, "WORKERS" in each.says, "secret" in each.says + each.hint) for each in env.mistakes] == [
        ("yogasite.E010", True, False)
    ]


@pytest.mark.parametrize("password", ["pa#ss", "p@ss", "pa$s", "$pass", "100%", "p+s", "pa%23ss"])
def test_a_password_in_the_address_of_the_database_is_taken_where_its_end_is_clear(told, password):
    found = told(DATABASE_URL=f"postgres://ann:{password}@db/heron").database("DATABASE_URL", SQLITE)
    right = password.replace("%23", "#")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["NAME"]) == ("ann", right, "db", "heron")


@pytest.mark.parametrize("password", ["s3cr/t", "12/s3cr", "s3cr?t", "12?s3cr", "#s3cr/@?"])
@pytest.mark.parametrize("var", ["DATABASE_URL", "EMAIL_URL"])
def test_a_password_that_would_be_cut_is_told_and_not_shown(told, var, password):
    scheme = {"DATABASE_URL": "postgres", "EMAIL_URL": "smtp+tls"}[var]
    env = told(**{var: f"{scheme}://ann:{password}@host/name"})
    read = env.database if var == "DATABASE_URL" else env.mail
    read(var, SQLITE if var == "DATABASE_URL" else "filemail:////srv/mail")
    (mistake,) = env.mistakes
    words = mistake.says + mistake.hint
    assert (mistake.id, var in words, "s3cr" in words) == ("yogasite.E009", True, False)


@pytest.mark.filterwarnings("ignore:Engine not recognized")
@pytest.mark.parametrize("address", ["mysql://ann:pw@db/heron", "heron", "https://db/heron", "postgres//db"])
def test_a_database_that_the_site_does_not_know_is_a_mistake(told, address):
    env = told(DATABASE_URL=address)
    assert env.database("DATABASE_URL", SQLITE)["NAME"] == "/srv/heron.sqlite3"
    assert [each.id for each in env.mistakes] == ["yogasite.E009"]


@pytest.mark.parametrize("address", ["sqlite:////srv/a@b.sqlite3", "postgres://ann@db/heron?sslmode=require"])
def test_other_signs_are_no_mistake(told, address):
    env = told(DATABASE_URL=address)
    env.database("DATABASE_URL", SQLITE)
    assert env.mistakes == []


def test_a_password_beside_the_address_counts_where_the_address_has_none():
    told = [with_password({"PASSWORD": given}, "PASSWORD", "a#/@?") for given in ("", "in the address")]
    assert [each["PASSWORD"] for each in told] == ["a#/@?", "in the address"]
