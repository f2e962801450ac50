"""Back, after a part of the page was changed: the part is as before, and the page where the finger was."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from poses.domain.choices import Muscle, Place
from poses.models.pose import Pose
from tests import factories
from tests.browser.conftest import log_in, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
CHANGES = {
    "/poses/": "#poses .bar a:not([aria-current])",
    "/journal/?month=2026-05": "#older",
    "/journal/trend/": "#span-8w",
}


@pytest.fixture
def logged(scripted, person):
    factories.fill_days(diary=person.diary, first=dt.date(2026, 4, 1), days=61)
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=90), days=90)
    log_in(scripted)
    return scripted


@pytest.mark.parametrize("address", CHANGES)
def test_back_shows_the_place_where_the_finger_was(logged, address):
    logged.goto(address)
    logged.set_viewport_size({"width": 390, "height": 400})
    changer = logged.locator(CHANGES[address]).first
    changer.evaluate("(each) => each.scrollIntoView({ block: 'center', behavior: 'instant' })")
    place, before = logged.evaluate("scrollY"), logged.url
    changer.click()
    logged.wait_for_function("(before) => location.href !== before", arg=before)
    logged.wait_for_load_state("networkidle")
    logged.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    logged.go_back()
    logged.wait_for_url(f"**{address}")
    wait_until(logged, "scrollY", lambda now: abs(now - place) < 5)
    assert place > 100


def test_enter_in_the_search_asks_once_and_breaks_nothing_off(scripted, site):
    scripted.goto("/poses/")
    scripted.evaluate(
        "addEventListener('htmx:sendAbort', () => { document.body.dataset.broken = 'yes' }, { capture: true })"
    )
    asked = []
    scripted.on("request", lambda request: asked.append(request.url) if "/poses/?" in request.url else None)
    scripted.get_by_label("Find a pose").fill("mukho")
    scripted.get_by_label("Find a pose").press("Enter")
    expect(scripted.locator(".pose")).to_have_count(1)
    scripted.wait_for_load_state("networkidle")
    assert (len(asked), scripted.evaluate("document.body.dataset.broken ?? ''")) == (1, "")


def test_a_second_choice_in_the_library_is_not_lost_while_the_first_is_under_way(scripted, site):
    scripted.goto("/poses/")
    held = []
    scripted.route("**/poses/?**", lambda route: held.append(route), times=1)
    scripted.get_by_text("By place and length").click()
    with scripted.expect_request("**/poses/?**"):
        scripted.locator("#filters").get_by_text("In bed").click()
    scripted.get_by_text("Up to 2 minutes").click()
    held[0].continue_()
    scripted.wait_for_url("**/poses/?place=bed&minutes=2")
    assert scripted.locator(".pose").count() == Pose.objects.published().at(Place.BED).taking_up_to(2).count()


def test_a_muscle_chosen_while_another_choice_is_under_way_keeps_both(scripted, site):
    scripted.goto("/poses/")
    scripted.get_by_text("By place and length").click()
    with scripted.expect_request("**/poses/?**"):
        scripted.route("**/poses/?**", lambda _route: None, times=1)
        scripted.locator("#filters").get_by_text("In bed").click()
    scripted.locator("#muscle-foot").click()
    scripted.wait_for_url("**/poses/?muscle=foot&place=bed")
    assert scripted.locator(".pose").count() == Pose.objects.published().at(Place.BED).working(Muscle.FOOT).count()
