"""Taps arrive in browsers that lack something: old ones, private windows, plain http. The list is docs/browsers.md."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from poses.models.pose import Pose
from tests import factories
from tests.browser.conftest import log_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.sweep]

ROOT = Path(__file__).parents[2]
PARTS = re.findall(r"^\| `([\w.]+)` \|", (ROOT / "docs/browsers.md").read_text(), re.MULTILINE)
NEVER_NEEDED = ["AbortSignal.timeout", "Array.prototype.at", "crypto.randomUUID", "structuredClone",
                "HTMLFormElement.prototype.requestSubmit"]  # fmt: skip
TAKE_AWAY = """((path) => {
  const names = path.split(".");
  const last = names.pop();
  let holder = names.reduce((found, name) => found[name], globalThis);
  for (; holder; holder = Object.getPrototypeOf(holder)) delete holder[last];
})"""
THROW = '() => { throw new DOMException("closed", "SecurityError"); }'
CLOSED = {
    "indexedDB": f"IDBFactory.prototype.open = {THROW}",
    "localStorage": f"Object.defineProperty(window, 'localStorage', {{ get: {THROW} }})",
}


@pytest.fixture
def routine(person):
    """Two poses, ten seconds each."""
    poses = list(Pose.objects.in_library().filter(sides="both"))[:1] * 2
    return factories.make_routine(diary=person.diary, poses=poses, hold_seconds=10)


def answer_night(page):
    page.locator("#lastnight").get_by_role("button", name="No cramps").click()
    expect(page.locator(".said").first).to_contain_text("Saved: no cramps")
    assert Night.objects.count() == 1


def finish_practice(page, routine):
    page.clock.install()
    page.goto(f"/practice/{routine.uuid}/")
    page.get_by_role("button", name="Start").click()
    page.clock.fast_forward(20_000)
    page.get_by_role("link", name="End").click()
    page.clock.resume()
    page.get_by_role("button", name="Save this practice").click()
    expect(page.locator(".said")).to_contain_text("Saved: practice")
    assert Practice.objects.get().items.count() == 1


def tap(page):
    page.goto("/cramp/")
    page.get_by_role("button", name="I have a cramp").click()
    expect(page.locator("#saved-when")).to_contain_text("Saved: cramp at")
    assert Cramp.objects.count() == 1


def use(page, routine):
    log_in(page)
    answer_night(page)
    finish_practice(page, routine)
    tap(page)


def waiting(page):
    return page.evaluate("outbox.waiting().catch(() => [])")


@pytest.mark.parametrize("part", PARTS + NEVER_NEEDED)
def test_everything_arrives_without(scripted, routine, part):
    scripted.add_init_script(f"{TAKE_AWAY}('{part}')")
    use(scripted, routine)
    assert waiting(scripted) == []


@pytest.mark.parametrize("part", CLOSED)
def test_everything_arrives_where_a_store_is_closed(scripted, routine, part):
    scripted.add_init_script(CLOSED[part])
    use(scripted, routine)


def test_a_part_that_is_taken_away_is_gone(scripted):
    scripted.goto("/privacy/")
    gone = [scripted.evaluate(f"{TAKE_AWAY}('{part}'); {part}") for part in ("navigator.locks", "crypto.subtle")]
    assert gone == [None, None]


def test_a_mistake_in_the_outbox_ends_in_an_ordinary_post(scripted, person):
    scripted.add_init_script("delete globalThis.URLSearchParams")
    log_in(scripted)
    tap(scripted)
    assert waiting(scripted) == []


def test_the_button_that_was_pressed_counts_where_the_browser_does_not_tell_it(scripted, person):
    scripted.add_init_script(f"{TAKE_AWAY}('SubmitEvent.prototype.submitter')")
    log_in(scripted)
    scripted.context.set_offline(True)
    scripted.locator("#lastnight").get_by_role("button", name="I had one").click()
    expect(scripted.locator("[data-kept]")).to_be_visible()
    assert [entry["fields"]["kind"] for entry in waiting(scripted)] == ["had"]


def test_the_log_out_asks_first_where_there_are_no_dialogs(scripted, person):
    scripted.add_init_script(f"{TAKE_AWAY}('HTMLDialogElement.prototype.showModal')")
    log_in(scripted)
    scripted.goto("/accounts/settings/")
    scripted.evaluate("outbox.keep({ kind: 'clear', uuid: crypto.randomUUID(), at: '1', night: '2999-01-01' })")
    asked = []
    scripted.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    scripted.get_by_role("button", name="Log out").click()
    wait = scripted.wait_for_timeout
    for _attempt in range(100):
        if asked:
            break
        wait(20)
    assert "If you log out now, they are gone." in asked[0]
    assert len(waiting(scripted)) == 1


USED = re.compile(
    r"\b(?:navigator|crypto)\??\.(\w+)|\bnew ([A-Z]\w+)\(|\b(indexedDB|localStorage|fetch|speechSynthesis)\b|"
    r"\b(BroadcastChannel|PushManager|PublicKeyCredential|AudioContext)\b|\.(showModal\b|submitter\b|at\(|requestSubmit|structuredClone)(?!:)"
)
OLD = {"Error", "Event", "FormData", "Date", "Promise", "URL", "Map", "Uint8Array", "TextEncoder", "URLSearchParams",
       "Headers", "Response", "NoConnection", "Cues", "Timeline", "Saving", "View", "onLine",
       "SpeechSynthesisUtterance", "getRandomValues",
       "FigureMotion", "DOMParser"}  # fmt: skip
"""Older than every browser that reads modules, or our own."""


def test_the_list_names_every_part_that_scripts_use():
    text = "\n".join(path.read_text() for path in (ROOT / "static/js").rglob("*.js"))
    code = re.sub(r"(?m)(^|\s)//.*$", "", text)
    used = {next(filter(None, groups)) for groups in USED.findall(code)}
    listed = {part.rpartition(".")[2] for part in PARTS}
    assert used - OLD - listed == set()
