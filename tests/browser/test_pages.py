"""Every page in every mood: accessible, and inside the screen."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.all_pages import EMPTY, GUESTS, INSIDE, OUTSIDE, of_entries
from tests.browser.accessible import THEMES, faults
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

MISTAKES = {
    "/journal/cramps/new/": ("occurred_at", "2999-01-01T03:00", "Save details"),
    "/journal/practice/new/": ("minutes", "0", "Save this practice"),
    "/journal/nights/": ("night", "2999-01-01", "No cramps"),
    "/accounts/password/change/": ("oldpassword", "not this one", "Change password"),
    "/accounts/delete/": ("proof", "not this one", "Delete everything"),
}


def complaints(page, addresses):
    found = []
    for address in addresses:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(address)
        found += [f"{address}: {fault}" for fault in faults(page)]
    return found


@pytest.mark.sweep
def test_public_pages_are_accessible_in_every_mood(scripted, site):
    assert complaints(scripted, OUTSIDE) == []


@pytest.mark.sweep
@pytest.mark.parametrize("half", [0, 1])
def test_private_pages_are_accessible_in_every_mood(scripted, site, person, half):
    first = timezone.now().date() - dt.timedelta(days=90)
    factories.fill_days(diary=person.diary, first=first, days=90)
    entries = of_entries(person.diary)
    log_in(scripted)
    assert complaints(scripted, [*INSIDE, *entries][half::2]) == []


@pytest.mark.sweep
def test_empty_pages_are_accessible_in_every_mood(scripted, site, person):
    log_in(scripted)
    assert complaints(scripted, EMPTY) == []


@pytest.mark.sweep
def test_the_pages_of_a_guest_are_accessible_in_every_mood(scripted, site):
    scripted.goto("/cramp/")
    scripted.get_by_role("button", name="I have a cramp").click()
    scripted.locator(".said").wait_for()
    assert complaints(scripted, [*GUESTS, scripted.url.removeprefix(site)]) == []


def test_the_page_of_an_address_that_is_used_up_is_accessible(scripted, site, settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "0/d/ip"}
    scripted.goto("/cramp/")
    scripted.locator("form", has_text="I have a cramp").evaluate("form => form.submit()")  # as without a script
    scripted.get_by_role("heading", name="This cramp is not saved").wait_for()
    assert faults(scripted) == []


@pytest.mark.sweep
@pytest.mark.parametrize("address", MISTAKES)
def test_a_page_with_a_mistake_is_accessible_in_every_mood(scripted, site, person, address):
    log_in(scripted)
    name, typed, button = MISTAKES[address]
    scripted.goto(address)
    scripted.locator(f"[name={name}]").fill(typed)
    scripted.get_by_role("main").get_by_role("button", name=button).click()
    expect(scripted.locator(".errsum")).to_be_focused()
    assert faults(scripted) == []


def test_a_pale_sentence_is_found_in_the_mood_in_which_it_is_pale(scripted, site):
    scripted.goto("/privacy/")
    pale = "[data-theme=night] main p { color: #2a1a10; }"
    scripted.evaluate(
        """pale => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(pale);
          document.adoptedStyleSheets = [sheet];
        }""",
        pale,
    )
    assert faults(scripted) == ["390 night: color-contrast", "1280 night: color-contrast"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_mood_of_the_page_is_the_one_that_was_chosen(scripted, site, theme):
    scripted.context.add_cookies([{"name": "look", "value": f"{theme}.plain", "url": site}])
    scripted.goto("/")
    assert scripted.evaluate("document.documentElement.dataset.theme") == theme
