"""The moon for somebody without an account: before any script, with it, and what follows the tap."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from journal.models.cramps import Cramp
from journal.models.diary import Diary

pytestmark = pytest.mark.django_db(transaction=True)


def never_answer(route):
    """The request stays on its way for as long as the page is open."""


def abort(route):
    route.abort()


def tap(page):
    page.get_by_role("button", name="I have a cramp").click()
    expect(page.locator(".said")).to_contain_text("Saved: cramp at")


@pytest.mark.parametrize(("hour", "shown"), [(0, "12:05 am"), (3, "3:05 am"), (12, "12:05 pm"), (23, "11:05 pm")])
def test_the_clock_of_the_device_is_written_as_the_server_writes_it(scripted, hour, shown):
    scripted.clock.set_fixed_time(dt.datetime(2026, 11, 18, hour, 5))
    scripted.goto("/cramp/")
    expect(scripted.locator("[data-now]")).to_have_text(shown)


@pytest.mark.parametrize("answer", [never_answer, abort])
def test_a_tap_is_stored_before_any_script_has_arrived(scripted, answer):
    asked = []
    scripted.route("**/*.js", lambda route: (asked.append(route.request.url), answer(route)))
    scripted.goto("/cramp/", wait_until="commit")
    tap(scripted)
    assert (Cramp.objects.count(), Diary.objects.get().owner.is_guest) == (1, True)
    assert any("/js/app." in address for address in asked)
    assert scripted.evaluate("typeof outbox") == "undefined"
    scripted.unroute_all(behavior="ignoreErrors")


def test_the_page_asks_for_nothing_before_the_first_paint_but_its_styles(scripted):
    scripted.goto("/cramp/")
    blocking = scripted.evaluate(
        """() => performance.getEntriesByType("resource")
          .filter(each => each.renderBlockingStatus === "blocking").map(each => new URL(each.name).pathname)"""
    )
    assert [re.sub(r"\.\w{12}\.", ".", path) for path in blocking] == ["/static/css/app.css"]


def test_relief_is_one_tap_away_and_one_back(page):
    page.goto("/cramp/")
    page.get_by_role("link", name="What do I do?").click()
    expect(page.get_by_role("list").filter(has_text="Pull your toes up.")).to_be_visible()
    page.go_back()
    tap(page)
    page.get_by_role("link", name="Show me how").click()
    expect(page.get_by_role("list").filter(has_text="Pull your toes up.")).to_be_visible()
    page.go_back()
    expect(page.locator(".said")).to_contain_text("Saved: cramp at")
    assert Cramp.objects.count() == 1


def test_a_stranger_says_leg_and_muscle_and_good_night(scripted):
    scripted.goto("/cramp/")
    tap(scripted)
    for answer in ("Left", "Calf"):
        with scripted.expect_response(lambda response: response.request.method == "POST"):
            scripted.locator("label").filter(has_text=answer).first.click()
    scripted.get_by_role("link", name="Done, good night").click()
    expect(scripted.get_by_role("heading", level=1)).to_be_visible()
    cramp = Cramp.objects.get()
    assert (cramp.side, cramp.muscles) == ("left", 1)
    assert scripted.url.endswith("/")


def test_the_moon_fills_the_screen_of_a_phone_without_scrolling(scripted):
    scripted.set_viewport_size({"width": 390, "height": 664})
    scripted.goto("/cramp/")
    for part in (
        scripted.get_by_role("button", name="I have a cramp"),
        scripted.get_by_role("link", name="What do I do?"),
    ):
        expect(part).to_be_in_viewport(ratio=1)
