"""Fourteen nights from paper, and the paper itself, in a real browser."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.domain.nights import DAY
from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from tests.browser.accessible import axe
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = dt.date(2026, 11, 2)
ADDRESS = "/journal/fortnight/?from=2026-11-02"


def stored():
    """Every night of the diary: cramps and days of practice."""
    cramps = dict(Cramp.objects.values_list("night_of", "count"))
    clear = dict.fromkeys(Night.objects.values_list("date", flat=True), 0)
    return cramps | clear, set(Practice.objects.values_list("day", flat=True))


def focus(page):
    """What has the keyboard: its name without the night."""
    return page.evaluate("document.activeElement.name ?? ''")[11:]


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_fortnight_is_filled_in_by_keyboard_alone(scripted, person):
    log_in(scripted)
    scripted.goto(ADDRESS)
    scripted.get_by_text("Go to another date").focus()
    press(scripted, "Tab", "ArrowRight", "Tab", "Space")  # no cramps, practised
    press(scripted, "Tab", "ArrowRight", "ArrowRight", "ArrowRight", "Tab")  # two cramps
    press(scripted, "Tab", "ArrowLeft", "Tab")  # more
    assert focus(scripted) == "number"
    scripted.keyboard.type("12")
    press(scripted, "Tab")
    assert focus(scripted) == "practised"
    press(scripted, *["Tab"] * 11 * 2, "Tab")  # eleven nights that nobody knows
    expect(scripted.get_by_role("button", name="Save these nights")).to_be_focused()
    press(scripted, "Enter")
    expect(scripted.locator(".said")).to_be_focused()
    expect(scripted.locator(".said")).to_contain_text("Saved: 3 nights")
    assert stored() == ({FIRST: 0, FIRST + DAY: 2, FIRST + 2 * DAY: 12}, {FIRST})


def test_a_fortnight_is_filled_in_by_tap_and_taken_back(page, person):
    log_in(page)
    page.goto(ADDRESS)
    nights = page.locator(".night")
    nights.nth(0).get_by_text("No cramps").click()
    nights.nth(1).get_by_text("3", exact=True).click()
    nights.nth(1).get_by_text("Practised on Tue 3").click()
    nights.nth(13).get_by_text("More", exact=True).click()
    nights.nth(13).get_by_label("How many?").fill("4")
    page.get_by_role("button", name="Save these nights").click()
    expect(page.locator(".said")).to_contain_text("Saved: 3 nights")
    assert stored() == ({FIRST: 0, FIRST + DAY: 3, FIRST + 13 * DAY: 4}, {FIRST + DAY})
    expect(nights.nth(13).get_by_label("How many?")).to_have_value("4")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".said")).to_contain_text("Taken back.")
    assert stored() == ({}, set())


def test_a_number_is_asked_for_only_when_there_were_more(page, person):
    log_in(page)
    page.goto(ADDRESS)
    night = page.locator(".night").nth(0)
    expect(night.get_by_label("How many?")).to_be_hidden()
    night.get_by_text("More", exact=True).click()
    expect(night.get_by_label("How many?")).to_be_visible()


def test_a_mistake_is_at_its_night_and_everything_typed_is_still_there(page, person):
    log_in(page)
    page.goto(ADDRESS)
    page.locator(".night").nth(0).get_by_text("2", exact=True).click()
    page.locator(".night").nth(5).get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Save these nights").click()
    page.get_by_role("link", name=re.compile("^Sat 7 to Sun 8 November: Type how many")).click()
    expect(page.locator(".night").nth(5)).to_be_in_viewport()
    expect(page.locator(".night").nth(0).get_by_label("2", exact=True)).to_be_checked()
    assert stored() == ({}, set())


def test_a_page_with_mistakes_is_accessible(scripted, person):
    log_in(scripted)
    scripted.goto(ADDRESS)
    scripted.locator(".night").nth(5).get_by_text("More", exact=True).click()
    scripted.get_by_role("button", name="Save these nights").click()
    expect(scripted.locator(".errsum")).to_be_focused()
    assert [each["id"] for each in axe(scripted)] == []


def test_the_fortnights_before_and_after_are_one_tap_away(page, person):
    log_in(page)
    page.goto("/journal/fortnight/")
    expect(page.get_by_role("link", name="After these nights")).to_have_count(0)
    page.get_by_role("link", name="Before these nights").click()
    newest = timezone.localdate() - 15 * DAY
    expect(page.locator(".night").last).to_have_attribute("id", f"night-{newest}")
    page.get_by_role("link", name="After these nights").click()
    expect(page.locator(".night").last).to_have_attribute("id", f"night-{newest + 14 * DAY}")


@pytest.mark.parametrize("query", ["", "?from=2026-11-25", "?from=2026-09-20"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_empty_grid_is_one_page_of_paper(scripted, site, person, query, paper):
    scripted.context.add_cookies([{"name": "look", "value": "night.plain", "url": site}])
    log_in(scripted)
    scripted.goto(f"/journal/fortnight/blank/{query}")
    printed = scripted.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_on_paper_there_is_the_grid_alone_and_in_large_print(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/fortnight/blank/?from=2026-11-25")
    scripted.emulate_media(media="print")
    for gone in ("Put the dates on it", "Print", "Save"):
        expect(scripted.get_by_role("button", name=gone)).to_be_hidden()
    expect(scripted.get_by_role("navigation", name="Main")).to_be_hidden()
    sizes = scripted.evaluate(
        "[...document.querySelectorAll('tbody th, .paper p')].map(e => getComputedStyle(e).fontSize)"
    )
    assert {float(size.removesuffix("px")) >= 14 * 96 / 72 - 0.1 for size in sizes} == {True}
    assert len(sizes) == 16


def test_a_sentence_says_how_to_print_without_the_button(page, person):
    log_in(page)
    page.goto("/journal/fortnight/blank/")
    expect(page.get_by_text("You can also use Print in the menu of your browser.")).to_be_visible()


def test_the_button_prints(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/fortnight/blank/")
    scripted.evaluate("window.print = () => { document.title = 'printed' }")
    scripted.get_by_role("button", name="Print").click()
    expect(scripted).to_have_title("printed")


def test_the_name_of_a_night_is_seen_as_a_part_of_the_grid_and_heard_once(scripted, person):
    scripted.set_viewport_size({"width": 1280, "height": 900})
    log_in(scripted)
    scripted.goto(ADDRESS)
    night = scripted.locator(".night").first
    expect(night.locator(".when")).to_have_attribute("aria-hidden", "true")
    assert night.locator("legend").inner_text() == night.locator(".when").inner_text()
    seen, chips = night.locator(".when").bounding_box(), night.locator(".chips").bounding_box()
    assert (seen["x"] + seen["width"] < chips["x"], night.locator("legend").bounding_box()["width"]) == (True, 1)
