"""What somebody writes is never run: stored in any field of any table, typed into any form, sent in any address."""

import datetime as dt
import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, JSONField, SlugField, TextField
from django.test import Client
from django.utils import timezone

from journal.models.reminders import CalendarFeed, Reminder
from journal.models.routines import OwnRoutine
from journal.reminders.email import reminder_mail
from journal.web.access import diary_tag
from poses.models.library import Collection
from tests import factories
from tests.addresses import ADDRESSES, HOLDERS, QUERY, field_names
from tests.markup import what_runs
from tests.planted import plant, unplanted

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]

SCRIPT = '"><script>alert(7)</script>'
PAYLOAD = SCRIPT + "{{7*7777}}{% now 'Y' %}<img src=x onerror=alert(7)>' onfocus=alert(7) x='javascript:alert(7)"
SHOWN = "&lt;script&gt;alert(7)&lt;/script&gt;"
NOT_BY_EDITORS = {"plate_svg", "easier_svg", "leg_map_svg", "figure_svg", "then_svg", "track", "digest", "photo"}
"""Drawn by us from the content files, and not to be changed in the admin."""
LISTS = {
    "aliases": [PAYLOAD],
    "cautions": [PAYLOAD],
    "mistakes": [PAYLOAD],
    "lines": [PAYLOAD] * 3,
    "sources": [{"label": PAYLOAD, "url": PAYLOAD}],
    "loaded": {},
}
READ_A_QUERY = {
    "poses:list", "poses:relief", "journal:journal", "journal:trend", "journal:report", "journal:fortnight",
    "journal:fortnight-blank", "journal:circumstance-new", "journal:player", "journal:cramp-edit", "account_login",
}  # fmt: skip
"""Pages that look at single words of a query, which a wrong one beside them might hide."""
ENDS_THE_SESSION = {"account_logout", "admin:logout", "delete"}
ASKS_THE_PASSKEY = "mfa_reauthenticate_webauthn"
"""Shows nothing of what is stored, and needs a passkey that a browser has made."""


def harmless(answer):
    """Whether nothing of an answer would run: neither as HTML nor as a template."""
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming or not kind.startswith("text/html"):
        return answer.headers.get("X-Content-Type-Options") == "nosniff"
    text = answer.content.decode()
    return not any(word in text for word in (SCRIPT, "<img src=x", "54439")) and what_runs(text) == []


def shows(answer):
    """Whether a page shows the payload, made harmless."""
    return not answer.streaming and SHOWN.encode() in answer.content


def fill_library():
    """Put the payload into all that editors write."""
    for model in factories.LIBRARY:
        texts = {
            field.name: PAYLOAD[: field.max_length or 1000]
            for field in model._meta.concrete_fields
            if isinstance(field, (CharField, TextField)) and not isinstance(field, SlugField) and not field.choices
            if field.name not in NOT_BY_EDITORS
        }
        lists = {field.name: LISTS[field.name] for field in model._meta.concrete_fields if isinstance(field, JSONField)}
        model.objects.update(**texts | lists)


@pytest.fixture
def person(library):
    """Somebody who is an editor too, with the payload in every text of the diary, the account and the library."""
    user = factories.make_user(username="wren-of-the-reeds", email="wren@example.org", is_staff=True, is_superuser=True)
    user.planted = plant(user, factories.make_user(username="editor"), PAYLOAD)
    fill_library()
    return user


@pytest.fixture
def client_of_person(person):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def words_of(address, person):
    """Return what stands in an address, so that it opens what is the person's own."""
    own = OwnRoutine.objects.get(diary=person.diary)
    known = {"slug": "hero", "night": "2026-11-02", "path": "x.webp", "rest": "v1/x", "app_label": "mfa", "url": "x"}
    known |= {"address": own.uuid, "token": CalendarFeed.objects.get().token, "key": "x-y", "uidb36": "1"}
    known |= {"pk": person.authenticator_set.get().pk, "content_type_id": 1, "object_id": 1}
    if address.name in HOLDERS:
        known["identifier"] = HOLDERS[address.name].objects.filter(diary=person.diary).first().uuid
    if address.name == "poses:relief-muscle":
        known["slug"] = "calf"
    if address.name == "poses:collection":
        known["slug"] = Collection.objects.values_list("slug", flat=True)[0]
    return {word: known[word] for word in address.words}


def paths(person):
    """Return the name and the path of every address."""
    return [(each.name, each.path(words_of(each, person))) for each in ADDRESSES if each.name != ASKS_THE_PASSKEY]


def test_the_payload_stands_in_every_field_that_can_hold_a_text(person):
    assert unplanted(person.planted, SCRIPT) == []


def test_a_payload_would_be_seen():
    pages = ["<script>alert(1)</script>", "<p onclick=x>", '<a href=" javascript:x">', "<iframe>", "<base href=x>"]
    assert [len(what_runs(page)) for page in pages] == [1, 1, 1, 1, 1]
    assert what_runs('<script src="/static/js/app.js"></script><a href="/x">onclick=x</a>') == []


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Current-URL": f"http://testserver/?x={PAYLOAD}"}])
def test_nothing_that_is_stored_is_run_on_any_page(person, client_of_person, headers):
    wrong, shown = [], set()
    for name, path in paths(person):
        answer = client_of_person.get(path, headers=headers)
        if not harmless(answer) or answer.status_code >= 500:
            wrong.append((name, answer.status_code))
        elif shows(answer):
            shown.add(name)
    assert wrong == []
    expected = {"home", "settings", "poses:list", "poses:detail", "poses:relief", "journal:cramp-edit"}
    expected |= {"journal:practice-edit", "journal:circumstances", "journal:routines", "journal:player"}
    expected |= {"journal:routine-edit", "journal:tokens", "account_email", "mfa_list_webauthn"}
    assert expected - shown == set()


