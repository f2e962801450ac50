"""The API for buttons and shortcuts: what it stores, what it tells, and what it refuses."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from journal.actions import deletion, tokens
from journal.domain.choices import Precision, Source, TokenScope
from journal.domain.nights import last_night
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from journal.models.tokens import AccessToken
from journal.web.api.routes import router
from journal.web.api.server import api
from tests import factories

pytestmark = pytest.mark.django_db


class Button:
    """Something that sends a token."""

    def __init__(self, text):
        self.headers = {"Authorization": f"Bearer {text}"}

    def post(self, place, body=None, **sent):
        if body is None:
            return Client().generic("POST", f"/api/v1/{place}", headers=self.headers, **sent)
        return Client().post(f"/api/v1/{place}", json.dumps(body), "application/json", headers=self.headers)

    def get(self, place, **query):
        return Client().get(f"/api/v1/{place}", query, headers=self.headers)


def make_token(diary, scope):
    return factories.make_token(diary=diary, scope=scope)


@pytest.fixture
def button(diary):
    return Button(make_token(diary, TokenScope.LOG)[1])


@pytest.fixture
def reader(diary):
    return Button(make_token(diary, TokenScope.READ)[1])


def test_a_press_without_a_body_is_a_cramp_of_this_moment(button, diary):
    before = timezone.now()
    answer = button.post("cramps").json()
    cramp = Cramp.objects.get(diary=diary)
    assert before <= cramp.occurred_at <= timezone.now()
    when = f"{cramp.occurred_at.astimezone(cramp.zone):%-I:%M %p}".lower()
    assert answer == {
        "night": str(cramp.night_of),
        "uuid": str(cramp.uuid),
        "message": f"Saved: a cramp, {when}.",
    }


def test_a_cramp_keeps_what_was_sent_with_it(button, diary):
    sent = {"occurred_at": "2026-11-14T03:12:00+01:00", "leg": "left", "muscles": ["foot", "calf"], "pain": 7}
    answer = button.post("cramps", {**sent, "note": "woke me"})
    cramp = Cramp.objects.get(diary=diary)
    assert cramp.occurred_at == dt.datetime(2026, 11, 14, 2, 12, tzinfo=dt.UTC)
    assert (cramp.side, cramp.muscles, cramp.pain, cramp.note) == ("left", 3, 7, "woke me")
    assert cramp.precision == Precision.EXACT
    assert answer.json()["message"] == "Saved: a cramp, 14 November 2026, 2:12 am."


def test_a_cramp_sent_twice_with_its_identifier_is_stored_once(button, diary):
    body = {"uuid": str(uuid.uuid4())}
    answers = [button.post("cramps", body).json() for _ in range(2)]
    assert (answers[0], Cramp.objects.filter(diary=diary).count()) == (answers[1], 1)


def test_two_presses_are_two_cramps(button, diary):
    button.post("cramps")
    button.post("cramps")
    assert Cramp.objects.filter(diary=diary).count() == 2


def test_a_cramp_takes_back_a_clear_night(button, diary):
    factories.make_night(diary=diary, date=dt.date(2026, 11, 13))
    button.post("cramps", {"occurred_at": "2026-11-14T03:12:00Z"})
    assert Night.objects.count() == 0


def test_last_night_is_confirmed_without_a_body(button, diary):
    answer = button.post("nights").json()
    night = Night.objects.get(diary=diary).date
    assert night == last_night(timezone.now(), diary.zone)
    assert answer["message"] == f"Saved: no cramps in the night of {night.day} {night:%B %Y}."


def test_a_night_with_a_cramp_is_not_confirmed(button, diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 13))
    answer = button.post("nights", {"night": "2026-11-13"})
    sentence = "You logged a cramp on this night. Remove the cramp first."
    assert (answer.status_code, answer.json()) == (
        422,
        {"detail": sentence, "errors": [{"field": "night", "message": sentence}]},
    )
    assert Night.objects.count() == 0


def test_a_practice_that_has_just_ended_is_stored_with_its_poses(button, diary, library):
    answer = button.post("practices", {"minutes": 10, "poses": ["chair-pose", "hero"], "feel": "looser"})
    practice = Practice.objects.get(diary=diary)
    assert (practice.seconds, practice.source, practice.feel) == (600, Source.BUTTON, "looser")
    assert [item.pose_name for item in practice.items.all()] == ["Chair pose", "Hero pose"]
    assert timezone.now() - practice.started_at < dt.timedelta(minutes=11)
    assert answer.json()["message"] == "Saved: practice, 10 min."


def test_a_pose_that_there_is_not_is_named_and_nothing_is_stored(button, library):
    answer = button.post("practices", {"minutes": 10, "poses": ["chair-pose", "headstand"]})
    assert (answer.status_code, answer.json()["detail"]) == (422, "There is no pose called headstand.")
    assert Practice.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "body", "field"),
    [
        ("cramps", {"occurred_at": "2999-01-01T03:12:00Z"}, "occurred_at"),
        ("cramps", {"occurred_at": "9999-12-31T23:59:59-12:00"}, "occurred_at"),
        ("cramps", {"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
        ("cramps", {"occurred_at": "2026-11-14T03:12:00"}, "occurred_at"),
        ("cramps", {"leg": "third"}, "leg"),
        ("cramps", {"muscles": ["heart"]}, "muscles.0"),
        ("cramps", {"pain": 11}, "pain"),
        ("cramps", {"note": "a\x00b"}, "note"),
        ("cramps", {"note": "x" * 501}, "note"),
        ("cramps", {"pian": 3}, "pian"),
        ("cramps", {"uuid": "3"}, "uuid"),
        ("nights", {"night": "2999-01-01"}, "night"),
        ("nights", {"night": "0001-01-01"}, "night"),
        ("practices", {}, "minutes"),
        ("practices", {"minutes": 0}, "minutes"),
        ("practices", {"minutes": 5, "poses": ["hero", "a\x00b"]}, "poses.1"),
        ("practices", {"minutes": 5, "started_at": "0001-01-01T00:00:00+14:00"}, "started_at"),
        ("practices", {"minutes": 5, "started_at": "9999-12-31T23:59:59-12:00"}, "started_at"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(button, place, body, field):
    answer = button.post(place, body)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (0, 0, 0)


def test_a_body_that_is_no_json_is_refused_with_a_sentence(button):
    answer = button.post("cramps", data="pain=3", content_type="text/plain")
    assert (answer.status_code, answer.json()) == (
        400,
        {"detail": "The body is no JSON that can be read.", "errors": []},
    )


def test_the_entries_are_read_with_all_three_kinds(reader, diary, library, stranger):
    cramp = factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 13), side="left", muscles=1, pain=4)
    factories.make_cramp_on(diary=stranger.diary, night=dt.date(2026, 11, 13), note="not yours")
    factories.make_night(diary=diary, date=dt.date(2026, 11, 14))
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 12))
    found = reader.get("entries", first="2026-11-12", last="2026-11-14").json()
    assert (found["first"], found["last"], found["clear_nights"]) == ("2026-11-12", "2026-11-14", ["2026-11-14"])
    assert found["cramps"] == [
        {
            "uuid": str(cramp.uuid),
            "night": "2026-11-13",
            "occurred_at": "2026-11-14T03:12:00Z",
            "precision": "exact",
            "count": 1,
            "leg": "left",
            "muscles": ["calf"],
            "pain": 4,
            "note": "",
        }
    ]
    assert [(each["uuid"], each["day"], each["minutes"]) for each in found["practices"]] == [
        (str(practice.uuid), "2026-11-12", 10)
    ]


def test_a_practice_from_paper_has_neither_hour_nor_minutes(reader, diary):
    factories.make_practice(diary=diary, day=dt.date(2026, 11, 12), source=Source.PAPER)
    (practice,) = reader.get("entries", first="2026-11-12", last="2026-11-14").json()["practices"]
    assert (practice["started_at"], practice["minutes"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"first": "2026-11-02", "last": "2026-11-01"}, "The first night must not come after the last one."),
        ({"first": "2025-01-01", "last": "2026-11-01"}, "Ask for 366 nights at most."),
        ({"last": "0001-01-05"}, "Pick a date after 1900."),
        ({"last": "9999-12-31"}, "This date is too far ahead."),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(reader, query, sentence):
    answer = reader.get("entries", **query)
    assert (answer.status_code, answer.json()["detail"]) == (422, sentence)


def test_the_first_nights_of_all_are_read_without_a_complaint(reader):
    assert reader.get("entries", last="1900-01-10").json()["first"] == "1899-12-31"


def test_the_trend_of_an_empty_diary_says_so(reader):
    found = reader.get("trend").json()
    assert (found["headline"], found["verdict"], found["weeks"]) == ("Nothing is logged yet.", "insufficient", [])


def test_the_trend_has_the_numbers_of_the_page(reader, diary, client_of_ruth):
    today = timezone.localdate()
    for offset in range(400):
        night = today - dt.timedelta(days=offset)
        regular = (offset // 56) % 2
        if offset % 7 < (1 if regular else 4):
            factories.make_cramp_on(diary=diary, night=night - dt.timedelta(days=1))
        else:
            factories.make_night(diary=diary, date=night - dt.timedelta(days=1))
        if regular:
            factories.make_practice(diary=diary, day=night)
    found = reader.get("trend", span="all").json()
    page = client_of_ruth.get("/journal/trend/", {"span": "all"}).context["page"]
    estimate = page.status.estimate
    assert (found["low"], found["high"], found["verdict"]) == (estimate.low, estimate.high, page.status.verdict)
    assert found["regular_rate"] == page.status.answer.regular_rate
    assert [week["cramps"] for week in found["weeks"]] == [week.cramps for week in page.weeks]
    assert found["next_look"] == (today + dt.timedelta(days=20)).isoformat()  # fifteen times four weeks after the first
    assert "<" not in found["headline"]
    assert found["headline"].startswith("Fewer cramps after regular weeks. After a regular week: ")


OPERATIONS = [
    ("POST", "cramps", TokenScope.LOG),
    ("POST", "nights", TokenScope.LOG),
    ("POST", "practices", TokenScope.LOG),
    ("GET", "entries", TokenScope.READ),
    ("GET", "trend", TokenScope.READ),
]


def ask(method, place, headers):
    body = '{"minutes": 5}' if place == "practices" else ""
    return Client().generic(method, f"/api/v1/{place}", body, "application/json", headers=headers)


def test_these_are_all_operations():
    paths = Client().get("/api/openapi.json").json()["paths"]
    found = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert found == {(method, f"/api/v1/{place}") for method, place, _scope in OPERATIONS}


@pytest.mark.parametrize(("method", "place", "scope"), OPERATIONS)
@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer nh_guess", "Basic cnV0aDpydXRo", "nh_guess", "Bearer \udce9"]
)
def test_nothing_is_answered_without_a_token(method, place, scope, header, diary):
    answer = ask(method, place, {} if header is None else {"Authorization": header})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert Cramp.objects.count() == 0


@pytest.mark.parametrize(("method", "place", "scope"), OPERATIONS)
def test_a_token_of_the_other_scope_is_forbidden(method, place, scope, diary):
    other = next(each for each in TokenScope if each != scope)
    answer = ask(method, place, Button(make_token(diary, other)[1]).headers)
    assert (answer.status_code, Cramp.objects.count(), Night.objects.count()) == (403, 0, 0)
    assert answer.json()["detail"].startswith("This token only ")


@pytest.mark.parametrize(("method", "place", "scope"), OPERATIONS)
def test_a_token_that_was_taken_back_opens_nothing(method, place, scope, diary):
    token, text = make_token(diary, scope)
    assert ask(method, place, Button(text).headers).status_code == 200
    tokens.take_back(token)
    answer = ask(method, place, Button(text).headers)
    assert (answer.status_code, answer.json()["detail"]) == (401, "This token is not known, or was taken back.")


@pytest.mark.parametrize(("method", "place", "scope"), OPERATIONS)
def test_a_token_of_somebody_shut_out_opens_nothing(method, place, scope, diary):
    _token, text = make_token(diary, scope)
    diary.owner.is_active = False
    diary.owner.save()
    answer = ask(method, place, Button(text).headers)
    assert (answer.status_code, answer.json()["detail"]) == (401, "This token is not known, or was taken back.")
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (0, 0, 0)


def test_a_token_of_a_diary_that_is_to_be_deleted_opens_nothing_until_it_is_kept(button, diary):
    deletion.ask(diary.owner, password=factories.PASSWORD, now=timezone.now())
    closed = button.post("cramps").status_code
    deletion.keep_after_all(diary.owner)
    assert (closed, button.post("cramps").status_code, Cramp.objects.count()) == (401, 200, 1)


def test_a_log_in_is_no_token(client_of_ruth):
    assert client_of_ruth.post("/api/v1/cramps").status_code == 401
    assert Cramp.objects.count() == 0


@pytest.mark.slow
def test_a_button_gone_wild_is_held_back(button, diary):
    answers = [button.post("cramps").status_code for _ in range(62)]
    assert answers == [200] * 60 + [429] * 2
    assert Cramp.objects.count() == 60


@pytest.mark.parametrize(("method", "headers", "status"), [("GET", True, 200), ("GET", False, 401), ("PUT", True, 405)])
def test_an_answer_is_kept_by_no_cache(reader, method, headers, status):
    answer = ask(method, "entries", reader.headers if headers else {})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "private, no-store")


@pytest.mark.slow
def test_whoever_is_held_back_hears_how_long(button):
    answers = [button.post("cramps") for _ in range(61)]
    assert (answers[-1].status_code, answers[-1].headers["Retry-After"]) == (429, "60")


def test_a_body_that_is_no_entry_is_refused_unread(button, diary):
    answer = button.post("cramps", {"note": "x" * 70_000})
    assert (answer.status_code, answer.json()["detail"]) == (413, "The body is too large.")


def test_of_very_many_mistakes_the_first_are_named(button):
    answer = button.post("cramps", {f"x{number}": 1 for number in range(3000)})
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 20)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_address_is_answered_to_a_program(db, method):
    answer = Client(enforce_csrf_checks=True).generic(method, "/api/v1/nothing")
    assert (answer.status_code, answer.json()["detail"]) == (404, "There is nothing at this address. See /api/docs.")


@pytest.mark.slow
def test_a_token_of_the_wrong_kind_is_held_back_too(reader):
    answers = [reader.post("cramps").status_code for _ in range(61)]
    assert answers == [403] * 60 + [429]


def test_after_a_minute_a_button_that_was_held_back_works_again(diary, now):
    token, _text = make_token(diary, TokenScope.LOG)
    first = [tokens.count_use(token, now=now) for _ in range(61)]
    later = [tokens.count_use(token, now=now + dt.timedelta(seconds=seconds)) for seconds in (59, 60)]
    assert (first, later) == ([True] * 60 + [False], [False, True])


def test_only_a_digest_of_the_token_is_stored(diary):
    token, text = make_token(diary, TokenScope.LOG)
    stored = json.dumps(AccessToken.objects.values().get(), default=str)
    assert text.startswith("nh_")
    assert (text in stored, text[3:] in stored, token.digest in stored) == (False, False, True)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/cramps?occurred_at=2026-11-18T03:12:00Z&pain=7"),
        ("POST", "/api/v1/nights?night=2026-11-10"),
        ("POST", "/api/v1/practices?minutes=5"),
        ("GET", "/api/v1/entries?from=2026-11-10"),
        ("GET", "/api/v1/trend?weeks=8"),
    ],
)
def test_a_parameter_that_an_address_does_not_know_is_refused_and_stores_nothing(diary, method, path):
    scope = TokenScope.LOG if method == "POST" else TokenScope.READ
    _token, bearer = factories.make_token(diary=diary, scope=scope)
    answer = Client().generic(method, path, headers={"Authorization": f"Bearer {bearer}"})
    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (
        422,
        "The address takes no such parameter. Send an entry in the body, as JSON.",
    )
    assert (Cramp.objects.count(), Night.objects.count(), Practice.objects.count()) == (0, 0, 0)


def test_each_address_knows_the_parameters_that_its_description_names():
    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    described = {path: {each["name"] for each in ways.popitem()[1]["parameters"]} for path, ways in paths.items()}
    known = {
        f"/api/v1{path}": operation.auth_callbacks[0].parameters
        for path, view in router.path_operations.items()
        for operation in view.operations
    }
    assert known == described
