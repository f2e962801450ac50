"""The flows of the product on a phone, with and without JavaScript, and by keyboard alone."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from journal.models.cramps import Cramp, Night
from journal.models.practices import Practice
from tests import factories
from tests.browser.conftest import add_authenticator, log_in
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_finds_the_dog_and_reads_it(page):
    page.goto("/poses/")
    page.get_by_label("Find a pose").fill("mukho")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".pose")).to_have_count(1)
    page.get_by_role("link", name="Downward-facing dog").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Downward-facing dog")
    expect(page.locator(".steps figure svg")).to_have_count(6)


def test_the_steps_of_a_pose_play_as_motion_and_stop_again(scripted):
    scripted.goto("/poses/wall-calf-stretch/")
    still = scripted.locator("[data-motion] svg").inner_html()
    scripted.get_by_role("button", name="Play the steps").click()
    expect(scripted.locator("[data-motion] svg g path").first).to_have_attribute("d", re.compile("^M"))
    scripted.get_by_role("button", name="Stop").click()
    assert scripted.locator("[data-motion] svg").inner_html() == still


def test_somebody_who_asked_for_less_motion_sees_still_figures(scripted):
    scripted.emulate_media(reduced_motion="reduce")
    scripted.goto("/poses/wall-calf-stretch/")
    expect(scripted.get_by_role("button", name="Play the steps")).to_be_hidden()


def test_the_library_is_filtered_by_place_and_length(page):
    page.goto("/poses/")
    page.get_by_text("By place and length").click()
    page.locator("#find-form").get_by_text("In bed").click()
    page.locator("#find-form").get_by_text("Up to 2 minutes").click()
    if page.evaluate("typeof htmx") == "undefined":
        page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("6 poses").last).to_be_visible()
    page.wait_for_url(re.compile("place=bed&minutes=2"))


def test_relief_shows_its_three_lines_on_the_first_screen(page):
    page.goto("/relief/foot/")
    for line in page.locator(".now3 li").all():
        expect(line).to_be_in_viewport()


def test_somebody_signs_up_and_out(page):
    page.goto("/accounts/signup/")
    page.locator("input[name=username]").fill("anna")
    page.locator("input[name=password1]").fill("three short words")
    page.get_by_role("main").get_by_role("button", name="Start your log").click()
    page.get_by_role("link", name="Settings").wait_for()
    page.goto("/accounts/settings/")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    assert User.objects.get().username == "anna"


def test_settings_are_changed_and_kept(page, person):
    log_in(page)
    page.goto("/accounts/settings/")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_text("Dark", exact=True).click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".said")).to_contain_text("Saved")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    person.diary.refresh_from_db()
    assert person.diary.time_zone == "Asia/Tokyo"


def test_other_devices_are_seen_and_logged_out(page, person):
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1 Version/15.8 Mobile Safari/604.1"
    elsewhere = Client(headers={"user-agent": phone})
    elsewhere.post("/accounts/login/", {"login": "ruth", "password": factories.PASSWORD})
    log_in(page)
    page.goto("/accounts/sessions/")
    expect(page.get_by_text("Safari on iPhone")).to_be_visible()
    page.get_by_role("button", name="Log out everywhere else").click()
    expect(page.get_by_text("Safari on iPhone")).to_be_hidden()
    assert elsewhere.get("/journal/").url == "/accounts/login/?next=/journal/"


def test_a_night_of_the_past_is_filled_in(page, person):
    log_in(page)
    page.goto("/journal/nights/")
    page.locator("input[name=night]").fill("2026-11-02")
    page.get_by_role("button", name="No cramps").click()
    expect(page.locator(".said")).to_contain_text("Saved: no cramps")
    assert Night.objects.get().date == dt.date(2026, 11, 2)


def test_the_calendar_shows_an_unknown_night_of_an_older_month(page, person):
    factories.make_night(diary=person.diary, date=dt.date(2026, 9, 3))
    log_in(page)
    page.goto("/journal/?month=2026-10")
    page.get_by_role("link", name="September 2026").click()
    expect(page.locator("#calendar-heading")).to_have_text("September 2026")
    expect(page.get_by_role("link", name=re.compile(r"^3\b.*no cramps"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(r"^4\b.*not logged"))).to_be_visible()


def test_one_tap_saves_and_undo_stays(page, person):
    log_in(page)
    page.get_by_role("button", name="I have a cramp").click()
    expect(page.locator(".said")).to_contain_text("Saved")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".said")).to_contain_text("removed")
    assert Cramp.objects.count() == 0


def test_no_cramps_last_night_is_one_tap(page, person):
    log_in(page)
    page.get_by_role("button", name="No cramps").first.click()
    expect(page.locator(".said").first).to_contain_text("Saved: no cramps")
    assert Night.objects.count() == 1


def test_a_night_that_the_network_lost_is_kept_and_sent_later(scripted, person):
    log_in(scripted)
    scripted.context.set_offline(True)
    scripted.get_by_role("button", name="No cramps").first.click()
    expect(scripted.locator("[data-kept]")).to_be_focused()
    assert Night.objects.count() == 0
    scripted.context.set_offline(False)
    expect(scripted.locator("#lastnight")).to_contain_text("No cramps. Saved.")
    assert Night.objects.count() == 1


def test_a_page_that_did_not_load_says_so_and_is_asked_again(scripted):
    scripted.goto("/poses/")
    scripted.route("**/poses/?**", lambda route: route.abort())
    scripted.locator("#muscle-calf").click()
    expect(scripted.locator("#failed").get_by_text("This did not load.")).to_be_visible()
    scripted.unroute("**/poses/?**")
    scripted.get_by_role("button", name="Try again").click()
    expect(scripted.locator("#muscle-calf")).to_have_attribute("aria-current", "true")
    expect(scripted.locator("#failed")).to_be_hidden()


def test_a_practice_by_hand_is_saved(page, person):
    log_in(page)
    page.goto("/journal/practice/new/")
    page.get_by_label("How many minutes?").fill("7")
    page.locator("input[name=started_at]").fill("2026-11-18T21:00")
    page.get_by_role("button", name="Save this practice").click()
    expect(page.locator(".said")).to_contain_text("Saved")
    assert Practice.objects.get().seconds == 420


def test_an_entry_is_edited_and_deleted_from_the_journal(page, person):
    cramp = factories.make_cramp(diary=person.diary, occurred_at=timezone.now() - dt.timedelta(days=1))
    log_in(page)
    page.goto(f"/journal/?month={cramp.night_of:%Y-%m}")
    page.locator(".timeline").get_by_role("link", name=re.compile("^Edit")).first.click()
    page.get_by_text("Left", exact=True).click()
    page.get_by_role("button", name="Save details").click()
    cramp.refresh_from_db()
    assert cramp.side == "left"
    page.goto(f"/journal/cramps/{cramp.uuid}/edit/")
    page.get_by_role("button", name="Delete this cramp").click()
    expect(page.locator(".said")).to_contain_text("removed")
    assert Cramp.objects.count() == 0


def test_the_span_of_the_trend_has_an_address(page, person):
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=120), days=120)
    log_in(page)
    page.goto("/journal/trend/")
    page.get_by_role("link", name="8 weeks").click()
    expect(page.get_by_role("link", name="8 weeks")).to_have_attribute("aria-current", "true")
    page.wait_for_url("**/journal/trend/?span=8w")


def test_a_cramp_is_logged_by_keyboard_alone(scripted, person):
    scripted.goto("/accounts/login/")
    scripted.locator("input[name=login]").focus()
    scripted.keyboard.type("ruth")
    scripted.keyboard.press("Tab")
    scripted.keyboard.type(factories.PASSWORD)
    scripted.keyboard.press("Enter")
    scripted.get_by_role("link", name="Settings").wait_for()
    for _press in range(20):
        scripted.keyboard.press("Tab")
        if "I have a cramp" in scripted.evaluate("document.activeElement.textContent"):
            break
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".said")).to_be_focused()
    assert Cramp.objects.count() == 1


def test_a_passkey_logs_in_alone(scripted, person):
    add_authenticator(scripted)
    log_in(scripted)
    scripted.goto("/accounts/2fa/webauthn/add/")
    scripted.locator("input[name=password]").fill(factories.PASSWORD)
    scripted.keyboard.press("Enter")
    scripted.get_by_role("button", name="Add a passkey").click()
    expect(scripted.locator(".said").first).to_contain_text("Saved: your passkey")
    scripted.context.clear_cookies()
    scripted.goto("/accounts/login/")
    scripted.get_by_role("button", name="Use a passkey").click()
    expect(scripted.get_by_role("link", name="Settings")).to_be_visible()


def test_a_passkey_that_is_turned_away_says_so_and_can_be_tried_again(scripted, person):
    scripted.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('turned away'))")
    scripted.goto("/accounts/login/")
    scripted.get_by_role("button", name="Use a passkey").click()
    expect(scripted.get_by_role("alert")).to_have_text("No passkey was used. You can try again.")
    expect(scripted.get_by_role("button", name="Use a passkey")).to_be_enabled()


def test_a_browser_without_passkeys_is_told_of_the_password(scripted, person):
    scripted.add_init_script("delete window.PublicKeyCredential")
    scripted.goto("/accounts/login/")
    expect(scripted.get_by_text("This browser has no passkeys.")).to_be_visible()
    expect(scripted.get_by_role("button", name="Use a passkey")).to_be_disabled()
