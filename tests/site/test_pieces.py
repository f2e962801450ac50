"""A body that comes in pieces, without its length, is read as any other: through the server itself."""

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
from tests.served import Served, answer_of, request_of

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


@pytest.fixture
def served(db):
    """The site behind its server, which leaves the connection of this test open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    served = Served(get_wsgi_application())
    yield served
    served.close()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def sent_as(path, body, kind, headers, size):
    """What a browser sends: with a length, or (`size` of a piece) without one."""
    return request_of(path, body, {"Host": "testserver", "Content-Type": kind, **headers}, size=size)


def rows():
    """Every row of the site, without what differs at every time."""
    found = {}
    for model in apps.get_models():
        values = [{k: v for k, v in row.items() if not OWN_AT_EVERY_TIME.match(k)} for row in model.objects.values()]
        found[model.__name__] = values if model.__module__.startswith("journal") else len(values)
    return found


def answered(served, sent):
    """The status, where it leads, and every row afterwards; nothing of it stays."""
    point = transaction.savepoint()
    try:
        answer = served.ask(sent)
        return answer.status, answer.headers.get("Location"), rows()
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
    return {"Cookie": cookies, "Authorization": f"Bearer {bearer}"}


def sent_to(address, diary):
    if address.name.startswith("api:"):
        return json.dumps(SENT.get(address.name, {})).encode(), JSON
    typed = {"csrfmiddlewaretoken": TOKEN, "uuid": UUID, "diary": diary_tag(diary)}
    return urlencode(typed | TYPED.get(address.name, {})).encode(), FORM


@pytest.mark.sweep
def test_every_address_answers_and_stores_the_same_as_with_a_length(served, person, diary, library):
    for address in ADDRESSES:
        body, kind = sent_to(address, diary)
        ask = [sent_as(address.path(SOME), body, kind, person, size) for size in (None, 7)]
        whole, pieces = (answered(served, sent) for sent in ask)
        assert (address.name, *pieces) == (address.name, *whole)


@pytest.mark.parametrize(("name", "model"), [("api:log_cramp", Cramp), ("api:confirm_night", Night)])
def test_a_program_stores_what_it_sent_and_nothing_else(served, person, diary, name, model):
    address = next(each for each in ADDRESSES if each.name == name)
    body, kind = sent_to(address, diary)
    answer = served.ask(sent_as(address.path(SOME), body, kind, person, 5))
    stored = model.objects.get()
    found = (str(stored.uuid), stored.pain) if model is Cramp else str(stored.date)
    assert (answer.status, found) == (200, (UUID, 7) if model is Cramp else "2026-11-10")


@hypothesis_settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    note=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=400), size=st.integers(1, 2000)
)
def test_whatever_is_typed_arrives_in_pieces_of_any_size(served, person, diary, note, size):
    typed = {"csrfmiddlewaretoken": TOKEN, "uuid": UUID, "occurred_at": "2026-11-18T03:12", "count": "1", "note": note}
    ask = [sent_as("/journal/cramps/new/", urlencode(typed).encode(), FORM, person, piece) for piece in (None, size)]
    whole, pieces = (answered(served, sent) for sent in ask)
    assert pieces == whole


@pytest.mark.parametrize("size", [None, 60_000])
@pytest.mark.parametrize(
    ("path", "kind", "sentence"),
    [("/cramp/", FORM, "larger than this page takes"), ("/api/v1/cramps", JSON, "The body is too large.")],
)
def test_what_is_too_large_is_refused_and_not_kept(served, person, path, kind, sentence, size):
    near, far = served.connect()
    sent = sent_as(path, b"x" * 3_000_000, kind, person, size)
    served.send(near, sent[:-1])
    assert far.request.kept() == 0
    served.send(near, sent[-1:])
    answer = answer_of(served.received(near)[0])
    assert (answer.status, sentence in answer.text) == (413, True)
    assert Cramp.objects.count() == 0


@pytest.mark.parametrize("path", ["/cramp/", "/api/v1/cramps"])
def test_a_body_whose_end_the_server_cannot_tell_is_refused(path, ruth):
    answer = Client().generic("POST", path, b"", HTTP_TRANSFER_ENCODING="chunked", CONTENT_LENGTH="")
    assert (answer.status_code, "length" in answer.content.decode()) == (411, True)
    assert Cramp.objects.count() == 0


@pytest.mark.parametrize("size", [None, 3])
def test_a_body_that_breaks_off_stores_nothing(served, person, size):
    near, far = served.connect()
    served.send(near, sent_as("/cramp/", f"csrfmiddlewaretoken={TOKEN}&uuid={UUID}".encode(), FORM, person, size)[:-9])
    near.close()
    served.turn()
    assert (far.connected, Cramp.objects.count()) == (False, 0)


def test_a_body_with_broken_pieces_is_refused_and_stores_nothing(served, person):
    sent = sent_as("/cramp/", f"csrfmiddlewaretoken={TOKEN}&uuid={UUID}".encode(), FORM, person, 1000)
    answer = served.ask(sent.replace(b"\r\ncsrf", b"zz\r\ncsrf"))
    assert (answer.status, Cramp.objects.count()) == (400, 0)
