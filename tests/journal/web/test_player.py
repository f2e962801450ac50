"""What the player saves and refuses, routines of one's own, and poses that do not suit somebody."""

import datetime as dt
import json
import uuid

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from journal.web.forms.player import PlayedForm
from poses.domain.choices import Condition, Demand
from poses.domain.suitability import Fit
from poses.domain.timing import Dose
from poses.models.pose import Pose
from poses.models.routine import Routine
from poses.pages.routine_steps import Station, fit_of_pose
from tests import factories

DONE = "/practice/before-bed/done/"
BOTH_SIDES = (
    '[["wall-calf-stretch", "right", 28], ["wall-calf-stretch", "left", 30], ["standing-hamstring-stretch", "left", 9]]'
)
STATIONS = [Station(Pose(slug="a", name="A"), Dose(10, 1, each_side=True))]


pytestmark = pytest.mark.usefixtures("library")


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


def posted(**fields):
    started = milliseconds(timezone.now() - dt.timedelta(minutes=5))
    return {
        "uuid": uuid.uuid4(),
        "started_at": started,
        "seconds": 290,
        "held": '[["wall-calf-stretch", "left", 30]]',
    } | fields


def test_a_practice_from_the_player_keeps_seconds_sides_and_feeling(client_of_ruth, diary):
    client_of_ruth.post(
        DONE,
        posted(held='[["wall-calf-stretch", "right", 28], ["standing-hamstring-stretch", "left", 30]]', feel="looser"),
    )
    practice = Practice.objects.of(diary).get()
    assert (practice.source, practice.seconds, practice.feel) == ("timer", 290, "looser")
    assert [(item.pose_name, item.side, item.seconds) for item in practice.items.all()] == [
        ("Wall calf stretch", "right", 28),
        ("Back-of-thigh stretch on a step", "left", 30),
    ]


def test_the_journal_shows_what_was_held_on_each_side(client_of_ruth):
    client_of_ruth.post(
        DONE,
        posted(
            held=BOTH_SIDES,
            feel="looser",
        ),
    )
    page = client_of_ruth.get("/journal/").text
    assert "5 minutes: Wall calf stretch (right 28 s, left 30 s), Back-of-thigh stretch on a step (left 9 s)." in page
    assert "Legs afterwards: looser." in page


def test_the_same_practice_twice_is_stored_once(client_of_ruth):
    fields = posted()
    client_of_ruth.post(DONE, fields)
    client_of_ruth.post(DONE, fields)
    assert Practice.objects.count() == 1


def test_a_saved_practice_can_be_taken_back(client_of_ruth):
    client_of_ruth.post(DONE, posted())
    token = client_of_ruth.get("/").text.split('name="token" value="')[1].split('"')[0]
    client_of_ruth.post("/journal/undo/", {"token": token})
    assert Practice.objects.count() == 0


@pytest.mark.parametrize(
    "held",
    ["x", '[["nobody", "left", 3]]', '[["POSE", "up", 3]]', '[["POSE", "left", -3]]', '[["POSE", "left", 1e9]]',
     '[["POSE"]]', "{}", "[null]", '[[true, "left", 3]]', '[["POSE", "left", true]]', "[" * 5000, '[[0, "left", 3]]',
     '[["POSE", ["left"], 3]]', '[[["POSE"], "left", 3]]', "3"],
)  # fmt: skip
def test_what_no_player_would_send_is_refused_with_a_sentence(client_of_ruth, held):
    answer = client_of_ruth.post(DONE, posted(held=held.replace("POSE", "wall-calf-stretch")))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)
    assert "This practice came here damaged." in answer.text


@pytest.mark.parametrize(("field", "value"), [("seconds", "0"), ("seconds", "99999999"), ("started_at", "soon")])
def test_impossible_numbers_are_refused(client_of_ruth, field, value):
    answer = client_of_ruth.post(DONE, posted(**{field: value}))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)


def test_a_phone_whose_clock_runs_ahead_is_put_right(client_of_ruth):
    client_of_ruth.post(DONE, posted(started_at=milliseconds(timezone.now() + dt.timedelta(minutes=2))))
    practice = Practice.objects.get()
    assert practice.started_at + dt.timedelta(seconds=practice.seconds) <= timezone.now()


def test_a_practice_of_tomorrow_is_refused(client_of_ruth):
    answer = client_of_ruth.post(DONE, posted(started_at=milliseconds(timezone.now() + dt.timedelta(days=1))))
    assert (answer.status_code, Practice.objects.count()) == (422, 0)


def test_without_script_nothing_ticked_asks_for_a_tick(client_of_ruth):
    answer = client_of_ruth.post(DONE, {"uuid": uuid.uuid4()})
    assert answer.status_code == 422
    assert "Tick at least one pose." in answer.text


