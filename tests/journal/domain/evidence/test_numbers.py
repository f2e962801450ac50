"""The numbers themselves: what they are, and that they are the same on every machine."""

import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest

from journal.domain.evidence import compare, randomised
from journal.domain.evidence.answers import answer
from journal.pages.trend.quantities import span_in_words
from tests.calibration.report import ESTIMATOR, ORACLE
from tests.calibration.simulator import simulate
from tests.calibration.worlds import WORLDS
from tests.paths import ROOT

pytestmark = pytest.mark.slow

PROTOTYPE = [
    ("bad spells, phi .95", 365, "unclear", 0.90198, 0.46885, 1.71746),
    ("ratio 0.5, at-once", 365, "fewer", 0.51516, 0.30433, 0.88510),
    ("quiet nights unlogged, 60 %", 200, "unclear", 0.68814, 0.31729, 1.49582),
    ("seasons in both", 730, "unclear", 1.05060, 0.71585, 1.56356),
    ("rare, 0.3 a week", 365, "unclear", 2.04189, 0.64886, 6.39838),
    ("many cramps a night", 150, "unclear", 0.92809, 0.36238, 2.34878),
    ("logs only when practising", 365, "unclear", 1.62296, 0.48848, 5.33511),
    ("idle: only cramps logged, 97 %, 1 a week", 365, "unclear", 0.54794, 0.15518, 1.94108),
]
"""World, days, and what the dense prototype of the method gives for the diary of seed 7, run until it converges, with
silences of up to 28 days as the quiet ones."""
SCRIPT = """
import json, sys
sys.modules["django"] = None  # an import of it fails
from journal.domain.evidence import compare, randomised
given = json.load(sys.stdin)
first, second = compare(given["cramps"], given["practised"]), randomised(given["plan"], given["cramps"][:168], 7)
print(json.dumps([getattr(found, name) for found in (first, second) for name in ("rate_ratio", "low", "high")]))
"""


def lived(world, days, seed=7):
    return simulate(WORLDS[world], days, np.random.default_rng(seed))


@pytest.mark.parametrize(("world", "days", "verdict", "ratio", "low", "high"), PROTOTYPE)
def test_the_numbers_are_those_of_the_prototype(world, days, verdict, ratio, low, high):
    diary = lived(world, days)
    found = compare(diary.cramps, diary.practised)
    assert found.verdict == verdict
    numbers = np.log([found.rate_ratio, found.low, found.high])
    assert numbers == pytest.approx(np.log([ratio, low, high]), abs=1e-3)


@pytest.mark.parametrize("given", [{"OPENBLAS_NUM_THREADS": "1"}, {"OPENBLAS_CORETYPE": "Prescott"}])
def test_the_numbers_need_no_django_and_do_not_move_with_the_platform(given):
    diary = lived("bad spells, phi .9", 365)
    plan = [index % 4 in (0, 3) for index in range(24)]
    text = json.dumps({"cramps": diary.cramps, "practised": diary.practised, "plan": plan})
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=text,
        env=os.environ | given,
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    here = (compare(diary.cramps, diary.practised), randomised(plan, diary.cramps[:168], 7))
    expected = [getattr(found, name) for found in here for name in ("rate_ratio", "low", "high")]
    assert json.loads(told.stdout) == pytest.approx(expected, rel=1e-6)


def handbook(client):
    """The public page without the white space around its tags."""
    return re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", client.get("/sums/").text)


def test_the_worked_diary_of_the_public_page_is_what_comes_out(client):
    diary = lived("ratio 0.7, at-once", 365, seed=14)
    found, page = answer(diary.cramps, diary.practised, 3), handbook(client)
    estimate = found.estimate
    for name, days, rate in (
        ("After a regular week", found.regular_days, found.regular_rate),
        ("Other nights", found.other_days, found.other_rate),
    ):
        cells = "".join(f'<td class="number">{cell}</td>' for cell in (days, round(days * rate / 7), f"{rate:.1f}"))
        assert f'<th scope="row">{name}</th>{cells}' in page
    assert f"{sum(count is not None for count in diary.cramps)} nights of it known" in page
    assert f"The first {found.days_before} nights" in page
    assert f"anything {span_in_words(estimate.low, estimate.high)} fits" in page
    assert f"about {100 - round(100 * estimate.unknown.median)}% fewer with silent nights as unknown" in page
    assert f"about {100 - round(100 * estimate.quiet.median)}% fewer with short silences as quiet" in page


def test_the_figures_of_the_public_page_are_those_of_the_calibration(client):
    page = handbook(client)
    lines = (ROOT / "docs/statistics.md").read_text().split("calibration of 365 days: ")[1].splitlines()
    cells = {line.split(" | ")[0].strip("| "): line.strip("| ").split(" | ") for line in lines if line.startswith("| ")}
    for method, name in (
        (ESTIMATOR, "The trend of this site"),
        ("weekly t test", "A test of weekly numbers"),
        ("plain percentage", "A plain per cent"),
        (ORACLE, "The same sums, told the truth about the legs"),
    ):
        said = re.search(
            rf'<th scope="row">{name}</th><td class="number">(\d+)</td><td class="number">(\d+)</td>', page
        )
        assert [int(figure) for figure in said.groups()] == [round(float(cells[method][place])) for place in (1, 4)]


def test_what_somebody_meets_who_keeps_looking_is_what_the_looks_found(client):
    page = handbook(client)
    told = re.search(r"In that time, (\d+) of them are told “fewer”, and (\d+) are told “fewer” or “more”", page)
    docs = (ROOT / "docs/statistics.md").read_text()
    row = next(line for line in docs.splitlines() if line.startswith("| those without an effect, together"))
    _name, _diaries, fewer, _more, either, *_rest = row.strip("| ").split(" | ")
    assert told.groups() == (f"{float(fewer.split()[0]):.0f}", f"{float(either.split()[0]):.0f}")
