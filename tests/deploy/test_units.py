"""The units of systemd give the site no more of the machine than it needs."""

import re
import shutil
import subprocess

import pytest

from tests.paths import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
OF_ONE_UNIT = re.compile(r"Type|Exec\w+|Restart\w*|LimitNOFILE")
MOST_EXPOSED = 3.0


def lines(unit):
    """Return what a unit's service is told, without what is its own."""
    told = unit.read_text().partition("[Service]\n")[2].partition("\n\n")[0].splitlines()
    return [line for line in told if not (line.startswith("#") or OF_ONE_UNIT.match(line))]


def test_all_units_are_closed_alike():
    assert [lines(unit) == lines(UNITS[0]) for unit in UNITS] == [True] * 3


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_itself_calls_a_unit_little_exposed(unit):
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", unit]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert float(re.search(r"exposure level for \S+: ([\d.]+)", told)[1]) < MOST_EXPOSED
