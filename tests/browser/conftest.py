"""A real browser at a live server of our own."""

from __future__ import annotations

import json
import os
from contextlib import suppress

import pytest
from django.test import Client
from playwright.sync_api import Error, sync_playwright

from tests import browsers, factories

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in str(item.path.parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def launch():
    """A function that starts a browser, which lives as long as the tests."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright:
        yield lambda path, *more: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more])


@pytest.fixture(scope="session")
def chromium(launch):
    return launch(browsers.HEADLESS)


@pytest.fixture
def site(built_site):
    """The address of a site with its poses, and nobody in it."""
    return built_site.url


@pytest.fixture
def person(site):
    return factories.make_user(username="ruth")


@pytest.fixture
def service_workers():
    """Whether a page may keep others for later ("allow"): fifty requests that few tests ask for."""
    return "block"


@pytest.fixture(params=[True, pytest.param(False, marks=pytest.mark.sweep)], ids=["script", "no-script"])
def page(chromium, site, service_workers, request):
    """A phone, with and without JavaScript; any error in the console fails the test."""
    yield from open_phone(chromium, site, service_workers=service_workers, java_script_enabled=request.param)


@pytest.fixture
def scripted(chromium, site, service_workers):
    """A phone with JavaScript."""
    yield from open_phone(chromium, site, service_workers=service_workers)


@pytest.fixture
def whole(launch, site, service_workers):
    """A phone with JavaScript, in a browser that can show messages too."""
    yield from open_phone(launch(browsers.WHOLE), site, service_workers=service_workers)


def open_phone(chromium, site, **options):
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 844}, **options)
    context.add_cookies([{"name": "look", "value": "light.plain", "url": site}])
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda ask: errors.append(ask.url) if not ask.url.startswith((site, "data:")) else None)
    yield page
    context.close()
    assert errors == []


def log_in(page, username="ruth"):
    """Open Today as Ruth, who has logged in with her password. The form itself is filled in by test_guests.py."""
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": factories.PASSWORD})
    session = client.cookies["nightheron_session"].value
    page.context.add_cookies([{"name": "nightheron_session", "value": session, "domain": "localhost", "path": "/"}])
    page.goto("/")
    page.get_by_role("link", name="Settings").wait_for()


def add_authenticator(page):
    """Give the device a finger that is always there. Passkeys need a name, and the live server's is localhost."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": device})


MOON = "I have a cramp"


ALL_KEPT = """(async (everything) => {
  const script = await (await fetch("/sw.js")).text();
  const { version, files, first, later } = JSON.parse(script.slice(script.indexOf("{"), script.indexOf("};") + 1));
  const cache = await caches.open(`night-heron-${version}`);
  const wanted = files.length + first.length + (everything ? later.length : 0);
  return (await cache.keys()).length === wanted && Boolean(navigator.serviceWorker.controller);
})"""


SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


def wait_until(page, expression, is_reached):
    """Ask the page again and again for what it cannot announce; give up after half a minute."""
    for _attempt in range(600):
        with suppress(Error):  # the page goes elsewhere while it is asked
            if is_reached(page.evaluate(expression)):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"never reached: {expression}")


def install(page, *, everything=False, logged_in=True):
    """Visit and wait until the pages of the night are kept, or everything; a device that saves data keeps no more."""
    if not everything:
        page.add_init_script(SAVES_DATA)  # before the first page, which already asks the worker to keep the rest
    if logged_in:
        log_in(page)
    else:
        page.goto("/")
    wait_until(page, f"{ALL_KEPT}({json.dumps(everything)})", bool)


def tap_moon(page):
    page.goto("/cramp/")
    page.get_by_role("button", name=MOON).click()


@pytest.fixture
def installed(scripted, person):
    install(scripted)
    return scripted
