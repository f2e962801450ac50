"""Figures: a body that could stand in a room, drawn as small, well-formed SVG."""

import math
import xml.etree.ElementTree as ET

import pytest

from poses.domain.figures.catalogue import FIGURES_DIRECTORY, draw_step, load_figures
from poses.domain.figures.checking import check_figure
from poses.domain.figures.legmap import draw_leg_map

pytestmark = pytest.mark.slow

FIGURES = load_figures(FIGURES_DIRECTORY)
STEPS = [(slug, number) for slug, figure in FIGURES.items() for number in range(1, len(figure.steps) + 1)]
LIMBS = [("hip", "knee", 41.7), ("knee", "ankle", 41.5), ("sh", "elbow", 30.5), ("elbow", "wrist", 24.5)]


@pytest.mark.parametrize("slug", FIGURES)
def test_no_figure_has_an_impossible_keyframe(slug):
    assert check_figure(FIGURES[slug]) == []


@pytest.mark.parametrize(("slug", "number"), STEPS)
def test_limbs_keep_their_length(slug, number):
    joints = FIGURES[slug].steps[number - 1].skeleton.joints
    for start, end, length in LIMBS:
        for side in "LR":
            assert math.dist(joints[start + side], joints[end + side]) == pytest.approx(length, abs=0.01)


@pytest.mark.parametrize(("slug", "number"), STEPS)
def test_a_figure_is_well_formed_names_itself_and_stays_small(slug, number):
    svg = draw_step(FIGURES[slug], number, title="Dog & chair", description="Hips <up>")
    root = ET.fromstring(svg)
    words = [element.text for element in root.iter() if element.tag.endswith(("title", "desc"))]
    assert words == ["Dog & chair", "Hips <up>"]
    assert len(svg.encode()) <= 4_800


@pytest.mark.parametrize(("slug", "number"), STEPS)
def test_a_figure_brings_no_colour_or_script_of_its_own(slug, number):
    svg = draw_step(FIGURES[slug], number, title="t", description="d")
    assert not any(word in svg for word in ("#", "style=", "<script", "onload", "http://evil"))


def test_a_leg_map_names_the_muscles_that_work():
    labels = {"calf": "Calf", "thigh_back": "Back of thigh", "foot": "Foot", "front": "front", "back": "back"}
    svg = draw_leg_map(["calf", "shoulders"], title="Muscles", labels=labels)
    assert "Calf" in svg
    assert "Back of thigh" not in svg


def test_a_pose_without_leg_muscles_has_no_leg_map():
    assert draw_leg_map(["shoulders"], title="Muscles", labels={}) == ""
