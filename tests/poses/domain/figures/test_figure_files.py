"""Figure files that cannot be drawn, overlays, and the way from step to step."""

import math
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from poses.domain.figures.blending import blend
from poses.domain.figures.catalogue import FIGURES_DIRECTORY, draw_step, load_figures
from poses.domain.figures.checking import check_motion, check_skeleton
from poses.domain.figures.drawing import figure_svg
from poses.domain.figures.keyframes import FigureError, Pin, Target
from poses.domain.figures.kinematics import solve
from poses.domain.figures.legmap import draw_leg_map
from poses.domain.figures.overlays import Arrow, Strap, arrow_svg, tint_svg
from poses.domain.figures.props import Prop
from poses.domain.figures.vectors import swung_between

pytestmark = pytest.mark.slow

FIGURES = load_figures(FIGURES_DIRECTORY)
CHAIR = FIGURES["chair-pose"].steps[0].skeleton
STEP = "[[step]]\nspine = [90, 90, 90, 90]\nlegs = [-90, -90, 0]\narms = [-90, -90]\n"
HEAD = 'title = "T"\nview = [10, 8]\n'


def load(tmp_path, text):
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    return load_figures(tmp_path)["x"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("= broken", "x.toml: "),
        ('title = "T"\n' + STEP, "view or step is missing"),
        (HEAD + "[[step]]\nsame = 1\n", "does not come before it"),
        (HEAD + "[[step]]\nspine = [90, 90, 90, 90]\nlegs = [-90, -90]\n", "says nothing about armL"),
        (HEAD + STEP.replace("[90, 90, 90, 90]", "[90]"), "cannot read this step"),
        (HEAD + STEP.replace("spine", "spin"), "cannot read this step"),
        (HEAD + STEP + "arrows = [[1]]\n", "cannot solve this step"),
    ],
)
def test_a_file_that_cannot_be_drawn_says_why(tmp_path, text, message):
    with pytest.raises(FigureError, match=message):
        load(tmp_path, text)


def test_a_step_that_repeats_another_stands_the_same(tmp_path):
    figure = load(tmp_path, HEAD + STEP + "[[step]]\nsame = 1\n")
    assert figure.steps[0].skeleton.joints == figure.steps[1].skeleton.joints


def test_a_step_that_there_is_not_is_an_error():
    with pytest.raises(FigureError, match=r"has \d keyframes, not 9"):
        draw_step(FIGURES["chair-pose"], 9, title="t", description="d")


def test_an_unknown_prop_is_an_error(tmp_path):
    figure = load(tmp_path, HEAD + '[[prop]]\nkind = "piano"\nat = 3\n' + STEP)
    with pytest.raises(FigureError, match="no prop 'piano'; known are"):
        draw_step(figure, 1, title="t", description="d")


@pytest.mark.parametrize("slug", FIGURES)
def test_overlays_are_well_formed_too(slug):
    for number in range(1, len(FIGURES[slug].steps) + 1):
        ET.fromstring(draw_step(FIGURES[slug], number, title="t", description="d", overlays=True))


def test_a_strap_from_a_joint_that_is_none_is_refused():
    with pytest.raises(FigureError, match="a strap names the joint 'tail'"):
        Strap(("tail",)).svg(CHAIR)


MUSCLES = ["hamstring", "quads", "inner", "calf", "hip"]


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("side", ["L", "R"])
def test_a_muscle_is_tinted_near_its_part(muscle, side):
    part, drawing = tint_svg(CHAIR, muscle, side)
    assert part
    assert drawing.startswith('<path class="tint" d="M')


def test_an_unknown_muscle_is_an_error():
    with pytest.raises(FigureError, match="wing"):
        tint_svg(CHAIR, "wing", "L")


def test_an_arrow_at_no_joint_is_an_error():
    with pytest.raises(FigureError, match="'tail'"):
        arrow_svg(CHAIR, Arrow("tail", (0, 0), (1, 1)))


def test_a_figure_without_a_title_is_decoration():
    svg = figure_svg(CHAIR, FIGURES["chair-pose"].box, title="", description="")
    assert 'aria-hidden="true"' in svg


