"""`make run` takes what the command says, then what .env says, then its own."""

import os
import re
import subprocess

import pytest

from tests.paths import ROOT

OWN = {"HOST", "PORT", "DATA_DIR", "WORKERS", "THREADS", "SITE_URL"}


def serving(folder, **given):
    """Return address, host, port and data directory that `make run` would serve with."""
    (folder / "requirements").mkdir(exist_ok=True)
    (folder / "requirements" / "base.txt").touch()
    env = {name: value for name, value in os.environ.items() if name not in OWN} | given
    command = ["make", "--dry-run", "--directory", folder, "--file", ROOT / "Makefile", "run"]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    found = re.search(r"is at (\S+)\".*HOST=(\S+) PORT=(\S+)", said, re.DOTALL).groups()
    return *found, re.search(r'mkdir -p "(\S+)" && chmod go= "\1"', said)[1]


def test_without_a_word_it_is_this_computer_alone(tmp_path):
    assert serving(tmp_path) == ("http://127.0.0.1:8000", "127.0.0.1", "8000", f"{tmp_path}/var")


@pytest.mark.parametrize(
    ("given", "host", "port"), [({}, "0.0.0.0", "8080"), ({"PORT": "9000", "HOST": "::1"}, "::1", "9000")]
)
def test_what_env_says_counts_unless_the_command_says_else(tmp_path, given, host, port):
    (tmp_path / ".env").write_text(
        "#SITE_URL=http://other\nSITE_URL=http://heron.lan:8080\nHOST=0.0.0.0\nPORT=8080\nDATA_DIR=/srv/data\n"
    )
    assert serving(tmp_path, **given) == ("http://heron.lan:8080", host, port, "/srv/data")
