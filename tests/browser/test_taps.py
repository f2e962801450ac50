"""How many taps it takes, and what follows a saved cramp: by touch, by keyboard, with and without a script."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.domain.choices import Muscle
from journal.models.cramps import Cramp, Night
from tests import factories
from tests.browser.accessible import faults
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "When a cramp needs a doctor"


class Taps:
    """A finger that counts: on the home screen's icon, and on whatever is touched after it."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def icon(self, address):
        self.count += 1
        self.page.goto(address)

    def on(self, target):
        self.count += 1
        target.click()

    def on_moon(self):
        self.on(self.page.get_by_role("button", name="I have a cramp"))
        expect(self.page.locator("#saved-when")).to_contain_text("Saved: cramp at")

    def on_chip(self, text):
        self.on(self.page.locator("#quick").get_by_text(text, exact=True))


def has_script(page):
    return page.evaluate("typeof htmx") != "undefined"


def expect_said(page, sentence):
    """Without a script the taps are sent by the button under them, and Today says the sentence."""
    if not has_script(page):
        page.get_by_role("button", name="Save details").click()
    expect(page.locator("#quick-said, .said").filter(has_text=sentence).first).to_be_visible()


@pytest.fixture
def saved(page, person):
    """The page after a cramp of this moment."""
    log_in(page)
    page.goto("/cramp/")
    Taps(page).on_moon()
    return page


def test_a_cramp_from_the_home_screen_takes_two_taps(page, person):
    log_in(page)
    finger = Taps(page)
    finger.icon("/cramp/")
    finger.on_moon()
    assert (finger.count, Cramp.objects.count()) == (2, 1)


def test_a_cramp_of_somebody_without_an_account_takes_two_taps(page):
    finger = Taps(page)
    finger.icon("/cramp/")
    finger.on_moon()
    assert (finger.count, Cramp.objects.count()) == (2, 1)


def test_a_cramp_from_today_takes_one_tap(page, person):
    log_in(page)
    finger = Taps(page)
    finger.on_moon()
    assert (finger.count, Cramp.objects.count()) == (1, 1)


def test_a_cramp_with_leg_and_pain_takes_four_taps(scripted, person):
    log_in(scripted)
    finger = Taps(scripted)
    finger.icon("/cramp/")
    finger.on_moon()
    finger.on_chip("Left")
    finger.on_chip("7")
    expect_said(scripted, "Saved. Left leg. Pain 7 out of 10.")
    cramp = Cramp.objects.get()
    assert (finger.count, cramp.side, cramp.pain) == (4, "left", 7)


def test_no_cramps_last_night_takes_one_tap_from_today(page, person):
    log_in(page)
    finger = Taps(page)
    finger.on(page.locator("#lastnight").get_by_role("button", name="No cramps"))
    expect(page.locator(".said").first).to_contain_text("Saved: no cramps")
    assert (finger.count, Night.objects.count()) == (1, 1)


def test_leg_and_muscle_are_two_taps_and_then_it_is_good_night(saved):
    finger = Taps(saved)
    finger.on_chip("Right")
    finger.on_chip("Calf")
    expect_said(saved, "Saved. Right leg: calf.")
    if has_script(saved):
        finger.on(saved.get_by_role("link", name="Done, good night"))
    expect(saved.get_by_role("heading", level=1)).to_be_visible()
    cramp = Cramp.objects.get()
    assert (cramp.side, cramp.muscles) == ("right", Muscle.CALF)


def test_relief_is_one_tap_away_and_one_back(saved):
    finger = Taps(saved)
    finger.on(saved.get_by_role("link", name="Show me how"))
    expect(saved.locator(".now3 li")).to_have_count(3)
    finger.on(saved.get_by_role("link", name="Back: your cramp is saved"))
    expect(saved.locator("#saved-when")).to_contain_text("Saved: cramp at")
    assert (finger.count, Cramp.objects.count()) == (2, 1)


@pytest.mark.parametrize(("chip", "minutes"), [("10 minutes ago", 10), ("1 hour ago", 60)])
def test_a_cramp_is_dated_back_by_a_chip(saved, chip, minutes):
    tapped = Cramp.objects.get().occurred_at
    Taps(saved).on_chip(chip)
    expect_said(saved, "Saved.")
    moved = tapped - Cramp.objects.get().occurred_at
    assert round(moved / dt.timedelta(minutes=1)) == minutes


def test_another_night_asks_which_and_moves_the_cramp(saved):
    field = saved.get_by_label("Which night?")
    expect(field).to_be_hidden()
    Taps(saved).on_chip("Another night")
    field.fill("2026-11-10")
    field.press("Tab")
    expect_said(saved, "Saved.")
    assert Cramp.objects.get().night_of == dt.date(2026, 11, 10)


