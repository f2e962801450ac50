"""The content files' parser: what is wrong, and on which line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poses.domain.content import parse_collections, parse_guides, parse_pose, parse_routines, read_library
from poses.domain.toml_reader import ContentErrors
from poses.management.commands.load_poses import CONTENT_DIRECTORY

TEXT = (CONTENT_DIRECTORY / "chair-pose.toml").read_text(encoding="utf-8")


def complaints(text):
    with pytest.raises(ContentErrors) as caught:
        parse_pose(text, "chair-pose.toml")
    return [str(error) for error in caught.value.errors]


def line_of(text, start):
    return next(number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(start))


def changed(start, line):
    lines = TEXT.split("\n")
    lines[line_of(TEXT, start) - 1] = line
    return "\n".join(lines)


def test_a_pose_is_named_for_its_file():
    assert parse_pose(TEXT, "chair-pose.toml").slug == "chair-pose"


@pytest.mark.parametrize(
    ("start", "line", "message"),
    [
        ("hold_seconds", "hold_seconds = 0", "hold_seconds: Input should be greater than or equal to 1"),
        ("hold_seconds", 'hold_seconds = "long"', "hold_seconds: Input should be a valid integer"),
        ("breaths", "breaths = true", "breaths: Input should be a valid integer"),
        ("name", 'name = " "', "name: must not be empty."),
        ("evidence =", 'evidence = "proof"', "evidence: there is no 'proof', only none, same, similar."),
        ("stretches", 'stretches = ["wing"]', "stretches: there is no 'wing', only"),
        ("stretches", "stretches = [1]", "stretches: Input should be a valid string"),
        ("order", "colour = 3", "colour: Extra inputs are not permitted"),
        ("later_hold", "later_hold_seconds = 20", "later_hold_seconds: must be longer than 20."),
        ("demands", 'demands = ["fly"]', "demands: there is no 'fly', only"),
    ],
)
def test_a_mistake_is_named_with_its_line(start, line, message):
    found = complaints(changed(start, line))
    assert any(each.startswith(f"chair-pose.toml:{line_of(TEXT, start)}: {message}") for each in found)


def test_cautions_that_are_no_list_are_refused():
    found = complaints(re.sub(r"cautions = \[.*?\n\]", "cautions = 5", TEXT, flags=re.DOTALL))
    assert any("cautions: Input should be a valid list" in each for each in found)


def test_routines_that_are_no_tables_are_refused():
    with pytest.raises(ContentErrors, match=r"routines.toml:1: routines: Input should be"):
        parse_routines("routines = [1]\n", "routines.toml")


def test_a_missing_key_is_named():
    assert "chair-pose.toml:1: summary: Field required" in complaints(changed("summary", ""))


def test_a_file_that_is_no_toml_says_where():
    assert complaints("name = 'a'\nname = ")[0].startswith("chair-pose.toml:2: this is not TOML")


def test_an_unfinished_file_says_its_end():
    assert complaints('name = """a\n')[0].startswith("chair-pose.toml:2: this is not TOML")


def test_a_pose_without_steps_or_easier_way_is_refused():
    found = complaints('name = "A"\nsteps = 3\neasier = 4\n')
    assert "chair-pose.toml:2: steps: Input should be a valid list" in found
    assert any(each.startswith("chair-pose.toml:3: easier: Input should be a valid dictionary") for each in found)


def test_a_pose_has_at_least_one_step_and_twelve_at_most():
    steps = '\n[[steps]]\ntitle = "A"\ntext = "B"\nfigure = 1\n'
    head = TEXT[: TEXT.index("[[steps]]")]
    wrong = [complaints(head + steps * number)[0].split(": ", 2)[2] for number in (0, 13)]
    assert wrong == ["Field required", "List should have at most 12 items after validation, not 13"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('title = "Begin to sit"', "title = 3", "steps.title"),
        ('  "Low blood pressure', '  "fact:nothing", "Low blood pressure', "cautions"),
        ('figure = "chair-pose-easier"', "figure = 1", "easier.figure"),
    ],
)
def test_a_mistake_within_a_table_or_a_list_is_named_with_its_own_line(old, new, key):
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    assert complaints(TEXT.replace(old, new))[0].startswith(f"chair-pose.toml:{line}: {key}: ")


def test_a_collection_without_a_name_is_refused():
    with pytest.raises(ContentErrors, match=r"collections.toml:1: collections.name: Field required"):
        parse_collections('[[collections]]\nslug = "a"\nintro = "b"\nposes = []\n', "collections.toml")


def test_a_guide_without_lines_is_refused():
    with pytest.raises(ContentErrors, match=r"relief.toml:1: guides.lines: Field required"):
        parse_guides('[[guides]]\nslug = "a"\n', "relief.toml")


def test_a_routine_without_poses_is_refused():
    with pytest.raises(ContentErrors, match=r"routines.toml:3: routines.items: List should have at least 1 item"):
        parse_routines('[[routines]]\nslug = "a"\nitems = []\n', "routines.toml")


def test_a_collection_may_not_name_a_pose_without_a_file(tmp_path):
    (tmp_path / "collections.toml").write_text(
        '[[collections]]\nslug = "a"\nname = "A"\nintro = "b"\nposes = ["ghost"]\n', encoding="utf-8"
    )
    (tmp_path / "relief.toml").write_text("guides = []\n", encoding="utf-8")
    with pytest.raises(ContentErrors, match="names the pose 'ghost', which has no file"):
        read_library(tmp_path)


def test_every_broken_file_of_a_folder_is_reported_at_once(tmp_path):
    for name in ("collections.toml", "relief.toml", "one.toml", "two.toml"):
        (tmp_path / name).write_text("= broken\n", encoding="utf-8")
    with pytest.raises(ContentErrors) as caught:
        read_library(tmp_path)
    assert {error.path for error in caught.value.errors} == {
        "collections.toml",
        "relief.toml",
        "routines.toml",
        "one.toml",
        "two.toml",
    }


@given(st.text(max_size=200) | st.text(alphabet='[]="\n abc13', max_size=200))
def test_any_text_gives_a_pose_or_errors_with_lines_of_the_file(text):
    with pytest.raises(ContentErrors) as caught:
        parse_pose(text, "x.toml")
    assert all(1 <= error.line <= text.count("\n") + 1 for error in caught.value.errors)