def test_the_months_the_report_and_the_link_to_it_run_nothing(person, client_of_person):
    now = timezone.now()
    for kind in ("medicine", "illness"):
        factories.make_circumstance(
            diary=person.diary, first_day=now.date(), kind=kind, name=PAYLOAD[:80], last_day=None
        )
    factories.make_cramp(diary=person.diary, occurred_at=now, note=PAYLOAD)
    token = factories.make_shared(diary=person.diary, now=now)[1]
    asked = ["/journal/?month=2026-11", f"/journal/?month={now:%Y-%m}", "/journal/trend/?span=all", "/"]
    asked += ["/journal/report/?span=1y&table=1", f"/s/{token}/", "/journal/nights/2026-11-02/"]
    answers = [client_of_person.get(path) for path in asked]
    assert [(path, answer.status_code, harmless(answer)) for path, answer in zip(asked, answers, strict=True)] == [
        (path, 200, True) for path in asked
    ]
    assert [SHOWN in answer.text for answer in answers[:2] + answers[4:6]] == [True] * 4
    files = [client_of_person.get(path) for path in ("/journal/report/report.pdf", f"/s/{token}/report.pdf")]
    assert [(file.headers["Content-Type"], harmless(file)) for file in files] == [("application/pdf", True)] * 2


def test_what_is_typed_is_not_run_when_a_form_shows_it_again(person, client_of_person):
    typed, wrong, shown = dict.fromkeys([*field_names(), "username", "password1", "code"], PAYLOAD), [], 0
    for name, path in paths(person):
        if name in ENDS_THE_SESSION or name.startswith("admin:"):
            continue
        for client, shown_diary in (
            (client_of_person, diary_tag(person.diary)),
            (Client(raise_request_exception=False), ""),
        ):
            answer = client.post(path, typed | {"diary": shown_diary})
            shown += shows(answer)
            if not harmless(answer) or answer.status_code >= 500:
                wrong.append((name, answer.status_code))
    assert wrong == []
    assert shown > 20


def test_what_stands_in_a_query_is_not_run(person, client_of_person):
    together, wrong = dict.fromkeys(field_names(), PAYLOAD), []
    for name, path in paths(person):
        alone = [{word: PAYLOAD} for word in QUERY] if name in READ_A_QUERY else []
        for query in [together, *alone]:
            answer = client_of_person.get(path, query)
            if not harmless(answer) or answer.status_code >= 500:
                wrong.append((name, sorted(query), answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    "cookies", [{}, {"look": PAYLOAD, "tz": PAYLOAD, "nightheron_session": PAYLOAD, "nightheron_csrf": PAYLOAD}]
)
def test_pages_of_errors_run_nothing(cookies):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    for name, value in cookies.items():
        client.cookies[name] = value
    headers = {"Referer": f"http://testserver/{PAYLOAD}", "Origin": PAYLOAD, "Accept-Language": PAYLOAD}
    answers = [client.get(f"/{PAYLOAD}", headers=headers), client.post("/cramp/", {"note": PAYLOAD}, headers=headers)]
    answers += [client.get("/", headers={"Host": PAYLOAD}), client.get(f"/api/v1/{PAYLOAD}"), client.get("/cramp/x/")]
    assert [(answer.status_code, harmless(answer)) for answer in answers] == [
        (404, True), (403, True), (400, True), (404, True), (404, True),
    ]  # fmt: skip


def csv_of(*lines):
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


FILES = {
    "a table": csv_of([PAYLOAD.replace('"', '""')] * 3, ["1.11.2026", PAYLOAD.replace('"', '""'), "x"]),
    "a diary": json.dumps(
        {"format": "night-heron-diary", "version": 1, PAYLOAD: [], "cramps": [{PAYLOAD: 1}]}
    ).encode(),
    "text": PAYLOAD.encode(),
    "a page": b"<!DOCTYPE html><html><body>" + PAYLOAD.encode(),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_brought_in_runs_nothing(person, client_of_person, kind):
    sent = SimpleUploadedFile(f"{SCRIPT}.csv", FILES[kind])
    answer = client_of_person.post("/journal/import/", {"file": sent})
    assert (answer.status_code in {302, 422}, harmless(answer)) == (True, True)
    matched = {"date": "0", "what": "1", "note": "1"}
    for query in ({}, {"again": "1"}, matched, dict.fromkeys(field_names(), "1")):
        assert harmless(client_of_person.get("/journal/import/check/", query))


def test_a_zip_whose_names_are_script_runs_nothing(person, client_of_person):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{PAYLOAD}/diary.json", FILES["a diary"])
    answer = client_of_person.post("/journal/import/", {"file": SimpleUploadedFile("x.zip", packed.getvalue())})
    assert (answer.status_code, harmless(answer)) == (422, True)


def test_mails_are_plain_text_but_for_the_reminder_which_holds_nothing_of_the_person(person, mailoutbox):
    EmailAddress.objects.filter(user=person).update(email="wren@example.org", verified=False)
    Client().post("/accounts/password/reset/", {"email": "wren@example.org"})
    reminder = Reminder.objects.filter(diary=person.diary).first()
    reminded = reminder_mail(reminder, "wren@example.org", day=dt.date(2026, 11, 18))
    as_page = reminded.alternatives[0].content
    assert [getattr(each, "alternatives", []) for each in mailoutbox] == [[]]
    assert (SCRIPT in mailoutbox[0].body, mailoutbox[0].content_subtype) == (True, "plain")
    assert (what_runs(as_page), SCRIPT in as_page, "alert(7)" in as_page + reminded.body) == ([], False, False)
