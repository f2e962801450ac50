"""Step text, timer, routine and page say one dose."""

import re

import pytest

from poses.domain.choices import MUSCLE_LABELS, Muscle
from poses.domain.content import parse_pose, read_library
from poses.domain.numbers import WORDS
from poses.domain.toml_reader import ContentErrors
from poses.management.commands.load_poses import CONTENT_DIRECTORY

LIBRARY = read_library(CONTENT_DIRECTORY)
POSES = {pose.slug: pose for pose in LIBRARY.poses}
NUMBER = {word: number for number, word in enumerate(WORDS)}
HOLD = re.compile(r"(?:[Hh]old for|[Ss]tay for about|Go on for up to) (\w+) (second|minute|(?:\w+,? )*?breath)")
SLOWEST_BREATH, FASTEST_BREATH = 8, 5


def seconds_said(pose):
    """Return the length that the steps name, in seconds; breaths as the facts of the page count them."""
    found = [match for step in pose.steps for match in HOLD.findall(step.text)]
    assert len(found) == 1
    number, unit = found[0]
    value = NUMBER.get(number) or int(number)
    if unit.endswith("breath"):
        return pose.hold_seconds if value == pose.breaths else value
    return value * (60 if unit == "minute" else 1)


HELD = [pose for pose in LIBRARY.poses if not pose.rounds]
MOVED = [pose for pose in LIBRARY.poses if pose.rounds]


@pytest.mark.parametrize("pose", HELD, ids=lambda pose: pose.slug)
def test_the_steps_say_what_the_timer_holds(pose):
    assert seconds_said(pose) == pose.hold_seconds


@pytest.mark.parametrize("pose", MOVED, ids=lambda pose: pose.slug)
def test_a_movement_takes_its_rounds(pose):
    said = " ".join(step.text for step in pose.steps)
    assert (WORDS[pose.rounds] in said, pose.rounds * pose.round_seconds) == (True, pose.hold_seconds)


def test_heel_raises_take_the_seconds_of_their_steps():
    said = " ".join(step.text for step in POSES["mountain-heel-raises"].steps)
    up, stay, down = (NUMBER[word] for word in re.findall(r"(?:about|Stay for|in about) (three|one|five)", said))
    assert up + stay + down == POSES["mountain-heel-raises"].round_seconds == 9


@pytest.mark.parametrize("pose", LIBRARY.poses, ids=lambda pose: pose.slug)
def test_a_breath_takes_five_to_eight_seconds(pose):
    assert FASTEST_BREATH <= pose.hold_seconds / pose.breaths <= SLOWEST_BREATH


@pytest.mark.parametrize(
    ("routine", "item"),
    [(routine, item) for routine in LIBRARY.routines for item in routine.items],
    ids=lambda each: getattr(each, "slug", getattr(each, "pose", "")),
)
def test_a_routine_holds_no_longer_than_the_page(routine, item):
    pose = POSES[item.pose]
    assert (item.hold_seconds or pose.hold_seconds) <= pose.hold_seconds
    assert (item.repeats or pose.repeats) <= pose.repeats


@pytest.mark.parametrize("slug", ["downward-facing-dog", "chair-pose", "garland-squat"])
def test_a_hard_pose_is_short_the_first_time_and_says_what_comes_later(slug):
    assert POSES[slug].hold_seconds == 20 < POSES[slug].later_hold_seconds


def test_the_page_says_both_doses(library, client):
    page = " ".join(client.get("/poses/downward-facing-dog/").text.split())
    assert "<dt>First time</dt> <dd>20 seconds, 2 times</dd>" in page
    assert "<dt>Later</dt> <dd>Up to 1 minute</dd>" in page


CHAIR = (CONTENT_DIRECTORY / "ankle-pumps.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rounds = 10", "rounds = 9", "9 rounds of 4 seconds are not 40 seconds."),
        (
            "about {rounds} slow",
            "about {turns} slow",
            "only breaths, hold, round, rounds in braces",
        ),
        ("about {rounds} slow", "about {rounds.real} slow", "may name only"),
        ("about {rounds} slow", "about {rounds:>99} slow", "may name only"),
        ("about {rounds} slow", "about {rounds slow", "may name only"),
    ],
)
def test_a_dose_that_does_not_agree_is_refused(old, new, message):
    assert old in CHAIR
    with pytest.raises(ContentErrors, match=message):
        parse_pose(CHAIR.replace(old, new), "ankle-pumps.toml")


# Muscles -------------------------------------------------------------------------------------------------------------

SAID_AS = {
    Muscle.CALF: r"\bcal(f|ves)\b|lower leg",
    Muscle.THIGH_BACK: r"back of the thigh",
    Muscle.THIGH_FRONT: r"front of the thigh",
    Muscle.INNER_THIGH: r"inner thigh",
    Muscle.SHIN: r"\bshin\b|lower leg",
    Muscle.FOOT: r"\bfoot\b",
    Muscle.HIP: r"\bhips?\b",
    Muscle.BACK: r"\bback\b(?! of| knee)",
    Muscle.SHOULDERS: r"\bshoulders\b",
}


@pytest.mark.parametrize("pose", LIBRARY.poses, ids=lambda pose: pose.slug)
def test_the_sentence_on_muscles_names_those_of_the_lists_and_no_other(pose):
    said = {muscle for muscle, words in SAID_AS.items() if re.search(words, pose.benefit)}
    assert said == {Muscle[code.upper()] for code in (*pose.stretches, *pose.strengthens)}


def test_every_muscle_can_be_said():
    assert set(SAID_AS) == set(MUSCLE_LABELS) == set(Muscle)
