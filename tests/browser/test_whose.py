"""Pages that were left open, and what waits on a shared device: each entry goes into its own diary, or asks."""

import pytest
from playwright.sync_api import expect

from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.practices import Practice
from tests import factories
from tests.browser.conftest import install, log_in, tap_moon

pytestmark = pytest.mark.django_db(transaction=True)
MOON = "I have a cramp"


@pytest.fixture
def bert(person):
    return factories.make_user(username="bert")


def log_out(page):
    page.goto("/accounts/settings/")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="For legs that cramp at night")).to_be_visible()


def left_open(page, address="/"):
    """Ruth's page in a second tab."""
    log_in(page)
    other = page.context.new_page()
    other.goto(address)
    return other


def waiting(page):
    return [(entry["fields"]["kind"], entry.get("status")) for entry in page.evaluate("outbox.waiting()")]


def tap(page):
    page.locator("main").get_by_role("button", name=MOON).click()


def test_a_tap_on_a_page_that_was_left_open_waits_while_another_diary_is_open(scripted, bert):
    left = left_open(scripted)
    log_out(scripted)
    log_in(scripted, "bert")
    tap(left)
    sentence = "Saved on this device. It belongs to another diary that was open on this device."
    expect(left.locator("[data-kept]")).to_have_text(sentence)
    expect(left.get_by_role("button", name="Put it into this diary")).to_be_hidden()
    assert (Cramp.objects.count(), waiting(left)) == (0, [("cramp", 409)])


def test_a_tap_on_a_page_that_was_left_open_begins_no_diary_when_nobody_is_logged_in(scripted, person):
    left = left_open(scripted)
    log_out(scripted)
    tap(left)
    expect(left.locator("[data-kept]")).to_have_text("Saved on this device. Log in, then it is sent.")
    expect(left.locator("#waits").get_by_role("link", name="Log in")).to_be_visible()
    assert (Cramp.objects.count(), Diary.objects.count()) == (0, 1)


def test_a_practice_on_a_page_that_was_left_open_waits_too(scripted, bert):
    left = left_open(scripted, "/practice/in-bed/")
    log_out(scripted)
    log_in(scripted, "bert")
    left.clock.install()
    left.get_by_role("button", name="Start").click()
    left.clock.fast_forward(40_000)
    left.get_by_role("link", name="End").click()
    left.clock.resume()
    left.get_by_role("button", name="Save this practice").click()
    expect(left.locator("[data-kept]")).to_contain_text("It belongs to another diary")
    assert (Practice.objects.count(), waiting(left)) == (0, [("practice", 409)])


def test_without_script_a_page_that_was_left_open_is_told_so(chromium, site, bert):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    left = left_open(page)
    context.clear_cookies(name="nightheron_session")
    tap(left)
    expect(left.get_by_role("heading", name="This is not saved")).to_be_visible()
    assert (Cramp.objects.count(), Diary.objects.count()) == (0, 2)
    context.close()


def test_what_belongs_to_another_is_put_into_this_diary_when_asked(scripted, bert):
    left = left_open(scripted)
    log_out(scripted)
    tap(left)
    expect(left.locator("[data-kept]")).to_be_focused()
    log_in(scripted, "bert")
    expect(scripted.locator("[data-kept]")).to_contain_text("It belongs to another diary")
    assert Cramp.objects.count() == 0
    scripted.get_by_role("button", name="Put it into this diary").click()
    expect(scripted.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.get().diary == bert.diary


def lose_cookie(page):
    """A guest's tap, one visit to Today, and then the cookie is gone."""
    page.goto("/")
    page.goto("/cramp/")
    tap(page)
    expect(page.locator("#saved-when")).to_be_visible()
    page.goto("/")
    expect(page.locator("body")).to_have_attribute("data-guest", "")
    expect(page.locator("body")).to_have_attribute("data-waiting", "0")
    page.context.clear_cookies()
    page.goto("/cramp/")
    tap(page)


def test_a_guest_whose_cookie_is_gone_begins_a_new_diary_with_what_waits(scripted):
    lose_cookie(scripted)
    expect(scripted.locator("[data-kept]")).to_contain_text("cannot be opened here any more")
    assert (Cramp.objects.count(), Diary.objects.count()) == (1, 1)
    scripted.get_by_role("button", name="Begin a new diary with it").click()
    expect(scripted.get_by_role("heading", name="Last cramp")).to_be_visible()
    assert (Cramp.objects.count(), Diary.objects.count()) == (2, 2)
    scripted.goto("/cramp/")
    tap(scripted)
    expect(scripted.locator("#saved-when")).to_be_visible()
    assert (Cramp.objects.count(), Diary.objects.count()) == (3, 2)


def test_a_guest_whose_cookie_is_gone_puts_what_waits_into_an_account(scripted, person):
    lose_cookie(scripted)
    expect(scripted.locator("[data-kept]")).to_be_focused()
    log_in(scripted)
    scripted.get_by_role("button", name="Put it into this diary").click()
    expect(scripted.locator("body")).to_have_attribute("data-waiting", "0")
    assert Cramp.objects.of(person.diary).count() == 1


class TestAfterALogOut:
    @pytest.fixture
    def service_workers(self):
        return "allow"

    def test_what_was_tapped_without_a_connection_is_not_sent_into_the_next_diary_unasked(self, scripted, bert):
        install(scripted)
        log_out(scripted)
        scripted.context.set_offline(True)
        tap_moon(scripted)
        expect(scripted.locator("[data-kept]")).to_be_focused()
        scripted.goto("about:blank")
        scripted.context.set_offline(False)
        log_in(scripted, "bert")
        expect(scripted.locator("[data-kept]")).to_contain_text("It was logged while nobody was logged in here.")
        assert (Cramp.objects.count(), waiting(scripted)) == (0, [("cramp", 409)])