def test_without_script_ticked_poses_are_saved_as_the_routine_says(client_of_ruth):
    client_of_ruth.post(DONE, {"uuid": uuid.uuid4(), "done": ["1", "77", "x"]})
    practice = Practice.objects.get()
    assert (practice.source, [(i.side, i.seconds) for i in practice.items.all()]) == (
        "hand",
        [("left", 30), ("right", 30)],
    )


@pytest.mark.slow
@given(st.text(max_size=60) | st.recursive(st.none() | st.integers() | st.text(max_size=4), st.lists).map(json.dumps))
def test_any_text_is_read_or_refused(text):
    form = PlayedForm({"held": text}, stations=STATIONS)
    assert form.is_valid() or "held" in form.errors


def test_editing_a_practice_keeps_what_was_held(client_of_ruth, diary):
    client_of_ruth.post(
        DONE,
        posted(held=BOTH_SIDES),
    )
    practice = Practice.objects.get()
    kept = Pose.objects.get(slug="wall-calf-stretch")
    added = Pose.objects.get(slug="chair-pose")
    started = timezone.localtime(practice.started_at, diary.zone).strftime("%Y-%m-%dT%H:%M")
    fields = {"started_at": started, "minutes": "5", "poses": [added.pk, kept.pk]}
    client_of_ruth.post(f"/journal/practice/{practice.uuid}/edit/", fields)
    assert [(item.pose_name, item.seconds) for item in practice.items.all()] == [
        ("Wall calf stretch", 28),
        ("Wall calf stretch", 30),
        ("Chair pose", None),
    ]


def test_a_page_of_the_player_that_there_is_not_is_the_nearest(client):
    assert client.get("/practice/before-bed/?pose=99").context["shown"] == 2
    assert client.get("/practice/before-bed/?pose=x").context["shown"] == 1


@pytest.mark.parametrize(
    "address", ["/practice/nothing/", "/practice/8c8f1f4e-52d5-4d4e-9d3c-3a52ab0a5f10/", "/practice/nothing/done/"]
)
def test_a_routine_that_there_is_not_is_not_found(client_of_ruth, address):
    answer = client_of_ruth.get(address)
    assert (answer.status_code, "This page is not here" in answer.text) == (404, True)


# Not for me --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "fit"),
    [(0, Fit.AS_IT_IS), (Condition.GLAUCOMA, Fit.EASIER), (Condition.BALANCE | Condition.GLAUCOMA, Fit.LEFT_OUT)],
)
def test_a_pose_suits_in_its_easier_way_or_not_at_all(conditions, fit):
    pose = Pose(demands=Demand.HEAD_DOWN | Demand.UNSUPPORTED, easier_demands=Demand.UNSUPPORTED)
    assert fit_of_pose(pose, conditions) is fit


def test_with_a_diary_what_rules_poses_out_is_kept_and_used(client_of_ruth, diary):
    client_of_ruth.post("/practice/not-for-me/", {"conditions": ["glaucoma", "new_joint"]})
    assert Diary.objects.get().conditions == Condition.GLAUCOMA | Condition.NEW_JOINT
    page = client_of_ruth.get("/practice/leg-cramps-five/").context["page"]
    assert [station.name for station in page.stations] == [
        "Downward-facing dog: at a worktop, head up",
        "Chair pose: small bends at a worktop",
    ]
    assert [pose.slug for pose in page.left_out] == ["side-reclining-leg-lift", "seated-butterfly", "garland-squat"]


def test_without_a_diary_it_is_kept_in_the_session(client):
    client.post("/practice/not-for-me/", {"conditions": ["glaucoma"]})
    page = client.get("/poses/downward-facing-dog/").text
    assert "For you: the easier way." in page
    assert "For you" not in client.get("/poses/chair-pose/").text


def test_nothing_is_hidden_from_the_library(client):
    everything = client.get("/poses/").text.count('<li class="pose">')
    client.post("/practice/not-for-me/", {"conditions": ["glaucoma", "new_joint", "balance", "no_prone"]})
    assert client.get("/poses/").text.count('<li class="pose">') == everything == 19


def test_a_condition_that_nobody_knows_is_refused(client):
    answer = client.post("/practice/not-for-me/", {"conditions": ["wings"]})
    assert (answer.status_code, "wings is not one of the available choices" in answer.text) == (422, True)
    assert "For you" not in client.get("/poses/downward-facing-dog/").text


# Routines of one's own ---------------------------------------------------------------------------------------

ROWS = {"pose": ["hero", "crocodile"], "hold": ["30", "60"], "times": ["2", "1"]}


def test_a_routine_is_put_together_and_stored_in_its_order(client_of_ruth, diary):
    client_of_ruth.post("/practice/new/", {"name": "Sunday", **ROWS})
    routine = OwnRoutine.objects.of(diary).get()
    items = [(item.pose.slug, item.hold_seconds, item.repeats) for item in routine.items.all()]
    assert (routine.name, items) == ("Sunday", [("hero", 30, 2), ("crocodile", 60, 1)])


