"""A phone of each engine, at a live server of our own."""

from __future__ import annotations

import os

import pytest

from tests import factories
from tests.engines.launching import LAUNCH, MISSING
from tests.engines.line import Line
from tests.engines.phone import Phone


def pytest_collection_modifyitems(items):
    for item in items:
        if "engines" in item.path.parts:
            item.add_marker(pytest.mark.engines)


@pytest.fixture(scope="session", params=LAUNCH)
def driver(request):
    """One browser of each maker for all flows; what it keeps belongs to an address, and each flow has its own."""
    if MISSING[request.param]() and not os.environ.get("REQUIRE_ALL"):
        pytest.skip(f"{request.param} is not on this machine")
    driver = LAUNCH[request.param]()
    yield driver
    driver.quit()


@pytest.fixture
def engine(request):
    """The engine's name."""
    return request.node.callspec.params["driver"]


@pytest.fixture
def line(built_site, settings):
    """The line to a site with its poses, and nobody in it."""
    line = Line(built_site.thread.port)
    settings.SITE_URL = line.address
    yield line
    line.cut()


@pytest.fixture
def person(line):
    return factories.make_user(username="ruth")


@pytest.fixture
def phone(driver, line):
    """A phone that nobody has used."""
    phone = Phone(driver, line.address)
    phone.open("/healthz")
    driver.forget()
    phone.run("document.cookie = 'look=light.plain; path=/'")
    yield phone
    driver.open("about:blank")


@pytest.fixture
def without_scripts(live_server):
    """Let no script of a page run, in every browser: a rule of the page, under which a driver's own scripts are not."""
    server = live_server.thread.httpd
    application = server.get_app()

    def strict(environ, start_response):
        def start(status, headers, *fault):
            kept = [each for each in headers if each[0] != "Content-Security-Policy"]
            return start_response(status, [*kept, ("Content-Security-Policy", "script-src 'none'")], *fault)

        return application(environ, start)

    server.set_app(strict)
    yield
    server.set_app(application)
