"""A server that answers 503: taps wait on the device, and what is kept there is shown."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from playwright.sync_api import expect

from journal.models.cramps import Cramp, Night
from tests.browser.conftest import MOON, log_in, tap_moon


@pytest.fixture
def service_workers():
    return "allow"


@pytest.fixture
def failing(monkeypatch):
    """A database that fails for everybody who is logged in, until the end is called."""

    def fail(self):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(SessionStore, "load", fail)
    return monkeypatch.undo


def is_sent(page):
    page.goto("/")
    expect(page.locator("body")).to_have_attribute("data-waiting", "0")


def test_a_tap_waits_on_the_device_and_is_sent_later(installed, failing):
    tap_moon(installed)
    expect(installed.locator("[data-kept]")).to_be_focused()
    before = Cramp.objects.count()
    failing()
    is_sent(installed)
    assert (before, Cramp.objects.count()) == (0, 1)


def test_a_nights_answer_waits_on_the_device_and_is_sent_later(installed, request):
    installed.goto("/")
    over = request.getfixturevalue("failing")
    installed.get_by_role("button", name="No cramps").click()
    expect(installed.locator("[data-kept]")).to_be_focused()
    before = Night.objects.count()
    over()
    is_sent(installed)
    assert (before, Night.objects.count()) == (0, 1)


def test_a_kept_page_is_shown_and_any_other_says_to_try_again(installed, failing):
    installed.goto("/relief/foot/")
    expect(installed.get_by_role("heading", level=1)).to_have_text("Relief now: foot cramp")
    installed.goto("/journal/")
    expect(installed.get_by_role("heading", name="Please try again in a minute")).to_be_visible()


def look_away(page):
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")


def look_again(page):
    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")


@pytest.fixture
def left_open(scripted, person, request):
    """A page whose tap waits, and whose server is well again, which nothing tells it."""
    log_in(scripted)
    scripted.clock.install()
    scripted.goto("/cramp/")
    over = request.getfixturevalue("failing")
    scripted.get_by_role("button", name=MOON).click()
    expect(scripted.locator("[data-kept]")).to_be_focused()
    over()
    return scripted


def test_a_page_left_open_sends_what_waits_after_a_minute(left_open):
    left_open.clock.fast_forward(61_000)
    expect(left_open.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.count() == 1


def test_a_page_that_nobody_looks_at_sends_when_somebody_does(left_open):
    look_away(left_open)
    left_open.clock.fast_forward(600_000)
    asked = []
    left_open.on("request", lambda request: asked.append(request.url))
    left_open.evaluate("outbox.waiting()")
    before = (len(asked), Cramp.objects.count())
    look_again(left_open)
    expect(left_open.locator("body")).to_have_attribute("data-waiting", "0")
    assert (before, Cramp.objects.count()) == ((0, 0), 1)