@pytest.mark.parametrize(
    ("press", "order"),
    [
        ("up-1", ["crocodile", "hero"]),
        ("down-0", ["crocodile", "hero"]),
        ("up-0", ["hero", "crocodile"]),
        ("remove-0", ["crocodile"]),
        ("add", ["hero", "crocodile", "chair-pose"]),
        ("up-9", ["hero", "crocodile"]),
        ("fly-0", ["hero", "crocodile"]),
    ],
)
def test_the_buttons_change_the_order_and_store_nothing_yet(client_of_ruth, press, order):
    page = client_of_ruth.post("/practice/new/", {"name": "", "press": press, "new": "chair-pose", **ROWS})
    assert [row.pose.slug for row in page.context["form"].rows] == order
    assert (page.status_code, OwnRoutine.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Give it a name"),
        ({"name": "x" * 61}, "at most 60"),
        ({"pose": [], "hold": [], "times": []}, "Add at least one pose."),
        ({"hold": ["0", "60"]}, "Hold it for 1 to 1800 seconds."),
        ({"times": ["31", "1"]}, "Do it 1 to 30 times."),
        ({"hold": ["soon", "60"]}, "Hold it for 1 to 1800 seconds."),
    ],
)
def test_a_routine_that_is_refused_says_why_and_keeps_what_was_typed(client_of_ruth, fields, sentence):
    answer = client_of_ruth.post("/practice/new/", {"name": "Sunday", **ROWS} | fields)
    assert (answer.status_code, OwnRoutine.objects.count()) == (422, 0)
    assert sentence in answer.text


def test_a_routine_is_changed_deleted_and_put_back(client_of_ruth, diary):
    routine = factories.make_routine(diary=diary, poses=Pose.objects.filter(slug="hero"))
    client_of_ruth.post(f"/practice/{routine.uuid}/edit/", {"name": "New name", **ROWS})
    assert client_of_ruth.get("/practice/").context["own"][0].routine.name == "New name"
    client_of_ruth.post(f"/practice/{routine.uuid}/delete/")
    assert OwnRoutine.objects.count() == 0
    token = client_of_ruth.get("/practice/").text.split('name="token" value="')[1].split('"')[0]
    client_of_ruth.post("/journal/undo/", {"token": token})
    assert OwnRoutine.objects.get().items.count() == 2


def test_the_before_bed_routine_says_what_it_rests_on(client):
    page = client.get("/practice/").text
    assert "Hallegraeff" in page
    note = Routine.objects.get(slug="before-bed").note
    assert [part in page for part in note.split("\n\n")] == [True] * 4


def test_a_practice_that_waits_for_the_log_in_is_offered_by_its_own_routine_alone(client, ruth):
    identifier = str(uuid.uuid4())
    client.post(DONE, {"uuid": identifier, "done": ["0", "1"]})
    client.force_login(ruth)
    assert identifier not in client.get("/practice/with-a-chair/done/").text
    assert identifier in client.get(DONE).text


@pytest.mark.parametrize("number", ["9" * 5000, "99999", "-1", "²"])
def test_a_number_that_is_no_place_in_the_routine_is_passed_over(client_of_ruth, diary, number):
    client_of_ruth.post(DONE, {"uuid": str(uuid.uuid4()), "done": ["0", number]})
    assert [item.pose_name for item in Practice.objects.of(diary).get().items.all()] == ["Wall calf stretch"] * 2


def test_a_button_with_an_endless_number_changes_nothing(client_of_ruth):
    answer = client_of_ruth.post("/practice/new/", {"press": "up-" + "9" * 5000, "name": "Mine"})
    assert 'value="Mine"' in answer.text


def test_what_a_stranger_said_about_the_body_is_kept_by_no_cache(client, library):
    assert "Cache-Control" not in client.get("/practice/").headers
    client.post("/practice/not-for-me/", {"conditions": ["pregnancy"]})
    assert client.get("/practice/").headers["Cache-Control"] == "private, no-store"


def test_a_routine_of_which_nothing_suits_says_so_and_offers_no_save(client):
    client.post("/practice/not-for-me/", {"conditions": ["blood_clot"]})
    page = client.get("/practice/before-bed/").text
    found = [words in page for words in ("No pose of this routine suits you", "Finish", "pose 1 of 0")]
    assert found == [True, False, False]
    assert client.get("/practice/before-bed/done/").url == "/practice/before-bed/"


def test_the_player_says_what_to_take_care_of_at_each_pose(client):
    first, second = client.get("/practice/before-bed/").text.split("data-cautions")[1:]
    assert ("/poses/wall-calf-stretch/" in first, "/poses/standing-hamstring-stretch/" in second) == (True, True)
