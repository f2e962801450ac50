"""The report in a real browser: on paper, and shared by a link, with and without JavaScript."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def logged(person):
    factories.fill_days(diary=person.diary, first=timezone.localdate() - dt.timedelta(days=80), days=80)
    return person


def pages(document):
    return len(re.findall(rb"/Type\s*/Page\b", document))


@pytest.mark.parametrize(("query", "count"), [("?span=1y", 1), ("?span=1y&table=1", 2)])
def test_the_fullest_report_prints_on_its_pages(scripted, site, person, query, count):
    factories.fill_report(diary=person.diary, today=timezone.localdate())
    scripted.context.add_cookies([{"name": "look", "value": "night.plain", "url": site}])
    log_in(scripted)
    scripted.goto(f"/journal/report/{query}")
    assert pages(scripted.pdf(format="A4")) == count


def test_on_paper_there_is_the_report_alone(scripted, logged):
    log_in(scripted)
    scripted.goto("/journal/report/?table=1")
    scripted.emulate_media(media="print")
    for gone in ("Print", "Make a link"):
        expect(scripted.get_by_role("button", name=gone)).to_be_hidden()
    expect(scripted.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(scripted.get_by_role("heading", name="Every cramp")).to_be_visible()
    expect(scripted.locator(".who")).to_be_visible()


def test_paper_has_the_wide_drawing_without_asking_how_wide_the_screen_is(scripted, logged):
    log_in(scripted)
    scripted.goto("/journal/report/")
    scripted.emulate_media(media="print")
    shown = scripted.locator(".chart svg").evaluate_all(
        "drawn => drawn.map(each => [each.getAttribute('class'), getComputedStyle(each).display])"
    )
    assert dict(shown) == {"narrow": "none", "mid": "none", "wide": "block"}
    assert scripted.locator(".chart").evaluate("chart => getComputedStyle(chart).containerType") == "normal"


def test_no_table_has_to_be_pushed_aside_on_a_phone(scripted, logged):
    log_in(scripted)
    scripted.goto("/journal/report/")
    sizes = scripted.locator(".scroll").evaluate_all("found => found.map(each => each.scrollWidth - each.clientWidth)")
    assert sizes == [0]


def test_a_link_is_made_read_by_somebody_else_and_stopped(page, chromium, site, logged, settings):
    settings.SITE_URL = site
    log_in(page)
    page.goto("/journal/report/")
    page.get_by_text("1 day", exact=True).click()
    page.get_by_role("button", name="Make a link").click()
    made = page.get_by_label("Your link. Copy it now: it is shown only once.")
    expect(made).to_be_in_viewport()
    link = made.input_value()
    other = chromium.new_context(java_script_enabled=False)
    reader = other.new_page()
    reader.goto(link)
    expect(reader.get_by_role("heading", name="Leg cramp log")).to_be_visible()
    page.goto("/journal/report/")
    expect(page.locator(".links li")).to_contain_text("Opened once.")
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.locator(".said")).to_contain_text("Stopped: this link opens nothing from now on.")
    reader.reload()
    expect(reader.get_by_role("heading", name="This link does not work")).to_be_visible()
    assert other.cookies() == []
    other.close()


@pytest.mark.parametrize(
    ("address", "button", "part"),
    [("/journal/report/", "Make a link", "/s/"), ("/journal/buttons/", "Make the token", "nh_")],
)
def test_what_is_shown_once_has_the_keyboard_and_is_selected(scripted, logged, address, button, part):
    log_in(scripted)
    scripted.goto(address)
    for field in scripted.get_by_label("What is it for?").all():
        field.fill("bedside")
        scripted.get_by_text("Log only", exact=True).click()
    scripted.get_by_role("button", name=button).focus()
    scripted.keyboard.press("Enter")
    made = scripted.locator("#made")
    expect(made).to_be_focused()
    selected = scripted.evaluate("document.getSelection().toString()")
    assert (selected, part in selected) == (made.input_value(), True)


def test_the_shared_page_prints_on_one_page(scripted, logged):
    _shared, token = factories.make_shared(diary=logged.diary, now=timezone.now(), has_entries=False)
    scripted.goto(f"/s/{token}/")
    assert pages(scripted.pdf(format="A4")) == 1
