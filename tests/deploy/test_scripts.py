"""What runs by itself goes on whatever breaks, and says so."""

import os
import subprocess

import pytest

from tests.paths import ROOT


@pytest.mark.parametrize(
    ("script", "commands"),
    [
        ("daily", ["keep_backup", "remove_deleted", "remove_guests"]),
        ("often", ["send_reminders", "remove_uploads"]),
    ],
)
@pytest.mark.parametrize(("first", "second", "code"), [(0, 0, 0), (1, 0, 1), (0, 3, 3), (4, 3, 4)])
def test_every_step_runs_whatever_became_of_the_others_and_the_worst_code_stays(
    tmp_path, script, commands, first, second, code
):
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\necho "$2"\ncase $2 in {commands[0]}) exit {first};; {commands[1]}) exit {second};; esac'
    )
    python.chmod(0o755)
    done = subprocess.run([ROOT / "deploy" / script, python], capture_output=True, text=True, env=os.environ)
    assert (done.stdout.split(), done.returncode) == (commands, code)


def test_a_container_closes_a_data_directory_that_an_older_version_left_open(tmp_path):
    data, python = tmp_path / "data", tmp_path / "python"
    data.mkdir(mode=0o755)
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    subprocess.run([ROOT / "deploy" / "start"], env=os.environ | {"DATA_DIR": data, "PYTHON": python}, check=True)
    assert data.stat().st_mode & 0o777 == 0o700
