"""A site behind a password of the web server, which asks every request for it: offline use works there too."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ALL_KEPT, log_in, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
OFFLINE = "[data-offline]"


@pytest.fixture
def service_workers():
    return "allow"


def guard(page, refuses):
    """Let a proxy stand before the site: it refuses what `refuses` says of a request's headers and path."""
    refused = []

    def answer(route):
        if refuses(route.request):
            refused.append(route.request.url)
            route.fulfill(status=401, headers={"WWW-Authenticate": "Basic"}, body="")
        else:
            route.continue_()

    page.context.route("**/*", answer)
    return refused


def test_one_refused_page_does_not_end_the_worker(scripted, person):
    refused = guard(scripted, lambda request: request.url.endswith("/night-cramps/"))
    log_in(scripted)
    wait_until(scripted, "Boolean(navigator.serviceWorker.controller)", bool)
    assert refused != []
    scripted.goto("/accounts/settings/")
    expect(scripted.locator(OFFLINE)).to_contain_text("Offline use is on")
    scripted.context.set_offline(True)
    scripted.goto("/cramp/")
    expect(scripted.get_by_role("button", name="I have a cramp")).to_be_visible()


def test_the_settings_say_when_nothing_can_be_kept(scripted, person):
    guard(scripted, lambda request: request.headers.get("x-as-stranger") == "1")
    log_in(scripted)
    wait_until(scripted, "Boolean(navigator.serviceWorker.controller)", bool)
    scripted.goto("/accounts/settings/")
    expect(scripted.locator(OFFLINE)).to_contain_text("Offline use is off here")


def test_what_lets_people_through_is_sent_along_and_nothing_of_a_person_is_kept(scripted, person):
    scripted.context.add_cookies([{"name": "gate", "value": "open", "domain": "localhost", "path": "/"}])
    refused = guard(scripted, lambda request: "gate=open" not in request.all_headers().get("cookie", ""))
    log_in(scripted)
    wait_until(scripted, f"{ALL_KEPT}(false)", bool)
    assert [url for url in refused if "favicon" not in url] == []
    kept = scripted.evaluate("caches.match('/offline/').then((answer) => answer.text())")
    assert 'data-diary=""' in kept
    assert scripted.evaluate("document.body.dataset.diary") != ""
