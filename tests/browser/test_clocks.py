"""Devices whose clock or zone is another than the diary's, and a device on which thousands of entries wait."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.domain.nights import last_night
from journal.models.cramps import Cramp, Night
from tests.browser.conftest import install, log_in, open_phone, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DAY = dt.timedelta(days=1)
WAITING = "outbox.waiting().then((entries) => entries.length)"
KEEP = """async ([number, diary]) => {
  const database = await new Promise((resolve) => {
    const asked = indexedDB.open("night-heron", 1);
    asked.onsuccess = () => resolve(asked.result);
  });
  const entries = database.transaction("entries", "readwrite").objectStore("entries");
  for (let each = 0; each < number; each += 1) {
    const fields = { kind: "cramp", uuid: outbox.newUuid(), at: String(1763430000000 + each * 60000), diary };
    entries.add({ fields, reason: "", isRefused: false });
  }
  await new Promise((resolve) => { entries.transaction.oncomplete = resolve; });
}"""


@pytest.fixture
def service_workers():
    return "allow"


@pytest.mark.parametrize("wrong", [-DAY, DAY], ids=["behind", "ahead"])
def test_a_tap_of_a_phone_a_day_off_is_stored_when_it_was(installed, wrong):
    installed.context.set_offline(True)
    installed.goto("/cramp/")
    installed.clock.set_fixed_time(timezone.now() + wrong)
    installed.get_by_role("button", name="I have a cramp").click()
    expect(installed.locator("[data-kept]")).to_be_focused()
    tapped = timezone.now()
    installed.context.set_offline(False)
    wait_until(installed, WAITING, lambda number: number == 0)
    assert abs(Cramp.objects.get().occurred_at - tapped) < dt.timedelta(minutes=2)


@pytest.fixture
def in_auckland(chromium, site, service_workers, person):
    for page in open_phone(chromium, site, service_workers=service_workers, timezone_id="Pacific/Auckland"):
        install(page)
        yield page


def test_a_device_in_another_zone_shows_and_stores_on_the_diarys_clock(in_auckland, person):
    in_auckland.context.set_offline(True)
    in_auckland.goto("/cramp/")
    local = timezone.now().astimezone(person.diary.zone)
    near = [f"{local + dt.timedelta(minutes=minutes):%-I:%M %p}".lower() for minutes in (-1, 0, 1)]
    wait_until(in_auckland, "document.querySelector('[data-now]').textContent", lambda text: text in near)
    in_auckland.goto("/")
    in_auckland.get_by_role("button", name="No cramps").click()
    expect(in_auckland.locator("[data-kept]")).to_be_focused()
    night = last_night(timezone.now(), person.diary.zone)
    in_auckland.get_by_text("1 entry waits to be sent").click()
    expect(in_auckland.locator("#waits li")).to_contain_text(f"No cramps, {night:%A %-d %B}")
    in_auckland.context.set_offline(False)
    wait_until(in_auckland, WAITING, lambda number: number == 0)
    assert Night.objects.get().date == night


def test_five_thousand_entries_leave_the_page_free_for_a_tap(scripted, person):
    log_in(scripted)
    diary = scripted.evaluate("document.body.dataset.diary")

    def answer(route):
        kind = "application/json"
        body = {"token": "x"} if route.request.method == "GET" else {"next": "/"}
        route.fulfill(content_type=kind, body=json.dumps(body))

    scripted.evaluate(KEEP, [5000, diary])
    scripted.context.route("**/outbox/", answer)
    scripted.goto("/poses/")
    wait_until(scripted, "document.body.dataset.waiting", lambda number: number not in (None, "5000", "0"))
    assert scripted.evaluate("document.querySelectorAll('#waits li').length") == 50
    scripted.goto("/cramp/")
    scripted.get_by_role("button", name="I have a cramp").click()
    scripted.wait_for_url("**/")
    wait_until(scripted, WAITING, lambda number: 0 < number < 5000)


def test_thousands_of_another_diary_are_asked_about_once(scripted, person):
    log_in(scripted)
    scripted.evaluate(KEEP, [2000, "another"])
    asked = []
    scripted.on("request", lambda ask: asked.append(ask.method) if ask.url.endswith("/outbox/") else None)
    scripted.goto("/poses/")
    expect(scripted.locator("[data-kept]")).to_contain_text("It belongs to another diary", timeout=30_000)
    assert asked.count("POST") == 1
