"""What else went on: noted, refused, changed, taken back, and told."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from journal.domain.medicine_notes import SAID
from journal.models.circumstances import Circumstance
from journal.web import undo
from tests import factories
from tests.journal.actions.test_circumstances import note

TODAY = dt.date(2026, 11, 18)
NEW = "/journal/circumstances/new/"


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def typed(**answers):
    return {"kind": "travel", "first_day": "2026-11-02", "lasting": "day"} | answers


def test_a_medicine_is_noted_on_its_page(client_of_ruth, diary):
    answers = typed(kind="medicine", medicine="statin", name="atorvastatin", lasting="on", uuid=str(uuid.uuid4()))
    for _tap in range(2):
        page = client_of_ruth.post(NEW, answers, follow=True)
    noted = Circumstance.objects.get()
    assert (noted.medicine, noted.name, noted.first_day, noted.last_day) == (
        "statin", "atorvastatin", dt.date(2026, 11, 2), None,
    )  # fmt: skip
    assert "Saved: Statin (atorvastatin)" in page.text
    assert "Nearly as many have it on a dummy pill" in page.text
    assert "NHS, side effects of atorvastatin" in page.text
    assert "Do not change a medicine by yourself" in page.text


REFUSED = [
    ({"kind": ""}, "Choose what it was."),
    ({"kind": "medicine"}, "Choose a kind. If you are not sure, choose “Another medicine”."),
    ({"first_day": ""}, "Pick a date."),
    ({"first_day": "soon"}, "Pick a date, like 18 November 2026."),
    ({"lasting": ""}, "Choose how long it went on."),
    ({"lasting": "until"}, "Pick a date."),
    ({"lasting": "until", "last_day": "2026-11-01"}, "The last day cannot be before the first."),
    ({"name": "x" * 81}, "Keep it under 80 letters. Yours has 81."),
    ({"kind": "medicine", "medicine": "statin", "is_pause": "on"}, "This can go on for years."),
]


@pytest.mark.parametrize(("answers", "sentence"), REFUSED)
def test_a_mistake_is_answered_beside_its_field_and_nothing_is_lost(client_of_ruth, answers, sentence):
    response = client_of_ruth.post(NEW, typed(name="Lisbon") | answers)
    assert (response.status_code, Circumstance.objects.count()) == (422, 0)
    assert f'<p><span class="visually-hidden">Error: </span>{sentence}' in response.text
    assert f'value="{answers.get("name", "Lisbon")}"' in response.text


@pytest.mark.parametrize(
    ("query", "initial"),
    [
        ("", ("", "", False)),
        ("?kind=medicine", ("medicine", "on", False)),
        ("?kind=heat", ("heat", "day", False)),
        ("?kind=travel&pause=1", ("travel", "on", True)),
        ("?kind=moon", ("", "", False)),
    ],
)
def test_the_address_chooses_for_the_form(client_of_ruth, query, initial):
    given = client_of_ruth.get(NEW + query).context["form"].initial
    assert (given["kind"], given["lasting"], given["is_pause"]) == initial


@pytest.mark.parametrize(("last", "lasting"), [(None, "on"), (TODAY, "day"), (day(3), "until")])
def test_an_edit_shows_what_is_stored_and_changes_it(client_of_ruth, diary, last, lasting):
    noted = note(diary, last_day=last)
    address = f"/journal/circumstances/{noted.uuid}/edit/"
    assert client_of_ruth.get(address).context["form"].initial["lasting"] == lasting
    client_of_ruth.post(address, typed(kind="heat", lasting="until", last_day="2026-11-05"))
    noted.refresh_from_db()
    assert (noted.kind, noted.first_day, noted.last_day) == ("heat", dt.date(2026, 11, 2), dt.date(2026, 11, 5))


def test_an_edit_that_is_refused_leaves_it(client_of_ruth, diary):
    noted = note(diary)
    answers = typed(kind="heat", lasting="until", last_day="2026-11-01")
    response = client_of_ruth.post(f"/journal/circumstances/{noted.uuid}/edit/", answers)
    noted.refresh_from_db()
    assert (response.status_code, noted.kind) == (422, "travel")


def test_a_deleted_one_comes_back_with_undo(client_of_ruth, diary):
    noted = note(diary, name="Lisbon")
    page = client_of_ruth.post(f"/journal/circumstances/{noted.uuid}/delete/", follow=True)
    assert Circumstance.objects.count() == 0
    token = next(iter(page.context["messages"])).extra_tags
    client_of_ruth.post("/journal/undo/", {"token": token})
    assert [(each.uuid, each.name) for each in Circumstance.objects.all()] == [(noted.uuid, "Lisbon")]


def test_a_noted_one_is_taken_back_once(diary, now):
    token = undo.removal_of_circumstance(note(diary))
    assert undo.take_back(diary, token, now=now).sentence == "Removed."
    assert undo.take_back(diary, token, now=now).sentence == "This was already removed."


def test_every_sentence_about_a_medicine_is_on_the_form(client_of_ruth):
    page = client_of_ruth.get(NEW + "?kind=medicine").text
    assert [str(said.sentence) for said in SAID.values() if str(said.sentence) not in page] == []
    assert "Do not change a medicine by yourself because of cramps at night." in page


def test_the_journal_tells_the_first_and_the_last_day(client_of_ruth, diary, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 18, 9, tzinfo=dt.UTC))
    noted = note(diary, kind="medicine", medicine="naproxen", first_day=day(-9), last_day=day(-4))
    factories.make_night(diary=diary, date=day(-12))
    page = client_of_ruth.get("/journal/").context["page"]
    assert {each.day.date: each.circumstances for each in page.entries if each.circumstances} == {
        day(-9): [noted],
        day(-4): [noted],
    }
    text = client_of_ruth.get("/journal/").text
    assert (text.count("Started"), text.count("Stopped")) == (1, 1)


def test_what_somebody_else_noted_is_nowhere(client_of_ruth, diary, stranger):
    factories.make_circumstance(diary=stranger.diary, first_day=timezone.localdate(), name="not yours", is_pause=True)
    factories.fill_days(diary=diary, first=timezone.localdate() - dt.timedelta(days=30), days=30)
    for address in ("/", "/journal/", "/journal/trend/", "/journal/circumstances/"):
        text = client_of_ruth.get(address).text
        assert "not yours" not in text
        assert "The diary rests" not in text


def test_the_trend_shows_what_went_on_and_claims_no_cause(client_of_ruth, diary):
    factories.fill_days(diary=diary, first=timezone.localdate() - dt.timedelta(days=60), days=60)
    first = timezone.localdate() - dt.timedelta(days=20)
    factories.make_circumstance(diary=diary, kind="medicine", medicine="statin", first_day=first, last_day=None)
    text = " ".join(client_of_ruth.get("/journal/trend/").text.split())
    assert "These are counts, and no comparison. They show when things happened, not why." in text
    assert re.search(r"Statin: \d+ nights? with a cramp, \d+ without\.", text)
    assert "Do not change a medicine by yourself" in text
