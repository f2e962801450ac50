"""Routines on the clock."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.models.practices import Practice
from poses.domain.content import read_library
from poses.domain.timing import Dose, Part, segments, total_seconds, whole_minutes
from poses.management.commands.load_poses import CONTENT_DIRECTORY

LIBRARY = read_library(CONTENT_DIRECTORY)
POSES = {pose.slug: pose for pose in LIBRARY.poses}
DOSES = st.lists(
    st.builds(Dose, st.integers(1, 600), st.integers(1, 5), st.booleans(), st.sampled_from(["left", "right"]))
)


def doses_of(routine):
    return [
        Dose(item.hold_seconds or POSES[item.pose].hold_seconds, item.repeats or 1, POSES[item.pose].sides == "each")
        for item in routine.items
    ]


def test_a_pose_of_each_side_changes_over_and_begins_with_the_side_that_is_drawn():
    found = [(each.part, each.side, each.turn) for each in segments([Dose(10, 2, each_side=True, first_side="right")])]
    assert found == [
        (Part.READY, "right", 1),
        (Part.HOLD, "right", 1),
        (Part.SWITCH, "left", 1),
        (Part.HOLD, "left", 1),
        (Part.SWITCH, "right", 2),
        (Part.HOLD, "right", 2),
        (Part.SWITCH, "left", 2),
        (Part.HOLD, "left", 2),
    ]


def test_a_pose_of_both_sides_rests_between_its_holds():
    assert [each.part.value for each in segments([Dose(30, 2, each_side=False)])] == ["ready", "hold", "rest", "hold"]


def held_seconds(doses):
    return sum(each.seconds for each in segments(doses) if each.part is Part.HOLD)


@given(DOSES)
def test_what_is_held_is_what_was_prescribed(doses):
    asked = sum(dose.hold_seconds * dose.repeats * (2 if dose.each_side else 1) for dose in doses)
    assert held_seconds(doses) == asked


@given(DOSES)
def test_stations_come_in_order_and_each_begins_by_getting_ready(doses):
    found = segments(doses)
    assert [each.station for each in found] == sorted(each.station for each in found)
    assert [each.station for each in found if each.part is Part.READY] == list(range(len(doses)))


def test_the_routine_before_bed_is_the_plan_of_the_trial():
    routine = next(each for each in LIBRARY.routines if each.slug == "before-bed")
    assert [(dose.hold_seconds, dose.repeats, dose.each_side) for dose in doses_of(routine)] == [(10, 3, True)] * 2
    assert held_seconds(doses_of(routine)) == 120


@pytest.mark.parametrize("routine", LIBRARY.routines, ids=lambda each: each.slug)
def test_a_routine_takes_the_minutes_of_its_name(routine):
    named = re.search(r"(\d+) minutes", routine.name)
    if named is None:
        assert routine.slug == "long-day"
        return
    assert round(total_seconds(doses_of(routine)) / 60) == int(named.group(1))


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (29, 1), (89, 1), (91, 2), (600, 10)])
def test_a_practice_takes_at_least_a_minute(seconds, minutes):
    assert (whole_minutes(seconds), Practice(seconds=seconds).minutes) == (minutes, minutes)