def test_a_night_that_has_not_come_is_refused_in_words(saved):
    Taps(saved).on_chip("Another night")
    saved.get_by_label("Which night?").fill("2999-01-01")
    saved.get_by_label("Which night?").press("Tab")
    if not has_script(saved):
        saved.get_by_role("button", name="Save details").click()
        expect(saved.locator(".errsum")).to_contain_text("has not happened yet")
    else:
        expect(saved.locator("#quick-said")).to_contain_text("has not happened yet")
    expect(saved.get_by_label("Which night?")).to_have_value("2999-01-01")


def test_same_as_last_time_is_one_tap(page, person):
    before = timezone.now() - dt.timedelta(days=2)
    factories.make_cramp(diary=person.diary, occurred_at=before, side="left", muscles=Muscle.FOOT)
    log_in(page)
    finger = Taps(page)
    finger.on_moon()
    finger.on(page.get_by_role("button", name="Same as last time"))
    expect(page.locator(".said")).to_contain_text("Saved: same as last time")
    newest = Cramp.objects.newest()
    assert (finger.count, newest.side, newest.muscles) == (2, "left", Muscle.FOOT)


def press_until(page, key, is_there):
    for _press in range(40):
        page.keyboard.press(key)
        if page.evaluate(is_there):
            return
    raise AssertionError(f"never reached: {is_there}")


def test_leg_pain_and_time_are_told_by_keyboard_and_focus_stays(scripted, person):
    log_in(scripted)
    scripted.goto("/cramp/")
    press_until(scripted, "Tab", "document.activeElement.matches('.moon')")
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".said")).to_be_focused()
    for name, key in (("side", "Space"), ("pain", "Space"), ("ago", "ArrowRight")):
        press_until(scripted, "Tab", f"document.activeElement.name == '{name}'")
        with scripted.expect_response(lambda answer: answer.request.method == "POST"):
            scripted.keyboard.press(key)
        expect(scripted.locator(f"[name={name}]:focus")).to_have_count(1)
    expect(scripted.locator("#saved-when")).to_contain_text("at about")
    expect(scripted.locator("#live")).to_have_text("Saved. Left leg. Pain 0 out of 10.")


def save_with_signs(page, person):
    cramp = factories.make_cramp(diary=person.diary, occurred_at=timezone.now() - dt.timedelta(hours=2))
    log_in(page)
    page.goto(f"/journal/cramps/{cramp.uuid}/edit/")
    page.get_by_text("Over 10 minutes", exact=True).click()
    page.get_by_text("Swollen, warm, red or darker", exact=True).click()
    page.get_by_text("Weak", exact=True).click()
    page.get_by_role("button", name="Save details").click()


def test_a_note_is_read_first_and_is_not_there_next_time(page, person):
    save_with_signs(page, person)
    expect(page.get_by_role("region", name=NOTE)).to_contain_text("Call a doctor today")
    if has_script(page):
        expect(page.get_by_role("region", name=NOTE)).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", name=NOTE)).to_have_count(0)


def test_a_note_leads_to_all_of_the_signs(page, person):
    save_with_signs(page, person)
    page.locator("#advice").get_by_role("link", name="When to get help").click()
    expect(page.get_by_role("heading", name="When to get help")).to_be_in_viewport()


@pytest.mark.sweep
def test_the_note_is_accessible_in_every_mood(scripted, person):
    save_with_signs(scripted, person)
    expect(scripted.locator("#advice")).to_be_visible()
    assert faults(scripted) == []


@pytest.mark.sweep
def test_what_follows_a_cramp_is_accessible_in_every_mood(scripted, person):
    factories.make_cramp(diary=person.diary, occurred_at=timezone.now() - dt.timedelta(days=2), side="left")
    cramp = factories.make_cramp(diary=person.diary, occurred_at=timezone.now())
    log_in(scripted)
    scripted.goto(f"/cramp/{cramp.uuid}/")
    scripted.get_by_text("Another night", exact=True).click()
    found = faults(scripted)
    for address in (f"/relief/?cramp={cramp.uuid}", f"/journal/cramps/{cramp.uuid}/edit/"):
        scripted.goto(address)
        found += [f"{address} {fault}" for fault in faults(scripted)]
    assert found == []


def zone_at(hour):
    """A zone in which it is `hour` o'clock now."""
    names = [f"Etc/GMT{offset:+d}" for offset in range(-12, 13)]
    return next(name for name in names if timezone.now().astimezone(ZoneInfo(name)).hour == hour)


@pytest.mark.parametrize(
    ("hour", "first"), [(8, "How was last night?"), (14, "A cramp just now?"), (23, "A cramp just now?")]
)
def test_today_asks_first_what_the_hour_suggests(page, person, hour, first):
    factories.make_cramp(diary=person.diary, occurred_at=timezone.now() - dt.timedelta(days=9))
    person.diary.time_zone = zone_at(hour)
    person.diary.save()
    log_in(page)
    expect(page.locator("main h2").first).to_have_text(first)


def test_the_moon_shows_the_time_as_the_server_writes_it(page):
    page.goto("/cramp/")
    expect(page.locator("[data-now]")).to_have_text(re.compile(r"^\d{1,2}:\d\d [ap]m$"))
