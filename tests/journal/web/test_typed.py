"""What was typed into a page whose log-in had ended is there again after the log-in, for its own person only."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from journal.web.access import diary_tag
from tests import factories
from tests.addresses import ADDRESSES, SOME, own_names
from tests.logins import LOGIN, PASSWORD

pytestmark = pytest.mark.django_db
NOTE = "Dreamt of “stairs” & fell <b>down</b>"
FORMS = {
    "/journal/cramps/new/": ({"occurred_at": "2026-11-18T03:12", "count": "1", "note": NOTE}, Cramp),
    "/journal/practice/new/": ({"started_at": "2026-11-17T20:00", "minutes": "5", "note": NOTE}, Practice),
    "/journal/circumstances/new/": (
        {"kind": "illness", "name": "Flu", "first_day": "2026-11-01", "lasting": "on"},
        Circumstance,
    ),
    "/journal/nights/": ({"night": "2026-11-02", "answer": "none"}, Night),
    "/journal/fortnight/?from=2026-11-02": ({"2026-11-02-cramps": "0", "2026-11-03-cramps": ""}, Night),
    "/practice/new/": ({"name": "Mine", "pose": "chair-pose", "hold": "20", "times": "1", "do": "save"}, OwnRoutine),
}
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


def hidden(text):
    form = text[text.index('<form method="post" class="row">') :]
    return {name: unescape(value) for name, value in HIDDEN.findall(form) if name != "csrfmiddlewaretoken"}


def sent_without_session(diary, path, fields):
    client = Client()
    return client, client.post(path, fields | {"diary": diary_tag(diary)})


@pytest.mark.parametrize("path", FORMS)
def test_it_is_there_after_the_log_in_and_is_stored_from_there(diary, library, path):
    fields, model = FORMS[path]
    client, answer = sent_without_session(diary, path, fields)
    assert (answer.status_code, f"{LOGIN}?next={quote(path)}" in answer.text, model.objects.count()) == (401, True, 0)
    assert client.post(f"{LOGIN}?next={quote(path)}", PASSWORD).headers["Location"] == path
    page = client.get(path).text
    assert ("Not saved yet" in page, hidden(page).items() >= fields.items()) == (True, True)
    client.post(path, hidden(page))
    assert model.objects.count() == 1
    assert "Not saved yet" not in client.get(path).text


def test_a_note_stands_on_the_page_as_it_was_typed(diary):
    path = "/journal/cramps/new/"
    client, _answer = sent_without_session(diary, path, FORMS[path][0])
    client.post(LOGIN, PASSWORD)
    assert NOTE in unescape(re.findall(r"<li>(.*?)</li>", client.get(path).text)[-1])


def test_somebody_else_who_logs_in_sees_nothing_of_it(diary, stranger):
    path = "/journal/cramps/new/"
    client, _answer = sent_without_session(diary, path, FORMS[path][0])
    client.post(LOGIN, {"login": "sam", "password": factories.PASSWORD})
    assert client.get(path).headers["Location"] == "/"
    assert "typed" not in client.session


def test_it_can_be_left(diary):
    path = "/journal/cramps/new/"
    client, _answer = sent_without_session(diary, path, FORMS[path][0])
    client.post(LOGIN, PASSWORD)
    assert 'href="/journal/?leave-typed=yes"' in client.get(path).text
    assert client.get("/journal/?leave-typed=yes").status_code == 200
    assert "Not saved yet" not in client.get(path).text


def test_htmx_goes_to_the_log_in_and_back_to_what_was_typed(diary):
    client = Client()
    fields = {"night": "2026-11-02", "answer": "none", "diary": diary_tag(diary)}
    answer = client.post("/journal/nights/", fields, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"{LOGIN}?next=/journal/nights/"


def test_no_password_is_kept(diary):
    fields = {"oldpassword": factories.PASSWORD, "password1": "three other words", "password2": "three other words"}
    client, _answer = sent_without_session(diary, "/accounts/password/change/", fields)
    assert "typed" not in client.session


def test_more_than_a_form_holds_is_not_kept(diary):
    client, _answer = sent_without_session(diary, "/journal/cramps/new/", {"note": "x" * 70_000})
    assert "typed" not in client.session


@pytest.mark.slow
def test_every_form_behind_the_log_in_keeps_what_it_was_sent(diary):
    paths = {address.name: address.path(SOME) for address in ADDRESSES}
    kept, private = {}, {}
    for name, pattern in own_names():
        client, answer = sent_without_session(diary, paths[name], {"note": NOTE})
        if answer.status_code == 401 and answer.headers["Content-Type"].startswith("text/html"):
            kept[name] = "typed" in client.session
            private[name] = getattr(pattern.callback, "login_required", True)
    assert kept == private
    assert sum(kept.values()) > 30
