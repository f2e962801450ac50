"""The page of buttons and shortcuts: tokens made, shown once, listed and taken back."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from journal.actions import reminders
from journal.domain.choices import ReminderKind, TokenScope
from journal.models.cramps import Cramp
from journal.models.tokens import AccessToken
from tests import factories

PAGE = "/journal/buttons/"


def make(client, **typed):
    return client.post(PAGE, {"name": "Siri on my phone", "scope": "log"} | typed)


def test_a_new_token_is_shown_once_and_logs_a_cramp(client_of_ruth, diary):
    page = make(client_of_ruth)
    text = page.context["text"]
    assert page.text.count(text) == 3  # by itself, in the header to set, and in the line for a computer
    assert text not in client_of_ruth.get(PAGE).text
    Client().generic("POST", "/api/v1/cramps", headers={"Authorization": f"Bearer {text}"})
    assert Cramp.objects.get().diary == diary


def test_the_same_form_sent_again_makes_no_second_token(client_of_ruth):
    again = {"uuid": "7d444840-9dc0-41d1-b245-5ffdce74fad2"}
    make(client_of_ruth, **again)
    page = client_of_ruth.post(PAGE, {"name": "Siri on my phone", "scope": "log"} | again, follow=True)
    assert (AccessToken.objects.count(), page.context["text"]) == (1, "")
    assert "This token was made already, and is shown only once." in page.text


def test_a_secret_is_a_field_said_once_wherever_one_is_shown(client_of_ruth, diary):
    factories.make_cramp_on(diary=diary, night=timezone.localdate() - dt.timedelta(days=3))
    reminders.choose(diary, {ReminderKind.EVENING: dt.time(21)})
    client_of_ruth.post("/accounts/calendar/open/")
    settings = client_of_ruth.get("/accounts/settings/").text
    pages = [make(client_of_ruth), client_of_ruth.post("/journal/report/", {"life": "7"})]
    field = r'<textarea\s+id="made"[^>]*\sreadonly[^>]*\sdata-focus[^>]*>[^<]{40,}</textarea>'
    said = '<p id="live" role="status" class="visually-hidden"></p>'  # the quiet region that every page has
    assert [len(re.findall(field, page.text)) for page in pages] == [1, 1]
    assert [page.text.count('role="status"') - page.text.count(said) for page in pages] == [0, 0]
    assert re.search(r'<label for="calendar-address">.+\n *<textarea\s+id="calendar-address"[^>]*\sreadonly', settings)


def test_the_page_names_each_token_and_when_it_was_used(client_of_ruth):
    text = make(client_of_ruth).context["text"]
    assert "not used yet" in client_of_ruth.get(PAGE).text
    Client().generic("POST", "/api/v1/nights", headers={"Authorization": f"Bearer {text}"})
    page = client_of_ruth.get(PAGE).text
    today = timezone.localdate()
    assert f"last used {today.day} {today:%B %Y}" in page
    assert "Siri on my phone" in page


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": ""}, "name", "Give it a name, so that you know it again."),
        ({"name": "x" * 41}, "name", "Keep it under 40 letters. Yours has 41."),
        ({"scope": ""}, "scope", "Choose what it may do."),
        ({"scope": "everything"}, "scope", "Choose one of the answers."),
    ],
)
def test_a_token_that_is_not_described_is_refused_at_its_field(client_of_ruth, typed, field, sentence):
    page = make(client_of_ruth, **typed)
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert AccessToken.objects.count() == 0


def test_twenty_tokens_are_the_most(client_of_ruth, diary):
    for number in range(20):
        factories.make_token(diary=diary, scope=TokenScope.LOG, name=str(number))
    page = make(client_of_ruth)
    sentence = "You have 20 tokens, which is the most. Take one back first."
    assert (page.status_code, page.context["form"].errors) == (422, {"name": [sentence]})
    assert (page.context["text"], AccessToken.objects.count()) == ("", 20)


def test_a_token_taken_back_is_gone(client_of_ruth):
    make(client_of_ruth)
    page = client_of_ruth.post(f"{PAGE}{AccessToken.objects.get().uuid}/delete/", follow=True).text
    assert (AccessToken.objects.count(), "Taken back: Siri on my phone" in page) == (0, True)


def test_the_tokens_of_somebody_else_are_neither_shown_nor_taken_back(client_of_ruth, stranger):
    token, _text = factories.make_token(diary=stranger.diary, scope=TokenScope.LOG)
    assert "bedside" not in client_of_ruth.get(PAGE).text
    assert client_of_ruth.post(f"{PAGE}{token.uuid}/delete/").status_code == 404
    assert AccessToken.objects.count() == 1


def test_the_handbook_shows_every_operation_with_a_line_to_try(db):
    page = Client().get("/api/docs")
    assert [(each.method, each.path) for each in page.context["chapters"]] == [
        ("POST", "/api/v1/cramps"),
        ("POST", "/api/v1/nights"),
        ("POST", "/api/v1/practices"),
        ("GET", "/api/v1/entries"),
        ("GET", "/api/v1/trend"),
    ]
    assert "left, right, both, unsure" in page.text
    assert "curl -X POST http://127.0.0.1:8000/api/v1/practices" in page.text


def test_a_guest_may_have_a_button_too(db):
    guest = Client()
    guest.post("/cramp/", {})
    text = make(guest).context["text"]
    Client().generic("POST", "/api/v1/cramps", headers={"Authorization": f"Bearer {text}"})
    assert Cramp.objects.count() == 2


def test_the_diary_of_another_person_stays_as_it_is(client_of_ruth, stranger, now):
    factories.make_cramp(diary=stranger.diary, occurred_at=now)
    text = make(client_of_ruth).context["text"]
    Client().generic("POST", "/api/v1/cramps", headers={"Authorization": f"Bearer {text}"})
    assert Cramp.objects.filter(diary=stranger.diary).count() == 1
