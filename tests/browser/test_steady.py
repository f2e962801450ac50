"""Nothing moves while a page opens, and scripts do what takes long only when it is needed."""

import pytest
from playwright.sync_api import expect

from journal.models.diary import Diary
from tests.browser.conftest import log_in, open_phone, wait_until

WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    window.moved.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? "")]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
COUNT_LOOKS = """
window.looks = 0;
const resolved = Intl.DateTimeFormat.prototype.resolvedOptions;
Intl.DateTimeFormat.prototype.resolvedOptions = function () { window.looks += 1; return resolved.call(this); };
"""


@pytest.mark.parametrize(
    "address", ["/", "/journal/", "/journal/trend/", "/poses/", "/poses/chair-pose/", "/relief/", "/practice/in-bed/"]
)
def test_nothing_moves_while_a_page_opens(scripted, person, address):
    scripted.add_init_script(WATCH)
    log_in(scripted)
    scripted.goto(address, wait_until="networkidle")
    assert scripted.evaluate("moved") == []


def test_what_moves_would_be_seen(scripted, site):
    scripted.add_init_script(WATCH)
    scripted.goto("/privacy/", wait_until="networkidle")
    scripted.evaluate("document.querySelector('main').prepend(document.createElement('hr'), 'A sentence.')")
    wait_until(scripted, "moved.length", lambda number: number == 1)


@pytest.fixture
def in_tokyo(chromium, site):
    yield from open_phone(chromium, site, timezone_id="Asia/Tokyo", service_workers="block")


def test_the_zone_is_looked_up_at_the_first_touch(in_tokyo):
    in_tokyo.add_init_script(COUNT_LOOKS)
    in_tokyo.goto("/", wait_until="networkidle")
    before = in_tokyo.evaluate("looks")
    in_tokyo.get_by_role("link", name="Poses").first.click()
    zones = [cookie["value"] for cookie in in_tokyo.context.cookies() if cookie["name"] == "tz"]
    assert (before, zones) == (0, ["Asia/Tokyo"])


def test_the_first_tap_of_a_stranger_begins_a_diary_on_the_clock_of_the_device(in_tokyo):
    in_tokyo.goto("/cramp/")
    in_tokyo.get_by_role("button", name="I have a cramp").click()
    expect(in_tokyo.locator(".said")).to_be_visible()
    assert Diary.objects.get().time_zone == "Asia/Tokyo"
