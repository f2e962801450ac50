"""Every page in every mood: accessible, inside the screen, light."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests import factories
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE = [
    "/", "/poses/", "/poses/downward-facing-dog/", "/poses/legs-up-the-wall/", "/poses/collections/leg-cramps/",
    "/relief/", "/cramp/", "/practice/", "/practice/before-bed/", "/practice/before-bed/done/",
    "/practice/not-for-me/", "/privacy/", "/sums/", "/accounts/login/", "/accounts/signup/",
    "/accounts/password/reset/", "/nowhere/",
]  # fmt: skip
INSIDE = [
    "/", "/cramp/", "/journal/", "/journal/trend/", "/journal/cramps/new/", "/journal/practice/new/",
    "/journal/nights/", "/journal/circumstances/", "/journal/circumstances/new/?kind=medicine",
    "/practice/", "/practice/new/", "/practice/in-bed/", "/journal/experiment/",
    "/accounts/settings/", "/accounts/sessions/", "/accounts/2fa/webauthn/", "/accounts/password/change/",
    "/accounts/email/", "/accounts/logout/", "/accounts/2fa/", "/journal/fortnight/",
    "/journal/fortnight/?from=2025-11-01", "/journal/fortnight/blank/", "/journal/fortnight/blank/?from=2026-11-25",
]  # fmt: skip
THEMES = ("light", "dark", "night")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SMALL = """() => [...document.querySelectorAll('a,button,input:not([type=hidden]),select,summary')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!box.width || !box.height || style.visibility == 'hidden' || style.opacity == '0') return false;
  if (e.tagName == 'A' && style.display == 'inline') return false;
  const label = e.labels && e.labels[0] ? e.labels[0].getBoundingClientRect() : box;
  return Math.max(box.height, label.height) < 43.9 || Math.max(box.width, label.width) < 43.9;
}).map(e => e.outerHTML.slice(0, 90))"""


def looks(page, site, addresses, theme):
    """Yield each page at each width."""
    page.context.add_cookies([{"name": "look", "value": f"{theme}.plain", "url": site}])
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for address in addresses:
            page.goto(address)
            yield f"{address} {theme} {width}"


def complaints(page, site, addresses, theme):
    found = []
    for where in looks(page, site, addresses, theme):
        found += [f"{where}: {problem['id']}" for problem in Axe().run(page, options=RULES).response["violations"]]
        if "390" in where:
            found += [f"{where}: small {target}" for target in page.evaluate(SMALL)]
    page.set_viewport_size({"width": 320, "height": 640})
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{address}: scrolls sideways at 320")
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_public_pages_are_accessible_in_every_mood(scripted, site, theme):
    assert complaints(scripted, site, OUTSIDE, theme) == []


@pytest.mark.parametrize("theme", THEMES)
def test_private_pages_are_accessible_in_every_mood(scripted, site, person, theme):
    first = timezone.now().date() - dt.timedelta(days=90)
    factories.fill_days(diary=person.diary, first=first, days=90)
    log_in(scripted)
    assert complaints(scripted, site, INSIDE, theme) == []
