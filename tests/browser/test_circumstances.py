"""A medicine noted, and a pause begun and ended: by touch with and without a script, and by keyboard alone."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from tests import factories
from tests.browser.accessible import axe, faults
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def noted():
    return list(Circumstance.objects.values_list("kind", "medicine", "name", "last_day", "is_pause"))


def test_a_medicine_is_noted_from_the_journal_and_taken_back(page, person):
    log_in(page)
    page.goto("/journal/")
    page.get_by_role("link", name="What else went on").click()
    page.get_by_role("link", name="Medicine").click()
    page.get_by_text("Water tablet (diuretic)", exact=True).first.click()
    expect(page.get_by_role("main")).to_contain_text("Do not change a medicine by yourself")
    page.get_by_label("In your words").fill("the white one")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".said")).to_contain_text("Saved: Water tablet (diuretic) (the white one)")
    assert noted() == [("medicine", "diuretic", "the white one", None, False)]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".said")).to_contain_text("Removed.")
    assert noted() == []


def test_only_the_questions_that_fit_are_shown(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/circumstances/new/")
    scripted.get_by_text("Travel", exact=True).click()
    expect(scripted.get_by_text("What kind of medicine?")).to_be_hidden()
    expect(scripted.get_by_text("Pause the diary meanwhile")).to_be_visible()
    scripted.get_by_text("Medicine", exact=True).click()
    expect(scripted.get_by_text("What kind of medicine?")).to_be_visible()
    expect(scripted.get_by_text("Pause the diary meanwhile")).to_be_hidden()
    scripted.get_by_text("It still goes on").click()
    expect(scripted.get_by_label("Last day")).to_be_hidden()


def test_a_mistake_is_where_the_keyboard_goes_and_nothing_is_lost(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/circumstances/new/?kind=travel")
    scripted.get_by_label("In your words").fill("Lisbon")
    scripted.get_by_text("Until a day I know").click()
    scripted.get_by_role("button", name="Save").press("Enter")
    expect(scripted.locator(".errsum")).to_be_focused()
    expect(scripted.get_by_label("In your words")).to_have_value("Lisbon")
    assert axe(scripted) == []
    scripted.keyboard.press("Tab")
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_label("Last day")).to_be_focused()


def test_a_pause_begins_in_settings_and_ends_on_today(page, person):
    log_in(page)
    page.goto("/accounts/settings/")
    page.get_by_role("button", name="Pause from tonight").click()
    expect(page.get_by_role("heading", name="The diary rests")).to_be_visible()
    expect(page.get_by_text("How was last night?")).to_have_count(0)
    Circumstance.objects.update(first_day=timezone.localdate() - dt.timedelta(days=2))
    page.get_by_role("button", name="End the pause").click()
    expect(page.locator(".said")).to_contain_text("The pause has ended.")
    expect(page.get_by_role("heading", name="How was last night?")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="The diary rests")).to_be_visible()
    assert noted() == [("other", "", "", None, True)]


def test_a_cramp_in_a_pause_is_one_tap(page, person):
    factories.make_circumstance(
        diary=person.diary, first_day=timezone.localdate(), last_day=None, is_pause=True, kind="other"
    )
    log_in(page)
    page.goto("/")
    page.get_by_role("button", name="I have a cramp").click()
    expect(page.locator(".said").first).to_contain_text("Saved")
    assert Cramp.objects.count() == 1


def test_by_keyboard_alone_a_medicine_is_noted(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/circumstances/new/")
    keys = scripted.keyboard
    scripted.locator("[name=kind]").first.focus()
    keys.press("Space")
    keys.press("Tab")
    for _class in range(3):
        keys.press("ArrowDown")
    expect(scripted.get_by_label("Statin", exact=True)).to_be_checked()
    scripted.get_by_label("In your words").focus()
    keys.type("a new one")
    scripted.locator("[name=lasting]").first.focus()
    for _answer in range(2):
        keys.press("ArrowDown")
    scripted.get_by_role("button", name="Save").focus()
    keys.press("Enter")
    expect(scripted.locator(".said")).to_be_focused()
    assert noted() == [("medicine", "statin", "a new one", None, False)]


def test_by_keyboard_alone_a_pause_begins_and_ends(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/circumstances/")
    scripted.get_by_role("button", name="Pause from tonight").focus()
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".said")).to_be_focused()
    scripted.get_by_role("button", name="End the pause").focus()
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".said")).to_contain_text("The pause has ended.")
    expect(scripted.locator(".said")).to_be_focused()
    assert noted() == []


@pytest.mark.sweep
def test_pages_of_a_paused_diary_are_accessible_in_every_mood(scripted, person):
    today = timezone.localdate()
    factories.fill_days(diary=person.diary, first=today - dt.timedelta(days=90), days=90)
    for kind, first, last in (("medicine", 60, 20), ("illness", 50, 45), ("travel", 30, None)):
        factories.make_circumstance(
            diary=person.diary,
            kind=kind,
            medicine="statin" if kind == "medicine" else "",
            first_day=today - dt.timedelta(days=first),
            last_day=today - dt.timedelta(days=last) if last else None,
            is_pause=kind == "travel",
        )
    log_in(scripted)
    problems = []
    for address in ("/", "/journal/", "/journal/trend/", "/journal/circumstances/", "/accounts/settings/"):
        scripted.goto(address)
        problems += [f"{address} {fault}" for fault in faults(scripted)]
    assert problems == []
