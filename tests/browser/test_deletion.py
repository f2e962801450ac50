"""Everything deleted and kept again, with and without a script, and what the device forgets."""

import pytest
from playwright.sync_api import expect

from journal.models.cramps import Cramp
from tests import factories
from tests.browser.accessible import faults
from tests.browser.conftest import add_authenticator, log_in, wait_until
from tests.browser.test_guests import ask_to_keep, begin
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def ask(page):
    page.goto("/accounts/settings/")
    page.get_by_role("link", name="Delete my account and diary").click()
    page.locator("input[name=proof]").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("This diary is to be deleted on")


def log_in_again(page):
    page.get_by_role("main").get_by_role("link", name="Log in").click()
    page.locator("input[name=login]").fill("ruth")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def test_everything_is_asked_to_go_and_kept_again(page, person):
    factories.make_cramp(diary=person.diary, occurred_at=factories.OPENED, note="garden")
    log_in(page)
    ask(page)
    page.goto("/journal/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.goto("/accounts/deleted/")
    log_in_again(page)
    page.get_by_role("button", name="Keep my diary").click()
    expect(page.locator(".said").first).to_have_text("Your diary is kept. Nothing was deleted.")
    page.goto(f"/journal/cramps/{Cramp.objects.get().uuid}/edit/")
    expect(page.get_by_label("Note")).to_have_value("garden")


def test_the_page_in_between_is_accessible_to_both_who_may_see_it(scripted, site, person):
    log_in(scripted)
    ask(scripted)
    assert faults(scripted) == []
    log_in_again(scripted)
    expect(scripted.get_by_role("button", name="Keep my diary")).to_be_visible()
    assert faults(scripted) == []


def test_the_device_forgets_the_diary(scripted, site, person):
    log_in(scripted)
    known = "async () => [await outbox.recall('diary') ?? '', localStorage.length]"
    scripted.evaluate("localStorage.setItem('planted', 'x')")
    assert all(scripted.evaluate(known))
    ask(scripted)
    wait_until(scripted, "localStorage.length", lambda length: length == 0)
    assert scripted.evaluate(known) == ["", 0]


def test_a_passkey_alone_is_shown_before_everything_is_asked_to_go(scripted, site):
    add_authenticator(scripted)
    begin(scripted)
    ask_to_keep(scripted, "robin")
    scripted.get_by_role("button", name="Keep with a passkey").click()
    scripted.get_by_role("button", name="Add a passkey").click()
    scripted.get_by_role("heading", name="Settings").wait_for()
    scripted.goto("/accounts/delete/")
    assert faults(scripted) == []
    scripted.get_by_label("Type your user name").fill("robin")
    scripted.get_by_role("main").get_by_role("button", name="Delete everything").click()
    expect(scripted.get_by_role("heading", level=1)).to_have_text("Show your passkey")
    assert User.objects.get().deletes_at is None
    assert faults(scripted) == []
    scripted.get_by_role("button", name="Use a passkey").click()
    expect(scripted.get_by_role("heading", level=1)).to_contain_text("This diary is to be deleted on")
