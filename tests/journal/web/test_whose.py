"""A form of a page that was left open says whose page it was: it goes into that diary or nowhere."""

import re

import pytest
from django.test import Client

from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.web.access import diary_tag

pytestmark = pytest.mark.django_db
FORMS = {"/cramp/": {}, "/journal/nights/": {"night": "2026-11-02", "answer": "none"}}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_anothers_page_is_refused(client_of_ruth, stranger, path):
    answer = client_of_ruth.post(path, FORMS[path] | {"diary": diary_tag(stranger.diary)})
    assert (answer.status_code, "This is not saved" in answer.text) == (409, True)
    assert (Cramp.objects.count(), Night.objects.count()) == (0, 0)


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_ones_own_page_is_taken(client_of_ruth, diary, path):
    client_of_ruth.post(path, FORMS[path] | {"diary": diary_tag(diary)})
    assert Cramp.objects.count() + Night.objects.count() == 1


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_somebodys_page_begins_no_diary_when_nobody_is_logged_in(diary, path):
    answer = Client().post(path, FORMS[path] | {"diary": diary_tag(diary)})
    assert (answer.status_code, "Log in" in answer.text) == (401, True)
    assert (Cramp.objects.count(), Diary.objects.count()) == (0, 1)


def test_the_reason_is_told_before_the_token_is_looked_at(ruth, stranger):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)
    assert client.post("/cramp/", {"diary": diary_tag(stranger.diary)}).status_code == 409


def test_htmx_loads_the_page_anew(client_of_ruth, stranger):
    fields = FORMS["/journal/nights/"] | {"diary": diary_tag(stranger.diary)}
    answer = client_of_ruth.post("/journal/nights/", fields, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (409, "true")


@pytest.mark.parametrize("path", ["/", "/cramp/", "/relief/", "/practice/before-bed/done/", "/journal/"])
def test_the_forms_that_log_name_their_diary(client_of_ruth, diary, library, path):
    text = client_of_ruth.get(path).text
    named = re.findall(r'name="diary" value="(\w*)"', text)
    assert set(named) == {diary_tag(diary)}
    assert len(named) >= len(re.findall(r"data-tap=|data-night |save-practice", text))


def practised(diary):
    return {"done": "0", "diary": diary_tag(diary) if diary else ""}


def test_a_practice_that_waited_for_a_log_in_is_shown_to_its_own_person_only(diary, stranger, library):
    client = Client()
    client.post("/practice/before-bed/done/", practised(diary))
    client.force_login(stranger)
    assert "Which did you do?" in client.get("/practice/before-bed/done/").text
    assert diary_tag(diary) not in client.get("/practice/before-bed/done/").text


def test_a_practice_of_anothers_page_is_refused(client_of_ruth, stranger, library):
    answer = client_of_ruth.post("/practice/before-bed/done/", practised(stranger.diary))
    assert (answer.status_code, Practice.objects.count()) == (409, 0)
