"""The flows of the product by keyboard alone: Tab, Enter, Space and arrows, never a pointer."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

NAME = """() => { const here = document.activeElement;
  return here.getAttribute('aria-label') || (here.labels?.[0] ?? here).innerText || ''; }"""


def tab_to(page, name, *, presses=90):
    """Press Tab until what has the focus is called `name`."""
    for _press in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).strip().startswith(name):
            return
    raise AssertionError(f"{name!r} is not reached by {presses} presses of Tab")


def press(page, name, key="Enter"):
    tab_to(page, name)
    page.keyboard.press(key)


def go(page, name):
    """Press Enter on `name`, and wait for the page that it opens."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, name, text):
    tab_to(page, name)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


@pytest.fixture
def inside(scripted, person):
    """Somebody who logged in with the keyboard."""
    scripted.goto("/accounts/login/")
    write(scripted, "User name or e-mail", "ruth")
    write(scripted, "Password", factories.PASSWORD)
    scripted.keyboard.press("Enter")
    scripted.get_by_role("link", name="Settings").wait_for()
    return scripted


def test_a_pose_is_found_and_opened(scripted):
    scripted.goto("/poses/")
    write(scripted, "Find a pose", "mukho")
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".pose")).to_have_count(1)
    go(scripted, "Downward-facing dog")
    expect(scripted.get_by_role("heading", level=1)).to_have_text("Downward-facing dog")


def test_relief_for_another_muscle_is_opened(scripted):
    scripted.goto("/")
    go(scripted, "Show me what to do")
    go(scripted, "Foot")
    expect(scripted.locator(".bar [aria-current]")).to_have_text("Foot")


def test_somebody_signs_up_chooses_a_goal_and_logs_out(scripted):
    scripted.goto("/accounts/signup/")
    write(scripted, "User name", "anna")
    write(scripted, "Password", "three short words")
    go(scripted, "Start your log")
    go(scripted, "Settings")
    tab_to(scripted, "3")
    scripted.keyboard.press("ArrowRight")
    go(scripted, "Save changes")
    expect(scripted.locator(".said")).to_be_focused()
    assert User.objects.get().diary.goal == 4
    go(scripted, "Log out")
    expect(scripted.get_by_role("link", name="Log in")).to_be_visible()


def test_a_cramp_is_logged_told_and_undone(inside):
    go(inside, "I have a cramp")
    expect(inside.locator(".said")).to_be_focused()
    tab_to(inside, "Left")
    with inside.expect_response("**/cramp/*/"):
        inside.keyboard.press("Space")
    assert Cramp.objects.get().side == "left"
    inside.reload()
    go(inside, "Undo")
    expect(inside.locator(".said")).to_contain_text("removed")
    assert Cramp.objects.count() == 0


def test_no_cramps_last_night_keeps_the_focus_beside_its_undo(inside):
    press(inside, "No cramps")
    expect(inside.locator("#lastnight")).to_contain_text("Saved: no cramps")
    assert Night.objects.count() == 1
    expect(inside.locator("#lastnight :focus")).to_have_count(1)


def test_a_night_of_the_past_is_filled_in(inside):
    inside.goto("/journal/nights/")
    tab_to(inside, "Which night?")
    inside.keyboard.type("11022026")
    go(inside, "I had one")
    assert Cramp.objects.get().night_of == dt.date(2026, 11, 2)


def test_a_practice_is_logged_by_hand(inside):
    go(inside, "Log a practice by hand")
    write(inside, "How many minutes?", "7")
    go(inside, "Save this practice")
    expect(inside.locator(".said")).to_contain_text("Saved")
    assert Practice.objects.get().seconds == 420


def test_an_entry_of_the_journal_is_edited_deleted_and_put_back(inside, person):
    factories.make_cramp(diary=person.diary, occurred_at=timezone.now() - dt.timedelta(hours=1))
    inside.goto("/journal/")
    go(inside, "Edit")
    press(inside, "Left", "ArrowRight")
    go(inside, "Save details")
    expect(inside.locator(".said")).to_be_focused()
    go(inside, "Edit")
    go(inside, "Delete this cramp")
    expect(inside.locator(".said")).to_contain_text("removed")
    go(inside, "Undo")
    expect(inside.locator(".said")).to_be_focused()
    assert Cramp.objects.get().side == "right"


def test_the_calendar_turns_to_an_older_month(inside, person):
    factories.make_cramp(diary=person.diary, occurred_at=timezone.now() - dt.timedelta(days=70))
    inside.goto("/journal/")
    older = inside.locator("#month-older").inner_text().strip()
    press(inside, older)
    expect(inside.locator("#calendar-heading")).to_have_text(older)
    assert inside.evaluate("document.activeElement !== document.body")


def test_another_span_of_the_trend_keeps_the_focus(inside, person):
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=120), days=120)
    inside.goto("/journal/trend/")
    press(inside, "8 weeks")
    inside.wait_for_url(re.compile("span=8w"))
    expect(inside.get_by_role("link", name="8 weeks")).to_be_focused()
