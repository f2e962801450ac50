"""What Chromium itself says of the app: its manifest, its icons, its bars."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import install, log_in, wait_until
from yogasite.appearance import PAPER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service_workers():
    return "allow"


BAR = "meta[name=theme-color]"


def test_chromium_finds_nothing_wrong_with_the_manifest(scripted):
    problems = []
    scripted.on("console", lambda message: problems.append(message.text))
    scripted.goto("/cramp/")
    protocol = scripted.context.new_cdp_session(scripted)
    found = protocol.send("Page.getAppManifest")
    assert (found["url"].endswith("/manifest.webmanifest"), found["errors"]) == (True, [])
    # A private window, which every context of a test is, can never install; nothing else may stand in the way.
    errors = protocol.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
    assert problems == []


def test_the_icons_open_in_the_browser(scripted):
    manifest = scripted.request.get("/manifest.webmanifest").json()
    scripted.goto("/cramp/")
    sizes = scripted.evaluate(
        """icons => Promise.all(icons.map(async ({ src }) => {
          const image = new Image();
          image.src = src;
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        }))""",
        manifest["icons"],
    )
    assert sizes == [icon["sizes"] for icon in manifest["icons"]]


def test_the_bars_of_a_kept_page_follow_the_mood_it_is_shown_in(scripted, site, person):
    install(scripted)
    scripted.context.add_cookies([{"name": "look", "value": "dark.plain", "url": site}])
    scripted.goto("/")
    wait_until(scripted, "outbox.recall('look')", lambda look: look == "dark.plain")
    scripted.context.set_offline(True)
    scripted.goto("/relief/")
    red, green, blue = (int(PAPER["dark"][at : at + 2], 16) for at in (1, 3, 5))
    expect(scripted.locator(BAR).first).to_have_attribute("content", f"rgb({red}, {green}, {blue})")


def test_the_shortcut_no_cramps_lands_on_the_question(page, person):
    log_in(page)
    page.goto("/#lastnight")
    button = page.locator("#lastnight").get_by_role("button", name="No cramps")
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.locator(".said").first).to_contain_text("Saved: no cramps")