def test_one_sided_tints_are_drawn_on_the_far_limb_too():
    box = FIGURES["chair-pose"].box
    both = [figure_svg(CHAIR, box, title="t", description="d", stretch=[name]) for name in ("calfL", "calfR")]
    assert all('class="tint"' in svg for svg in both)


def test_a_blend_begins_and_ends_at_its_keyframes():
    first, second = (step.skeleton for step in FIGURES["chair-pose"].steps[:2])
    for share, skeleton in ((0.0, first), (1.0, second)):
        blended = blend(first, second, share)
        assert blended.joints["pelvis"] == pytest.approx(skeleton.joints["pelvis"], abs=1.0)


@pytest.mark.parametrize("slug", ["chair-pose", "seated-butterfly", "garland-squat"])
def test_the_way_between_steps_is_possible(slug):
    assert check_motion(FIGURES[slug]) == []


def test_a_hand_out_of_reach_is_a_complaint():
    keyframe = CHAIR.keyframe
    far = Pin(Target((300, 100, 0)), (0, -1, 0))
    skeleton = solve(replace(keyframe, pins={**keyframe.pins, "armL": far}))
    assert any("armL misses its target" in complaint for complaint in check_skeleton(skeleton, is_supported=True))


def standing(tmp_path, **parts):
    rows = {"spine": "[90, 90, 90, 90]", "legs": "[-90, -90, 0]", "arms": "[-90, -90]"} | parts
    text = HEAD + "[[step]]\n" + "".join(f"{key} = {value}\n" for key, value in rows.items())
    return load(tmp_path, text).steps[0].skeleton


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"root": "[0, 60]"}, "under the floor"),
        ({"root": "[0, 200]"}, "above the floor"),
        ({"legs": "[-90, -20, 0]"}, "bends the wrong way"),
        ({"arms": "[-90, 80]"}, "folded too far"),
        ({"spine": "[20, 20, 20, 20]"}, "off balance"),
    ],
)
def test_an_impossible_position_is_a_complaint(tmp_path, parts, complaint):
    found = check_skeleton(standing(tmp_path, **parts), is_supported=False)
    assert any(complaint in each for each in found), found


def test_standing_is_possible(tmp_path):
    assert check_skeleton(standing(tmp_path), is_supported=False) == []


def test_opposite_directions_have_a_way_between_them():
    x, y, z = swung_between((1, 0, 0), (-1, 0, 0), 0.5)
    assert x * x + y * y + z * z == pytest.approx(1)


def test_a_foot_shown_from_behind_has_one_view():
    labels = {"calf": "Calf", "foot": "Foot", "front": "front", "back": "back"}
    assert draw_leg_map(["calf", "foot"], title="M", labels=labels).count("<g ") == 1


def test_a_prop_stands_where_its_file_says():
    assert Prop("wall", 10).points()[0][0] >= 10


def test_a_leg_of_two_bones_gets_a_foot_that_stands_square(tmp_path):
    assert check_skeleton(standing(tmp_path, legs="[-90, -90]"), is_supported=False) == []


def test_a_close_picture_has_the_shape_that_was_asked_for():
    root = ET.fromstring(draw_step(FIGURES["chair-pose"], 1, title="t", description="d", aspect=2.0))
    width, height = (float(side) for side in root.attrib["viewBox"].split()[2:])
    assert width / height == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize("slug", [slug for slug, figure in FIGURES.items() if len(figure.steps) > 1])
def test_limbs_keep_their_length_on_the_way(slug):
    steps = FIGURES[slug].steps
    for first, second in pairwise(steps):
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            joints = blend(first.skeleton, second.skeleton, share).joints
            for side in "LR":
                assert math.dist(joints["knee" + side], joints["ankle" + side]) == pytest.approx(41.5, abs=0.01)


def test_a_hand_on_the_hip_stays_on_the_hip(tmp_path):
    pinned = standing(tmp_path, armR='{ at = ["hipR", 4, 0, 6], pole = [-1, 0, 1], end = [[-80]] }')
    bent = standing(tmp_path, armR='{ at = ["hipR", 4, 0, 6], pole = [-1, 0, 1], end = [[-80]] }', root="[20]")
    halfway = blend(pinned, bent, 0.5)
    assert math.dist(halfway.joints["wristR"], halfway.joints["hipR"]) == pytest.approx(math.hypot(4, 6), abs=0.1)
