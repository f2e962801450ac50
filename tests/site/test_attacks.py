"""Somebody who knows every number of another person's rows reads nothing of them, and changes nothing.

Every address of the site is asked by every method, with the other's identifiers in the address and in the form.
"""

import json

import pytest
from django.core import serializers
from django.test import Client

from journal.actions import reminders
from journal.domain.choices import TokenScope
from journal.models.cramps import Cramp
from journal.models.reminders import CalendarFeed, PushDevice
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from journal.models.tokens import AccessToken
from journal.models.uploads import Upload
from tests import factories
from tests.addresses import ADDRESSES, HOLDERS
from tests.planted import plant, rows_of_person, unplanted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
MARKER = "marten-under-the-roof-"
OF_NOBODY = {
    "slug": "hero",
    "night": "2026-11-02",
    "path": "x.webp",
    "rest": "v1/nothing",
    "app_label": "mfa",
    "url": "x",
}
"""Words of an address that name no row of a person."""


@pytest.fixture
def other(library):
    """Somebody whose every text is the marker."""
    user = factories.make_user(username="wren-of-the-reeds", email="wren@example.org")
    user.planted = plant(user, factories.make_user(username="editor"), MARKER)
    return user


def words_for(address, other):
    """Return what stands for each word of an address: a number or a digest of the other's row, never a secret."""
    shared = SharedReport.objects.get(diary=other.diary)
    known = OF_NOBODY | {
        "address": OwnRoutine.objects.get(diary=other.diary).uuid,
        "token": shared.digest,
        "pk": other.authenticator_set.get().pk,
        "content_type_id": 7,
        "object_id": other.pk,
        "uidb36": f"{other.pk:x}",
        "key": "cqfkv5-00000000000000000000000000000000",
    }
    if address.name in HOLDERS:
        known["identifier"] = HOLDERS[address.name].objects.filter(diary=other.diary).first().uuid
    return {word: known[word] for word in address.words}


def form_of(other):
    """Return what somebody might send who has seen the other's numbers."""
    return {
        "uuid": Cramp.objects.get(diary=other.diary).uuid,
        "token": AccessToken.objects.get(diary=other.diary).digest,
        "digest": Upload.objects.get(diary=other.diary).digest,
        "diary": other.diary.pk,
        "owner": other.pk,
        "user": other.pk,
        "routine": OwnRoutine.objects.get(diary=other.diary).uuid,
        "session": "1",
        "kind": "cramp",
        "occurred_at": "2026-11-02T03:00",
        "count": "1",
        "night": "2026-11-02",
        "answer": "none",
        "first_day": "2026-11-04",
        "lasting": "day",
        "started_at": "2026-11-03T21:00",
        "minutes": "5",
        "name": "mine now",
        "pose": "hero",
        "hold": "20",
        "times": "1",
    }


def secrets_of(other):
    """Return what no answer may hold: the marker, and what opens something."""
    feed, device = CalendarFeed.objects.get(diary=other.diary), PushDevice.objects.get(diary=other.diary)
    return [MARKER[:20], feed.token, device.p256dh]


def frozen(other):
    """Return every row of the other, as text."""
    rows = {model: list(rows_of_person(model, other)) for model in other.planted}
    return {
        model.__name__: sorted(serializers.serialize("json", [row]) for row in some) for model, some in rows.items()
    }


def ask(client, method, path, form, **headers):
    if method == "POST":
        return client.post(path, form, headers=headers)
    return client.generic(method, path, json.dumps(form, default=str), "application/json", headers=headers)


def said(answer):
    """Return the whole answer: headers, cookies and body."""
    body = b"".join(answer) if answer.streaming else answer.content
    return f"{answer.headers}{answer.cookies}{body.decode('utf-8', 'replace')}"


def test_every_word_of_every_address_is_known_here(other):
    identified = {address.name for address in ADDRESSES if "identifier" in address.words}
    assert identified == set(HOLDERS)
    assert len([words_for(address, other) for address in ADDRESSES]) > 150


def test_the_marker_stands_in_every_field_that_can_hold_a_text(other):
    assert unplanted(other.planted, MARKER[:20]) == []


def test_the_marker_is_shown_to_its_own_person(other):
    client = Client()
    client.force_login(other)
    pages = [client.get(path).text for path in ("/journal/?month=2026-11", "/practice/", "/journal/buttons/")]
    assert [MARKER[:20] in page for page in pages] == [True, True, True]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["nobody", "ruth"])
def test_nothing_of_another_person_is_read_or_changed(other, ruth, who, method):
    before, secrets, form = frozen(other), secrets_of(other), form_of(other)
    client, told = Client(raise_request_exception=False), []
    for address in ADDRESSES:
        if who == "ruth" and "_auth_user_id" not in client.session:
            client.force_login(ruth)
        answer = ask(client, method, address.path(words_for(address, other)), form)
        if answer.status_code >= 500 or any(secret in said(answer) for secret in secrets):
            told.append((address.name, answer.status_code))
    assert told == []
    assert frozen(other) == before


@pytest.mark.sweep
@pytest.mark.parametrize("scope", TokenScope)
@pytest.mark.parametrize("method", METHODS)
def test_a_token_of_ones_own_opens_nothing_of_another_person(other, diary, scope, method):
    before, secrets, form = frozen(other), secrets_of(other), form_of(other)
    _token, text = factories.make_token(diary=diary, scope=scope)
    for address in ADDRESSES:
        if address.name.startswith("api:"):
            answer = ask(
                Client(), method, address.path(words_for(address, other)), form, Authorization=f"Bearer {text}"
            )
            assert [secret for secret in secrets if secret in said(answer)] == []
    assert frozen(other) == before


def test_links_and_calendars_of_ones_own_show_nothing_of_another_person(other, diary, now):
    factories.fill_every_kind(diary=diary)
    feed, secrets = reminders.open_feed(diary), secrets_of(other)
    _link, token = factories.make_shared(diary=diary, now=now)
    paths = [f"/s/{token}/", f"/s/{token}/report.pdf", f"/calendar/{feed.token}.ics"]
    for path in paths:
        for owned in ("", f"?diary={other.diary.pk}&owner={other.pk}"):
            answer = Client().get(path + owned)
            assert [secret for secret in secrets if secret in said(answer)] == []


@pytest.mark.parametrize("known", ["digest", "uuid", "pk"])
def test_what_stands_in_the_tables_of_links_and_tokens_opens_nothing(other, known):
    shared, token = SharedReport.objects.get(diary=other.diary), AccessToken.objects.get(diary=other.diary)
    answers = [Client().get(f"/s/{getattr(shared, known)}/").status_code]
    header = {"Authorization": f"Bearer {getattr(token, known)}"}
    answers += [Client().get("/api/v1/entries", headers=header).status_code]
    assert answers == [404, 401]
