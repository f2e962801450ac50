"""A body that comes in pieces, without its length, is read as any other: through the server's application itself."""

import io
import json
import re
import uuid
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from journal.domain.choices import TokenScope
from journal.models.cramps import Cramp, Night
from journal.web.access import diary_tag
from tests import factories
from tests.addresses import ADDRESSES, SOME

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
UUID = str(uuid.UUID(int=9))
TOKEN = "a" * 32
TYPED = {
    "account_login": {"login": "ruth", "password": factories.PASSWORD},
    "account_signup": {"username": "ada", "password1": "three other words"},
    "journal:outbox": {"kind": "cramp", "at": "1763430000000"},
    "journal:night-add": {"night": "2026-11-02", "answer": "none"},
    "journal:cramp-new": {"occurred_at": "2026-11-18T03:12", "count": "1", "note": "ü" * 300},
    "journal:practice-new": {"started_at": "2026-11-17T20:00", "minutes": "5"},
    "journal:circumstance-new": {"kind": "medicine", "name": "Iron", "first_day": "2026-11-01"},
    "settings": {"time_zone": "Europe/Paris", "goal": "4"},
}
SENT = {
    "api:log_cramp": {"uuid": UUID, "occurred_at": "2026-11-18T03:12:00+01:00", "pain": 7},
    "api:confirm_night": {"night": "2026-11-10"},
    "api:log_practice": {"uuid": UUID, "minutes": 5, "started_at": "2026-11-17T20:00:00+01:00"},
}
OWN_AT_EVERY_TIME = re.compile(r"^(id|digest|token|created_at)$")


class Pieces(io.RawIOBase):
    """A body of which each read gives a piece, and that is asked for no more once it has ended."""

    def __init__(self, body, size):
        self.left, self.size = body, size

    def read(self, most=-1):
        size = self.size if most < 0 else min(self.size, most)
        piece, self.left = self.left[:size], self.left[size:]
        return piece


@pytest.fixture
def application(db):
    """The server's own, which leaves the connection of this test open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def environ_of(path, body, kind, headers, size):
    """What a server gives: with a length, or (`size` of a piece) without one and with an end that it knows."""
    given = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": "", "CONTENT_TYPE": kind}
    given |= {"SERVER_NAME": "testserver", "SERVER_PORT": "80", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http"}
    given |= {"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.errors": io.StringIO(), "HTTP_HOST": "testserver", **headers}
    if size is None:
        return given | {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    return given | {
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input_terminated": True,
        "wsgi.input": Pieces(body, size),
    }


def rows():
    """Every row of the site, without what differs at every time."""
    found = {}
    for model in apps.get_models():
        values = [{k: v for k, v in row.items() if not OWN_AT_EVERY_TIME.match(k)} for row in model.objects.values()]
        found[model.__name__] = values if model.__module__.startswith("journal") else len(values)
    return found


def answered(application, environ):
    """The status, where it leads, and every row afterwards; nothing of it stays."""
    told = {}
    point = transaction.savepoint()
    try:
        response = application(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))
        b"".join(response)
        response.close()
        return told["status"], told["headers"].get("Location"), rows()
    finally:
        transaction.savepoint_rollback(point)


@pytest.fixture
def person(client_of_ruth, diary, monkeypatch):
    """Ruth's cookies, and those of a token of hers; the clock stands still and names are not made up."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    _token, bearer = factories.make_token(diary=diary, scope=TokenScope.LOG)
    session = client_of_ruth.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    return {"HTTP_COOKIE": cookies, "HTTP_AUTHORIZATION": f"Bearer {bearer}"}


def sent_to(address, diary):
    if address.name.startswith("api:"):
        return json.dumps(SENT.get(address.name, {})).encode(), JSON
    typed = {"csrfmiddlewaretoken": TOKEN, "uuid": UUID, "diary": diary_tag(diary)}
    return urlencode(typed | TYPED.get(address.name, {})).encode(), FORM


def test_every_address_answers_and_stores_the_same_as_with_a_length(application, person, diary, library):
    for address in ADDRESSES:
        body, kind = sent_to(address, diary)
        ask = [environ_of(address.path(SOME), body, kind, person, size) for size in (None, 7)]
        whole, pieces = (answered(application, environ) for environ in ask)
        assert (address.name, *pieces) == (address.name, *whole)


@pytest.mark.parametrize(("name", "model"), [("api:log_cramp", Cramp), ("api:confirm_night", Night)])
def test_a_program_stores_what_it_sent_and_nothing_else(application, person, diary, name, model):
    address = next(each for each in ADDRESSES if each.name == name)
    body, kind = sent_to(address, diary)
    told = []
    application(environ_of(address.path(SOME), body, kind, person, 5), lambda status, headers: told.append(status))
    stored = model.objects.get()
    found = (str(stored.uuid), stored.pain) if model is Cramp else str(stored.date)
    assert (told, found) == (["200 OK"], (UUID, 7) if model is Cramp else "2026-11-10")


@hypothesis_settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    note=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=400), size=st.integers(1, 2000)
)
def test_whatever_is_typed_arrives_in_pieces_of_any_size(application, person, diary, note, size):
    typed = {"csrfmiddlewaretoken": TOKEN, "uuid": UUID, "occurred_at": "2026-11-18T03:12", "count": "1", "note": note}
    ask = [environ_of("/journal/cramps/new/", urlencode(typed).encode(), FORM, person, piece) for piece in (None, size)]
    whole, pieces = (answered(application, environ) for environ in ask)
    assert pieces == whole


@pytest.mark.parametrize(
    ("path", "kind", "sentence"),
    [("/cramp/", FORM, "larger than this page takes"), ("/api/v1/cramps", JSON, "The body is too large.")],
)
def test_what_is_too_large_is_refused_and_not_read_to_its_end(application, person, path, kind, sentence):
    environ = environ_of(path, b"x" * 20_000_000, kind, person, 60_000)
    told = []
    answer = application(environ, lambda status, headers: told.append(status))
    text = b"".join(answer).decode()
    assert (told, sentence in text) == (["413 Request Entity Too Large"], True)
    assert len(environ["wsgi.input"].left) > 17_000_000


def test_a_stranger_sends_no_file_in_pieces(application):
    environ = environ_of("/journal/import/", b"x" * 20_000_000, FORM, {}, 60_000)
    told = []
    b"".join(application(environ, lambda status, headers: told.append(status)))
    assert (told, len(environ["wsgi.input"].left) > 17_000_000) == (["413 Request Entity Too Large"], True)


@pytest.mark.parametrize("path", ["/cramp/", "/api/v1/cramps"])
def test_a_body_whose_end_the_server_cannot_tell_is_refused(path, ruth):
    answer = Client().generic("POST", path, b"", HTTP_TRANSFER_ENCODING="chunked", CONTENT_LENGTH="")
    assert (answer.status_code, "length" in answer.content.decode()) == (411, True)
    assert Cramp.objects.count() == 0


def test_a_body_that_breaks_off_is_refused_and_stores_nothing(application, person):
    environ = environ_of("/cramp/", b"uuid=1", FORM, person, 3)

    def broken(_most=-1):
        raise OSError

    environ["wsgi.input"].read = broken
    told = []
    b"".join(application(environ, lambda status, headers: told.append(status)))
    assert (told, Cramp.objects.count()) == (["400 Bad Request"], 0)
