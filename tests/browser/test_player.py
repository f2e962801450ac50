"""The player by clock, by keyboard, without script, and without a connection."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from poses.models.pose import Pose
from tests import factories
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

START = dt.datetime(2026, 11, 18, 21, 0, tzinfo=dt.UTC)
READY, SWITCH, HOLD = 12, 4, 20
ONE_STATION = READY + HOLD + SWITCH + HOLD


@pytest.fixture
def routine(person):
    """Two poses, each side 20 seconds."""
    poses = list(Pose.objects.in_library().filter(sides="each"))[:1] * 2
    return factories.make_routine(diary=person.diary, poses=poses, hold_seconds=HOLD)


@pytest.fixture
def player(scripted, routine):
    """The player's page, started, on a clock that stands still until it is told to run."""
    log_in(scripted)
    scripted.clock.install(time=START)
    scripted.goto(f"/practice/{routine.uuid}/")
    scripted.clock.pause_at(START + dt.timedelta(seconds=60))
    scripted.get_by_role("button", name="Start").click()
    return scripted


def run(page, seconds):
    page.clock.run_for(seconds * 1000)


def left(page):
    return int(page.locator("[data-left]").inner_text())


def held():
    items = Practice.objects.get().items.all()
    return [(item.side, item.seconds) for item in items]


def test_a_whole_routine_by_the_clock_is_saved_with_what_was_held(player):
    run(player, 2 * ONE_STATION + 1)
    expect(player.get_by_role("heading", name="That is all")).to_be_focused()
    player.get_by_role("button", name="Save this practice").click()
    expect(player.locator(".said")).to_contain_text("Saved: practice, 2 min")
    assert (Practice.objects.get().source, Practice.objects.get().seconds) == ("timer", 2 * ONE_STATION)
    assert held() == [("right", 20), ("left", 20)] * 2


def test_the_clock_gets_ready_holds_and_changes_sides(player):
    seen = []
    for seconds in (1, READY, HOLD, SWITCH):
        run(player, seconds)
        seen.append(player.locator("[data-label]").inner_text())
    assert seen == ["Get ready", "Right side", "Other side", "Left side"]


def test_a_status_line_says_side_and_seconds_at_sensible_moments(player):
    said = player.locator("#live")
    expect(said).to_contain_text("Pose 1 of 2: Side-reclining leg lift. Get ready. First the right side.")
    run(player, READY + 1)
    expect(said).to_have_text("Right side. Hold for 20 seconds.")
    run(player, 5)
    expect(said).to_have_text("Right side. Hold for 20 seconds.")
    run(player, 10)
    expect(said).to_have_text("5 seconds left.")


def test_a_reload_in_mid_hold_goes_on_at_the_same_second(player):
    run(player, READY + 7)
    before = left(player)
    player.reload()
    assert before - left(player) in (0, 1)
    expect(player.locator("[data-label]")).to_have_text("Right side")
    run(player, 5)
    assert before - left(player) in (5, 6)


def test_a_pause_stops_the_clock(player):
    run(player, READY + 7)
    player.get_by_role("button", name="Pause").click()
    before = left(player)
    run(player, 30)
    assert left(player) == before
    player.get_by_role("button", name="Start").click()
    run(player, 3)
    assert before - left(player) == 3


def test_a_phone_that_slept_long_waits_where_it_was(player):
    run(player, READY + 7)
    before = left(player)
    player.clock.fast_forward(20 * 60 * 1000)
    expect(player.locator("[data-slept]")).to_be_visible()
    assert left(player) == before


def test_skip_goes_to_the_next_pose_and_counts_only_what_was_held(player):
    run(player, READY + 7)
    player.get_by_role("link", name="Next").click()
    expect(player.locator("[data-place]")).to_have_text("pose 2 of 2")
    run(player, READY + 3)
    player.get_by_role("link", name="Finish").click()
    player.get_by_role("button", name="Save this practice").click()
    expect(player.locator(".said")).to_be_visible()
    assert held() == [("right", 7), ("right", 3)]


def test_leaving_early_offers_to_save_what_was_done(player):
    run(player, READY + 9)
    player.get_by_role("link", name="End").click()
    expect(player.get_by_role("heading", name="Stop here?")).to_be_focused()
    player.get_by_role("button", name="Back").click()
    run(player, 60)
    player.get_by_role("link", name="End").click()
    player.get_by_role("button", name="Save this practice").click()
    expect(player.locator(".said")).to_be_visible()
    assert held() == [("right", 9)]


def test_a_practice_saved_without_a_connection_is_sent_once_when_it_is_back(player):
    run(player, READY + 9)
    player.get_by_role("link", name="End").click()
    player.context.set_offline(True)
    player.get_by_role("button", name="Save this practice").click()
    expect(player.locator("#kept")).to_be_focused()
    assert Practice.objects.count() == 0
    player.context.set_offline(False)
    expect(player.get_by_role("heading", name="Practice for tonight")).to_be_visible()
    assert held() == [("right", 9)]


def test_a_practice_of_somebody_whose_session_ended_waits_and_says_why(player):
    run(player, READY + 9)
    player.get_by_role("link", name="End").click()
    player.context.clear_cookies(name="nightheron_session")
    player.clock.resume()
    player.get_by_role("button", name="Save this practice").click()
    player.get_by_text("1 entry waits to be sent").click()
    expect(player.locator("#waits li")).to_contain_text("Log in, then it is sent.")
    expect(player).to_have_url("/")
    assert Practice.objects.count() == 0


