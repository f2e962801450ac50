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
        ("hold_seconds", "hold_seconds = 0", "hold_seconds must be from 1 to 1800."),
        ("hold_seconds", 'hold_seconds = "long"', "hold_seconds must be a whole number."),
        ("breaths", "breaths = true", "breaths must be a whole number."),
        ("name", 'name = " "', "name must be text."),
        ("evidence =", 'evidence = "proof"', "evidence knows no 'proof', only none, same, similar."),
        ("stretches", 'stretches = ["wing"]', "stretches knows no 'wing', only"),
        ("stretches", "stretches = [1]", "stretches must be a list of texts."),
        ("order", "colour = 3", "colour is no key of this table."),
        ("later_hold", "later_hold_seconds = 20", "later_hold_seconds must be longer than 20."),
        ("demands", 'demands = ["fly"]', "demands knows no 'fly', only"),
    ],
)
def test_a_mistake_is_named_with_its_line(start, line, message):
    found = complaints(changed(start, line))
    assert any(each.startswith(f"chair-pose.toml:{line_of(TEXT, start)}: {message}") for each in found)


def test_cautions_that_are_no_list_are_refused():
    found = complaints(re.sub(r"cautions = \[.*?\n\]", "cautions = 5", TEXT, flags=re.DOTALL))
    assert any("cautions must be a list of texts." in each for each in found)


def test_routines_that_are_no_tables_are_refused():
    with pytest.raises(ContentErrors, match="routines is no list of tables"):
        parse_routines("routines = [1]\n", "routines.toml")


def test_a_missing_key_is_named():
    assert "chair-pose.toml:1: summary is missing." in complaints(changed("summary", ""))


def test_a_file_that_is_no_toml_says_where():
    assert complaints("name = 'a'\nname = ")[0].startswith("chair-pose.toml:2: this is not TOML")


def test_an_unfinished_file_says_its_end():
    assert complaints('name = """a\n')[0].startswith("chair-pose.toml:2: this is not TOML")


def test_a_pose_without_steps_or_easier_way_is_refused():
    found = complaints('name = "A"\nsteps = 3\neasier = 4\n')
    assert "chair-pose.toml:2: steps is no list of tables." in found
    assert "chair-pose.toml:2: a pose has 1 to 12 steps, this one has 0." in found
    assert "chair-pose.toml:3: easier is missing or no table." in found


def test_a_collection_without_a_name_is_refused():
    with pytest.raises(ContentErrors, match=r"collections.toml:1: name is missing"):
        parse_collections('[[collections]]\nslug = "a"\nintro = "b"\nposes = []\n', "collections.toml")


def test_a_guide_without_lines_is_refused():
    with pytest.raises(ContentErrors, match="lines is missing"):
        parse_guides('[[guides]]\nslug = "a"\n', "relief.toml")


def test_a_routine_without_poses_is_refused():
    with pytest.raises(ContentErrors, match="a routine has at least one pose"):
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
