"""What a screen reader is told when a part of a page changes: once, and nothing that is no longer true."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from poses.domain.choices import Muscle
from tests import factories
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)
HEAR = """() => {
  window.heard = [];
  const live = document.getElementById("live");
  new MutationObserver(() => heard.push(live.textContent.trim())).observe(live, { childList: true });
}"""
SAID = "[...document.querySelectorAll('.said')].map((each) => each.innerText.replace(/\\s+/g, ' '))"


def today():
    return timezone.now().date()


def in_words(night):
    return f"{night:%A} {night.day} {night:%B}"


@pytest.fixture
def logged(scripted, person):
    """Ruth's phone, with 90 nights in her diary but for the last two weeks."""
    factories.fill_days(diary=person.diary, first=today() - dt.timedelta(days=100), days=86)
    log_in(scripted)
    return scripted


def after(page, act):
    """Do something that changes a part of the page; return all that the status region said of it."""
    page.evaluate(HEAR)
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        act()
    page.wait_for_load_state("networkidle")
    return page.evaluate("heard.filter(Boolean)")


def test_another_month_is_said_once(logged):
    logged.goto("/journal/?month=2026-05")
    assert after(logged, logged.locator("#month-older").click) == ["Now shown: April 2026."]


def test_another_span_is_said_once(logged):
    logged.goto("/journal/trend/")
    assert after(logged, logged.get_by_role("link", name="8 weeks").click) == ["Now drawn: 8 weeks."]
    expect(logged.get_by_role("link", name="8 weeks")).to_have_attribute("aria-current", "true")


def test_a_drawing_of_some_cramps_is_said_to_be_of_some(logged):
    logged.goto("/journal/trend/?side=left")
    assert after(logged, logged.locator("#span-8w").click) == ["Now drawn: 8 weeks, only some cramps."]


@pytest.mark.parametrize("address", ["/", "/journal/"])
def test_an_answer_after_an_undo_leaves_one_sentence_and_one_undo(logged, address):
    night, sentence = today() - dt.timedelta(days=1), "Saved: no cramps on the night of"
    logged.goto(address)
    logged.get_by_role("button", name="No cramps").first.click()
    expect(logged.locator(".said")).to_contain_text(sentence)
    logged.get_by_role("button", name="Undo").click()
    expect(logged.locator(".said")).to_contain_text("Taken back.")
    assert after(logged, logged.get_by_role("button", name="No cramps").first.click) == []
    assert logged.evaluate(SAID) == [f"{sentence} {in_words(night)} Undo"]
    assert logged.evaluate("document.activeElement.className") == "said"


def test_an_answer_on_the_page_of_a_night_leaves_one_sentence_and_one_undo(logged):
    night = today() - dt.timedelta(days=3)
    logged.goto(f"/journal/nights/{night}/")
    logged.get_by_role("button", name="No cramps").click()
    logged.get_by_role("button", name="Undo").click()
    expect(logged.locator(".said")).to_contain_text("Taken back.")
    after(logged, logged.get_by_role("button", name="No cramps").click)
    assert logged.evaluate(SAID) == [f"Saved: no cramps on the night of {in_words(night)} Undo"]


def test_the_first_answer_of_an_empty_journal_opens_the_journal_with_one_undo(scripted, person):
    log_in(scripted)
    scripted.goto("/journal/")
    scripted.get_by_role("button", name="No cramps").click()
    expect(scripted.get_by_role("heading", name="Journal")).to_be_visible()
    expect(scripted.get_by_role("table")).to_be_visible()
    expect(scripted.locator(".said")).to_have_count(1)
    expect(scripted.locator(".said")).to_be_focused()


def test_another_leg_leaves_nothing_of_same_as_last_time(scripted, person):
    then = timezone.now() - dt.timedelta(days=2)
    factories.make_cramp(diary=person.diary, occurred_at=then, side="left", muscles=Muscle.CALF)
    log_in(scripted)
    scripted.get_by_role("button", name="I have a cramp").click()
    scripted.get_by_role("button", name="Same as last time").click()
    expect(scripted.locator(".said")).to_contain_text("Saved: same as last time")
    assert after(scripted, scripted.get_by_label("Right").locator("..").click) == ["Saved. Right leg: calf."]
    expect(scripted.locator(".said")).not_to_contain_text("same as last time")


def test_the_calendar_is_called_by_its_month_alone(logged):
    logged.goto("/journal/?month=2026-05")
    expect(logged.get_by_role("table", name="May 2026", exact=True)).to_be_visible()


def test_the_player_has_a_landmark_and_says_what_ends(scripted, site):
    scripted.goto("/practice/before-bed/")
    expect(scripted.get_by_role("link", name="End this practice here", exact=True)).to_be_visible()
    ways = scripted.get_by_role("navigation", name="Through this practice")
    assert ways.get_by_role("link").all_inner_texts() == ["Back", "Next"]