def test_a_lost_answer_does_not_save_twice(player):
    run(player, READY + 9)
    player.get_by_role("link", name="End").click()

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    player.route("**/outbox/", lose_the_answer, times=1)
    player.get_by_role("button", name="Save this practice").click()
    expect(player.locator("#kept")).to_be_focused()
    player.context.set_offline(True)
    player.context.set_offline(False)
    expect(player.get_by_role("heading", name="Practice for tonight")).to_be_visible()
    player.clock.resume()
    expect(player.locator("body")).to_have_attribute("data-waiting", "0")
    assert Practice.objects.count() == 1


def test_seven_minutes_in_a_throttled_tab_end_within_a_second(scripted, person):
    log_in(scripted)
    scripted.add_init_script("delete window.Worker")  # only the page's own timers, at most one a minute
    scripted.clock.install(time=START)
    scripted.goto("/practice/leg-cramps-five/")
    scripted.clock.pause_at(START + dt.timedelta(seconds=60))
    scripted.get_by_role("button", name="Start").click()
    for seconds in [61] * 6 + [57]:
        scripted.clock.fast_forward(seconds * 1000)
    assert (left(scripted), scripted.locator("#done").is_hidden()) == (1, True)
    run(scripted, 1)
    expect(scripted.get_by_role("heading", name="That is all")).to_be_visible()
    scripted.get_by_role("button", name="Save this practice").click()
    expect(scripted.locator(".said")).to_be_visible()
    assert (Practice.objects.get().seconds, sum(seconds for _side, seconds in held())) == (424, 330)


def test_the_player_works_by_keyboard_alone(scripted, routine):
    log_in(scripted)
    scripted.clock.install(time=START)
    scripted.goto(f"/practice/{routine.uuid}/")
    scripted.clock.pause_at(START + dt.timedelta(seconds=60))
    press_on(scripted, "Start")
    run(scripted, READY + 4)
    press_on(scripted, "End")
    expect(scripted.locator("#done-title")).to_be_focused()
    press_on(scripted, "Save this practice")
    expect(scripted.locator(".said")).to_be_visible()
    assert held() == [("right", 4)]


def press_on(page, name):
    for _press in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(name):
            page.keyboard.press("Enter")
            return
    raise AssertionError(name)


def test_without_script_each_pose_is_a_page_and_the_end_saves(chromium, site, routine):
    context = chromium.new_context(base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    log_in(page)
    page.goto(f"/practice/{routine.uuid}/")
    expect(page.get_by_text("Hold: 20 seconds, each side").first).to_be_visible()
    page.get_by_role("link", name="Next").click()
    page.get_by_role("link", name="Finish").click()
    page.get_by_label("Side-reclining leg lift").first.uncheck()
    page.get_by_role("button", name="Save this practice").click()
    expect(page.locator(".said")).to_be_visible()
    assert (Practice.objects.get().source, held()) == ("hand", [("left", 20), ("right", 20)])
    context.close()


def test_somebody_without_an_account_keeps_the_practice_through_sign_up(page):
    page.goto("/practice/leg-cramps-five/done/")
    page.get_by_role("button", name="Save this practice").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("Start your log|Sign up|Create")).first.click()
    page.locator("input[name=username]").fill("anna")
    page.locator("input[name=password1]").fill("three short words")
    page.get_by_role("main").get_by_role("button", name="Start your log").click()
    page.get_by_role("button", name="Save this practice").click()
    expect(page.locator(".said").first).to_be_visible()
    assert Practice.objects.get().diary.owner.username == "anna"


def test_a_routine_is_put_in_order_by_keyboard(scripted, person):
    log_in(scripted)
    scripted.goto("/practice/new/")
    scripted.get_by_label("Name of the routine").fill("Sunday")
    for slug in ("hero", "crocodile"):
        scripted.locator("#id_new").select_option(slug)
        scripted.get_by_role("button", name="Add").focus()
        scripted.keyboard.press("Enter")
        expect(scripted.locator("#routine h2").last).to_contain_text(slug.capitalize())
    scripted.get_by_role("button", name=re.compile("^Up.*Crocodile")).focus()
    scripted.keyboard.press("Enter")
    expect(scripted.locator("#live")).to_have_text("Order now: Crocodile, Hero pose")
    expect(scripted.get_by_role("button", name=re.compile("^Up.*Crocodile"))).to_be_focused()
    scripted.get_by_label("Name of the routine").press("Enter")
    expect(scripted.locator(".said")).to_contain_text("Saved: Sunday")
    items = OwnRoutine.objects.get().items.all()
    assert [item.pose.slug for item in items] == ["crocodile", "hero"]


def test_a_routine_is_put_together_without_script(chromium, site, person):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.goto("/practice/new/")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Hold, seconds").fill("25")
    page.get_by_label("Name of the routine").fill("Sunday")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".said")).to_contain_text("Saved: Sunday")
    assert OwnRoutine.objects.get().items.get().hold_seconds == 25
    context.close()


def test_the_buttons_of_the_player_fill_its_width(page, routine):
    log_in(page)
    page.goto(f"/practice/{routine.uuid}/")
    bar = page.locator(".controls").bounding_box()
    last = page.locator(".controls .btn").last.bounding_box()
    assert last["x"] + last["width"] == pytest.approx(bar["x"] + bar["width"], abs=1)
