"""Whatever is sent to whichever address, the answer is a page or a sentence, never a fault.

WRONG_INPUT=20000 sends as many requests; the usual run sends fewer.
"""

import datetime as dt
import os
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.addresses import field_names

pytestmark = [pytest.mark.slow, pytest.mark.sweep]

REQUESTS = int(os.environ.get("WRONG_INPUT", "600"))
TEXTS = [
    "", " ", "0", "-1", "1", "99999999999999999999", "1e309", "NaN", "true", "null", "[]", "{}", "[[1]]", '{"a": 1}',
    "left", "calf", "practice", "cramp", "clear", "6m", "all", "2026-11", "2026-13", "0000-00", "9999-12", "10000-01",
    "2026-11-17", "2026-02-30", "0001-01-01", "9999-12-31", "2026-11-17T03:00", "2999-01-01T00:00", "0001-01-01T00:00",
    "9999-12-31T23:59", "25:61", "21:00", "Europe/London", "../../etc", "posixrules", "//example.com", "javascript:x",
    "<script>alert(1)</script>", "' OR 1=1 --", "\0", "a\0b", "\ud800", "\u202e", "🦵" * 40, "x" * 5000, "٣", "１２",
    "downward-facing-dog", "before-bed", "calf-stretch", "7d444840-9dc0-41d1-b245-5ffdce74fad2",
]  # fmt: skip
STRANGE = st.sampled_from(TEXTS) | st.text(max_size=20) | st.integers().map(str) | st.dates().map(str)
METHODS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
LEFT_OUT = {"admin", "delete", "account_logout"}
"""The editors' rooms; and what would end the session, or the diary, of everything that follows."""


def places(resolver, space=""):
    """Yield the name and the converters of every address."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            if pattern.namespace not in LEFT_OUT:
                yield from places(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name not in LEFT_OUT:
            yield space + pattern.name, sorted(pattern.pattern.regex.groupindex)


NAMES = field_names()
PLACES = sorted(places(get_resolver()))


@st.composite
def requests(draw, entries=()):
    name, words = draw(st.sampled_from(PLACES))
    texts = st.sampled_from(TEXTS + list(entries)) | st.uuids().map(str)
    given_words = {word: draw(st.dates() if word == "night" else texts) for word in words}
    fields = draw(st.dictionaries(st.sampled_from(NAMES), STRANGE, max_size=6))
    return name, given_words, draw(st.sampled_from(METHODS)), fields, draw(st.booleans())


def send(client, name, words, method, fields, is_htmx):
    words = {word: sendable(value) if isinstance(value, str) else value for word, value in words.items()}
    try:
        path = reverse(name, kwargs=words)
    except NoReverseMatch:
        return None
    headers = {"HX-Request": "true"} if is_htmx else {}
    fields = {name: sendable(text) for name, text in fields.items()}
    if method == "POST":
        return client.post(path, fields, headers=headers)
    return client.generic(method, path, QUERY_STRING=urlencode(fields), headers=headers)


def sendable(text):
    """Half a character cannot be sent as UTF-8."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture
def entries(diary, library):
    now = timezone.now() - dt.timedelta(days=2)
    factories.fill_every_kind(diary=diary)
    rows = [
        factories.make_cramp(diary=diary, occurred_at=now),
        factories.make_practice(diary=diary, day=now.date()),
        factories.make_circumstance(diary=diary, first_day=now.date()),
        factories.make_token(diary=diary)[0],
    ]
    return [str(row.uuid) for row in rows]


def test_no_request_is_answered_with_a_fault(ruth, entries):
    client = Client(raise_request_exception=False)
    faults, answered = [], []

    @settings(max_examples=REQUESTS, suppress_health_check=list(HealthCheck))
    @given(request=requests(entries))
    def ask(request):
        if "_auth_user_id" not in client.session:
            client.force_login(ruth)
        answer = send(client, *request)
        if answer is not None:
            answered.append(answer.status_code)
        if answer is not None and answer.status_code >= 500:
            faults.append((answer.status_code, request))

    ask()
    assert faults == []
    assert len(answered) > REQUESTS / 2


def test_the_requests_reach_pages_and_forms(ruth, entries):
    """The guard of the test above: some are answered with a page, some refused, some sent on."""
    client, found = Client(raise_request_exception=False), set()
    client.force_login(ruth)
    for name, words in PLACES:
        if not words:
            answers = [send(client, name, {}, method, {}, False) for method in ("GET", "POST")]
            found |= {answer.status_code for answer in answers if answer is not None}
            client.force_login(ruth)
    assert {200, 302, 405, 422} <= found
