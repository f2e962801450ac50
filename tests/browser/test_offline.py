"""Nothing lost, nothing twice: the night's pages without a connection, and the taps made on them."""

import datetime as dt
import random
import re
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.domain.nights import last_night
from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from tests import factories
from tests.browser.conftest import install, log_in, tap_moon, wait_until

NAMES = "caches.keys()"


def waiting(page):
    return page.evaluate("outbox.waiting()")


@pytest.fixture
def service_workers():
    return "allow"


@pytest.fixture
def stocked(scripted, person):
    """A device that keeps the library and the player too."""
    install(scripted, everything=True)
    return scripted


@pytest.mark.sweep
@pytest.mark.parametrize(
    "address", ["/cramp/", "/relief/", "/relief/foot/", "/poses/", "/poses/chair-pose/", "/practice/in-bed/"]
)
def test_the_nights_pages_open_without_a_connection(stocked, address):
    title = stocked.goto(address) and stocked.title()
    stocked.context.set_offline(True)
    stocked.goto(address)
    assert stocked.title() == title


@pytest.mark.parametrize("address", ["/", "/journal/", "/journal/trend/"])
def test_private_pages_give_way_to_the_shell(installed, address):
    installed.context.set_offline(True)
    installed.goto(address)
    expect(installed.get_by_role("heading", name="No connection")).to_be_visible()


def test_the_player_runs_without_a_connection(stocked):
    stocked.context.set_offline(True)
    stocked.goto("/practice/in-bed/")
    stocked.get_by_role("button", name="Start").click()
    expect(stocked.get_by_role("button", name="Pause")).to_be_visible()
    expect(stocked.get_by_text("This copy cannot know what you ticked")).to_be_visible()


def test_a_reload_without_a_connection_goes_on_at_the_same_second(stocked):
    evening = dt.datetime(2026, 11, 18, 21, 0, tzinfo=dt.UTC)
    stocked.clock.install(time=evening)
    stocked.goto("/practice/leg-cramps-five/")
    stocked.clock.pause_at(evening + dt.timedelta(minutes=1))
    stocked.get_by_role("button", name="Start").click()
    stocked.clock.run_for(20_000)
    before = int(stocked.locator("[data-left]").inner_text())
    stocked.context.set_offline(True)
    stocked.reload()
    expect(stocked.locator("[data-label]")).to_have_text("Hold")
    assert before - int(stocked.locator("[data-left]").inner_text()) in (0, 1)


def test_a_cramp_without_a_connection_is_sent_with_the_time_of_the_tap(installed):
    installed.context.set_offline(True)
    tap_moon(installed)
    expect(installed.locator("[data-kept]")).to_be_focused()
    tapped = int(waiting(installed)[0]["fields"]["at"])
    assert Cramp.objects.count() == 0
    installed.context.set_offline(False)
    installed.goto("/")
    expect(installed.locator("body")).to_have_attribute("data-waiting", "0")
    assert round(Cramp.objects.get().occurred_at.timestamp() * 1000) == tapped


def test_a_night_answered_on_the_shell_is_sent_later(installed):
    installed.context.set_offline(True)
    installed.goto("/")
    installed.get_by_role("button", name="No cramps").click()
    expect(installed.locator("[data-kept]")).to_be_focused()
    installed.context.set_offline(False)  # the shell sends, and loads itself again as Today
    expect(installed.locator("#lastnight")).to_contain_text("No cramps. Saved.")
    assert Night.objects.count() == 1


@pytest.mark.sweep
def test_fifty_entries_over_a_connection_that_loses_half_the_answers_are_fifty_in_order(installed):
    """The server commits each; every second answer never arrives."""
    installed.context.set_offline(True)
    installed.goto("/cramp/")
    taps = installed.evaluate(
        """async () => {
          const begun = Date.now() - 50 * 60_000;
          for (let number = 0; number < 50; number += 1) {
            const fields = { kind: "cramp", uuid: crypto.randomUUID(), at: String(begun + number * 60_000) };
            await outbox.keep(fields);
          }
          return (await outbox.waiting()).map((entry) => [entry.fields.uuid, Number(entry.fields.at)]);
        }"""
    )
    chance = random.Random(4)

    def lossy(route):
        answer = route.fetch()
        if chance.random() < 0.5:
            route.abort()
        else:
            route.fulfill(response=answer)

    installed.route("**/outbox/", lossy)
    installed.context.set_offline(False)
    for _load in range(200):
        installed.evaluate("import(document.getElementById('waits').dataset.script).then(() => outbox.flush())")
        if not waiting(installed):
            break
    stored = Cramp.objects.order_by("occurred_at").values_list("uuid", "occurred_at")
    assert [[str(uuid), round(moment.timestamp() * 1000)] for uuid, moment in stored] == taps


def test_a_refused_entry_stays_with_its_reason_until_it_is_removed(installed, person):
    installed.context.set_offline(True)
    installed.goto("/")
    installed.get_by_role("button", name="No cramps").click()
    expect(installed.locator("[data-kept]")).to_be_focused()
    factories.make_cramp_on(diary=person.diary, night=last_night(timezone.now(), person.diary.zone))
    installed.context.set_offline(False)
    installed.goto("/journal/trend/")
    installed.get_by_text("1 entry waits to be sent").click()
    expect(installed.locator("#waits li")).to_contain_text("You logged a cramp on this night. Remove the cramp first.")
    installed.get_by_role("button", name="Remove").click()
    expect(installed.locator("#waits")).to_be_hidden()
    assert Night.objects.count() == 0


