"""What else went on: noted, refused, changed, taken back, and told."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from journal.actions import circumstances as circumstance_actions
from journal.domain.choices import CircumstanceKind, Medicine
from journal.domain.evidence.weeks import Week, WeekGroup
from journal.domain.medicine_notes import SAID
from journal.models.circumstances import Circumstance
from journal.pages import circumstances
from journal.web import undo
from tests import factories

TODAY = dt.date(2026, 11, 18)
NEW = "/journal/circumstances/new/"


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def note(diary, **details):
    given = {"kind": CircumstanceKind.TRAVEL, "first_day": TODAY, "last_day": TODAY} | details
    return circumstance_actions.note_circumstance(diary, identifier=uuid.uuid4(), today=TODAY, **given)


def typed(**answers):
    return {"kind": "travel", "first_day": "2026-11-02", "lasting": "day"} | answers


def test_the_same_identifier_is_noted_once(diary):
    identifier = uuid.uuid4()
    for name in ("Lisbon", "Porto"):
        circumstance_actions.note_circumstance(
            diary, identifier=identifier, today=TODAY, kind="travel", first_day=TODAY, last_day=None, name=name
        )
    assert [each.name for each in Circumstance.objects.all()] == ["Lisbon"]


WRONG = [
    ({"first_day": dt.date(1899, 1, 1)}, "first_day", "Pick a date after 1900."),
    ({"first_day": day(400), "last_day": None}, "first_day", "Pick a day within the next year."),
    ({"last_day": day(-1)}, "last_day", "The last day cannot be before the first."),
    ({"kind": "pregnancy", "is_pause": True}, "is_pause", "This can go on for years."),
    ({"name": "x" * 81}, "name", "80"),
]


@pytest.mark.parametrize(("details", "field", "sentence"), WRONG)
def test_what_cannot_be_is_refused_beside_its_field(diary, details, field, sentence):
    with pytest.raises(ValidationError) as refused:
        note(diary, **details)
    assert list(refused.value.message_dict) == [field]
    assert sentence in refused.value.message_dict[field][0]
    assert Circumstance.objects.count() == 0


def test_the_database_refuses_an_end_before_the_beginning(diary):
    with pytest.raises(IntegrityError):
        factories.make_circumstance(diary=diary, first_day=TODAY, last_day=day(-1))


def test_what_is_no_medicine_has_no_class(diary):
    assert note(diary, medicine=Medicine.STATIN).medicine == ""


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
    assert f'<p><span class="vh">Error: </span>{sentence}' in response.text
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


def test_the_list_parts_what_goes_on_from_what_is_over(diary):
    going, over, to_come = (
        note(diary, last_day=None),
        note(diary, first_day=day(-9), last_day=day(-1)),
        note(diary, first_day=day(5), last_day=day(6)),
    )
    page = circumstances.circumstances_page(diary, today=TODAY)
    assert (page.present, page.past, page.pause) == ([to_come, going], [over], None)


TITLES = [
    ({"kind": "medicine", "medicine": "statin"}, "Statin"),
    ({"kind": "illness", "name": "flu"}, "Illness (flu)"),
    ({"kind": "illness", "is_pause": True}, "Illness, diary paused"),
    ({"kind": "other"}, "Something else"),
    ({"kind": "other", "name": "New mattress"}, "New mattress"),
    ({"kind": "other", "is_pause": True}, "Diary paused"),
    ({"kind": "other", "name": "Holiday", "is_pause": True}, "Holiday, diary paused"),
]


@pytest.mark.parametrize(("details", "title"), TITLES)
def test_each_has_a_title(diary, details, title):
    assert circumstances.title_of(note(diary, **details)) == title


def test_every_class_of_medicine_has_a_sentence_with_its_source():
    assert set(SAID) == set(Medicine)
    for said in SAID.values():
        assert [str(source.label) for source in said.sources] != []


def test_every_sentence_about_a_medicine_is_on_the_form(client_of_ruth):
    page = client_of_ruth.get(NEW + "?kind=medicine").text
    assert [str(said.sentence) for said in SAID.values() if str(said.sentence) not in page] == []
    assert "Do not change a medicine by yourself because of cramps at night." in page


@pytest.mark.parametrize(
    ("week", "said"),
    [(0, ["Statin: started"]), (1, ["Statin", "Heat"]), (2, ["Statin: stopped"]), (3, [])],
)
def test_a_week_says_what_else_went_on(diary, week, said):
    monday = dt.date(2026, 10, 5)
    note(diary, kind="medicine", medicine="statin", first_day=monday, last_day=monday + dt.timedelta(days=15))
    heat = monday + dt.timedelta(days=8)
    note(diary, kind="heat", first_day=heat, last_day=heat)
    beside = list(Circumstance.objects.newest_first())
    one = Week(monday + dt.timedelta(weeks=week), 0, 7, 0, WeekGroup.OTHER)
    assert circumstances.in_week(one, beside) == said


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
    assert "It stands beside your cramps and does not explain them." in text
    assert "Statin: started" in text
    assert "Do not change a medicine by yourself" in text
