"""Loading the files: twice, over what an editor changed, and with a mistake in them."""

import pytest
from django.core.management import CommandError, call_command

from poses.domain.choices import Demand
from poses.models.pose import Pose

pytestmark = pytest.mark.slow


def test_loading_twice_changes_nothing(library):
    before = list(Pose.objects.values())
    call_command("load_poses", verbosity=0)
    assert list(Pose.objects.values()) == before


def test_loading_keeps_what_an_editor_changed(library):
    from poses import actions

    pose = Pose.objects.get(slug="chair-pose")
    pose.summary = "Mine."
    actions.save_pose(pose)
    call_command("load_poses", verbosity=0)
    assert Pose.objects.get(slug="chair-pose").summary == "Mine."


def test_loading_by_force_takes_the_files(library):
    Pose.objects.filter(slug="chair-pose").update(summary="Mine.")
    call_command("load_poses", verbosity=0, force=True)
    assert Pose.objects.get(slug="chair-pose").summary != "Mine."


def test_an_edited_pose_still_asks_what_its_file_says(library):
    from poses import actions

    pose = Pose.objects.get(slug="downward-facing-dog")
    asked, pose.loaded["demands"] = pose.demands, 0
    pose.summary, pose.demands = "Mine.", 0
    actions.save_pose(pose)
    call_command("load_poses", verbosity=0)
    found = Pose.objects.get(slug="downward-facing-dog")
    assert (found.summary, found.demands) == ("Mine.", asked)


def test_what_an_editor_says_that_a_pose_asks_is_kept(library):
    from poses import actions

    pose = Pose.objects.get(slug="chair-pose")
    pose.demands = Demand.FLOOR
    actions.save_pose(pose)
    call_command("load_poses", verbosity=0)
    assert Pose.objects.get(slug="chair-pose").demands == Demand.FLOOR


def test_line_ends_of_a_browser_are_no_edit(library):
    from poses import actions

    pose = Pose.objects.get(slug="wall-calf-stretch")
    pose.evidence_note = pose.evidence_note.replace("\n", "\r\n")
    actions.save_pose(pose)
    call_command("load_poses", verbosity=0)
    assert "\r" not in Pose.objects.get(slug="wall-calf-stretch").evidence_note


def test_load_poses_check_writes_nothing(db, capsys):
    call_command("load_poses", check=True)
    assert (Pose.objects.count(), capsys.readouterr().out) == (0, "19 poses and 48 figures are fine.\n")


def test_load_poses_says_what_it_did(db, capsys):
    call_command("load_poses")
    assert capsys.readouterr().out.startswith("19 added, 0 updated, 0 unchanged")


def test_load_poses_names_the_line_of_a_mistake(tmp_path):
    for name in ("collections.toml", "relief.toml"):
        (tmp_path / name).write_text("= broken", encoding="utf-8")
    with pytest.raises(CommandError, match=r"collections.toml:1: this is not TOML"):
        call_command("load_poses", directory=tmp_path)
