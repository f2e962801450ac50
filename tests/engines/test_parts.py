"""What engines draw: where the parts of a page stand, and what is on paper."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.utils import timezone

from tests import factories
from tests.engines.paper import ink_between, words_of_each_page

pytestmark = pytest.mark.django_db(transaction=True)

NEAR = 12
"""Pixels by which a part may stand elsewhere: letters differ between engines."""
PAGES = {
    "today": ("/", [".top", "#lastnight", ".nav"]),
    "calendar": ("/journal/?month=2026-11", [".top", ".cal", ".nav"]),
    "trend": ("/journal/trend/", [".top", ".windows", ".chart"]),
    "pose": ("/poses/wall-calf-stretch/", [".top", "main .plate", ".nav"]),
    "player": ("/practice/in-bed/", ["#player", "#player .prog"]),
    "fortnight": ("/journal/fortnight/", [".top", ".night", ".night .chips"]),
}
PLACES = """
  return arguments[0].map((selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.width)];
  });
"""
places_seen = {}
CUT_OFF = """
  const isSeen = (each) => each.checkVisibility?.() ?? each.clientWidth > 0;
  const isCut = (text) => {
    const [last, width] = [text.getNumberOfChars() - 1, text.ownerSVGElement.viewBox.baseVal.width];
    return text.getStartPositionOfChar(0).x < -1 || text.getEndPositionOfChar(last).x > width + 1;
  };
  return [...document.querySelectorAll(".chart svg")].filter(isSeen)
    .flatMap((svg) => [...svg.querySelectorAll("text")].filter(isCut)).map((text) => text.textContent.trim());
"""
LEAST_INK = 0.02


@pytest.fixture
def logged(phone, person):
    """Ruth's phone, and a diary of eighty days."""
    factories.fill_days(diary=person.diary, first=timezone.localdate() - dt.timedelta(days=80), days=80)
    phone.log_in()
    return phone


@pytest.mark.parametrize("name", PAGES)
def test_the_parts_of_a_page_stand_at_the_same_place_in_every_engine(logged, engine, name):
    address, parts = PAGES[name]
    logged.open(address)
    logged.wait(lambda: logged.run("return arguments[0].every((each) => document.querySelector(each))", parts))
    if folder := os.environ.get("ENGINES_PICTURES"):
        (Path(folder) / f"{name}-{engine}.png").write_bytes(logged.driver.picture())
    places = logged.run(PLACES, parts)
    first = places_seen.setdefault(name, places)
    away = {
        part: max(abs(a - b) for a, b in zip(*pair, strict=True))
        for part, *pair in zip(parts, places, first, strict=True)
    }
    assert {part: pixels for part, pixels in away.items() if pixels > NEAR} == {}
    assert logged.run("return document.documentElement.scrollWidth") <= logged.run("return innerWidth")


@pytest.mark.parametrize("width", [390, 700, 1280])
def test_no_word_of_a_chart_is_cut_off(logged, width):
    logged.driver.size(width, 900)
    for address in ("/journal/trend/", "/journal/report/"):
        logged.open(address)
        logged.see("week", "main")
        assert logged.run(CUT_OFF) == []


def test_the_report_is_one_page_of_paper_with_its_chart(logged, engine, tmp_path):
    logged.open("/journal/report/")
    logged.see("Leg cramp log", "main")
    printed = Path(os.environ.get("ENGINES_PICTURES") or tmp_path) / f"report-{engine}.pdf"
    printed.write_bytes(logged.driver.paper())
    assert ["Leg cramp log" in page for page in words_of_each_page(printed)] == [True]
    assert ink_between(printed, "Cramps each week", "With and without") > LEAST_INK