def test_two_windows_send_what_waits_once(installed):
    installed.context.set_offline(True)
    tap_moon(installed)
    expect(installed.locator("[data-kept]")).to_be_focused()
    other = installed.context.new_page()
    other.goto("/cramp/")
    expect(other.locator("body")).to_have_attribute("data-waiting", "1")
    installed.context.set_offline(False)
    for window in (installed, other):
        expect(window.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.count() == 1


def test_two_taps_without_a_connection_are_two_cramps(installed):
    installed.context.set_offline(True)
    for number in (1, 2):
        tap_moon(installed)
        expect(installed.locator("body")).to_have_attribute("data-waiting", str(number))
    installed.context.set_offline(False)
    installed.goto("/")
    expect(installed.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.count() == 2


def test_a_tap_of_somebody_whose_session_ended_waits_for_their_log_in(installed, person):
    installed.goto("/cramp/")
    installed.context.clear_cookies(name="nightheron_session")
    tap_moon(installed)
    expect(installed.locator("[data-kept]")).to_have_text("Saved on this device. Log in, then it is sent.")
    assert (Cramp.objects.count(), Diary.objects.count()) == (0, 1)
    log_in(installed)
    expect(installed.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.get().diary == person.diary


def test_an_entry_that_the_server_cannot_answer_does_not_hold_up_the_next(installed):
    installed.context.set_offline(True)
    for number in (1, 2):
        tap_moon(installed)
        expect(installed.locator("body")).to_have_attribute("data-waiting", str(number))
    first = waiting(installed)[0]["fields"]["uuid"]

    def broken(route):
        if first in (route.request.post_data or ""):
            route.fulfill(status=500, content_type="text/html", body="Something broke.")
        else:
            route.continue_()

    installed.context.route("**/outbox/", broken)
    installed.context.set_offline(False)
    installed.goto("/journal/")
    expect(installed.locator("body")).to_have_attribute("data-waiting", "1")
    assert [entry["fields"]["uuid"] for entry in waiting(installed)] == [first]
    assert Cramp.objects.count() == 1


def test_identifiers_made_without_https_are_version_four(installed):
    made = installed.evaluate("Array.from({ length: 100 }, () => outbox.newUuid())")
    assert {uuid.UUID(each).version for each in made} == {4}
    assert len(set(made)) == 100


# Logging out -------------------------------------------------------------------------------------------------

FOUND = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
  }
  const database = await new Promise((resolve) => {
    const asked = indexedDB.open("night-heron", 1);
    asked.onsuccess = () => resolve(asked.result);
  });
  const rows = await Promise.all(["entries", "facts"].map((name) => new Promise((resolve) => {
    const asked = database.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => resolve(asked.result);
  })));
  return { texts, rows, local: Object.keys(localStorage) };
}"""


def test_nothing_private_is_left_after_logging_out(stocked, person):
    factories.make_cramp_on(diary=person.diary, night=dt.date(2026, 11, 3), note="my secret")
    for address in ("/", "/journal/?month=2026-11", "/practice/in-bed/", "/accounts/settings/"):
        stocked.goto(address)
    assert stocked.evaluate(FOUND)["rows"][1] != []
    stocked.get_by_role("button", name="Log out").click()
    expect(stocked.get_by_role("heading", name="For legs that cramp at night")).to_be_visible()
    found = stocked.evaluate(FOUND)
    private = re.compile(r"ruth|my secret|csrfmiddlewaretoken\" value=\"\w")
    assert [text for text in found["texts"] if private.search(text)] == []
    assert found["rows"][0] == []
    assert found["rows"][1] in ([], ["light.plain"])
    assert found["local"] == []


def test_logging_out_asks_first_while_entries_wait(installed):
    installed.goto("/accounts/settings/")
    installed.evaluate("outbox.keep({ kind: 'clear', uuid: crypto.randomUUID(), at: '1', night: '2999-01-01' })")
    installed.get_by_role("button", name="Log out").click()
    expect(installed.get_by_role("dialog")).to_contain_text("Some entries are not sent yet")
    installed.get_by_role("button", name="Stay logged in").click()
    assert len(waiting(installed)) == 1
    installed.get_by_role("button", name="Log out").click()
    installed.get_by_role("button", name="Log out, lose them").click()
    expect(installed.get_by_role("heading", name="For legs that cramp at night")).to_be_visible()
    assert waiting(installed) == []


# Updates -----------------------------------------------------------------------------------------------------


def test_a_new_version_of_the_worker_keeps_what_waits_and_drops_the_old_cache(installed, settings):
    installed.context.set_offline(True)
    tap_moon(installed)
    expect(installed.locator("[data-kept]")).to_be_focused()
    before = installed.evaluate(NAMES)
    installed.route("**/outbox/", lambda route: route.abort())
    settings.VERSION = "99.0"
    installed.context.set_offline(False)
    installed.goto("/poses/")
    installed.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    wait_until(installed, NAMES, lambda names: before[0] not in names)
    installed.unroute("**/outbox/")
    installed.goto("/")
    expect(installed.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.count() == 1


# Without an account ------------------------------------------------------------------------------------------


def test_a_cramp_of_a_stranger_without_a_connection_begins_a_diary_later(scripted):
    install(scripted, logged_in=False)
    scripted.context.set_offline(True)
    tap_moon(scripted)
    expect(scripted.locator("[data-kept]")).to_be_focused()
    scripted.context.set_offline(False)
    scripted.goto("/")
    expect(scripted.get_by_role("heading", name="Last cramp")).to_be_visible()
    assert Cramp.objects.get().diary.owner.is_guest
