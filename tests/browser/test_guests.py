"""A diary begun with a tap, and kept: by a password with and without script, and by a passkey."""

import pytest
from playwright.sync_api import expect

from journal.models.cramps import Cramp, Night
from journal.models.diary import Diary
from tests import factories
from tests.browser.conftest import add_authenticator

pytestmark = pytest.mark.django_db(transaction=True)


def begin(page):
    """Three entries of a stranger: two cramps, and a clear night."""
    for _tap in range(2):
        page.goto("/cramp/")
        page.get_by_role("button", name="I have a cramp").click()
        expect(page.locator(".said")).to_contain_text("Saved: cramp at")
    page.goto("/journal/nights/")
    page.locator("input[name=night]").fill("2026-11-02")
    page.get_by_role("button", name="No cramps").click()
    expect(page.locator(".said").first).to_contain_text("Saved: no cramps")


def ask_to_keep(page, name):
    page.goto("/accounts/settings/")
    page.get_by_role("link", name="Keep this diary").click()
    page.get_by_label("User name").fill(name)


def entries():
    return sorted(Cramp.objects.values_list("uuid", "occurred_at")), list(Night.objects.values_list("date"))


def see_every_entry(page):
    """The diary opens in a browser that knows nothing, and holds what the guest put in."""
    page.goto("/journal/nights/2026-11-02/")
    expect(page.get_by_role("main")).to_contain_text("No cramps")
    for cramp in Cramp.objects.all():
        page.goto(f"/cramp/{cramp.uuid}/")
        expect(page.locator(".said")).to_contain_text("Saved: cramp at")
    assert (Diary.objects.count(), Diary.objects.get().owner.is_guest) == (1, False)


def test_a_password_keeps_every_entry(page):
    begin(page)
    before = entries()
    ask_to_keep(page, "ada")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.get_by_role("button", name="Keep with a password").click()
    expect(page.locator(".said").first).to_have_text("Your diary is kept. Log in as ada on any device.")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("ada")
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Settings").wait_for()
    see_every_entry(page)
    assert entries() == before
    assert (len(before[0]), len(before[1])) == (2, 1)


def test_a_passkey_keeps_every_entry(scripted):
    add_authenticator(scripted)
    begin(scripted)
    before = entries()
    ask_to_keep(scripted, "ada")
    scripted.get_by_role("button", name="Keep with a passkey").click()
    scripted.get_by_role("button", name="Add a passkey").click()
    said = scripted.locator(".said").filter(has_text="Your diary is kept. Log in as ada on any device.")
    expect(said).to_be_visible()
    scripted.context.clear_cookies()
    scripted.goto("/accounts/login/")
    scripted.get_by_role("button", name="Use a passkey").click()
    expect(scripted.get_by_role("link", name="Settings")).to_be_visible()
    see_every_entry(scripted)
    assert entries() == before
    assert (len(before[0]), len(before[1])) == (2, 1)


def test_a_guest_who_turns_back_from_the_passkey_still_has_the_diary(scripted):
    begin(scripted)
    before = entries()
    ask_to_keep(scripted, "ada")
    scripted.get_by_role("button", name="Keep with a passkey").click()
    expect(scripted.get_by_role("heading", name="Add a passkey")).to_be_visible()
    scripted.goto("/accounts/settings/")
    expect(scripted.get_by_role("link", name="Keep this diary")).to_be_visible()
    assert (entries(), Diary.objects.get().owner.is_guest) == (before, True)
