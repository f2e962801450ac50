"""Large letters, low windows and forced colours: everything is in reach, and what is chosen is seen."""

import pytest

from tests import browsers
from tests.browser.conftest import log_in, open_phone

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && !e.closest('.skip, .bar, .scroll') && (box.left < 0 || box.right > innerWidth + 1);
}).map(e => e.outerHTML.slice(0, 90))"""
STAYING = """() => [...document.querySelectorAll('body *')].filter(e =>
  ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.offsetHeight > innerHeight / 5
).map(e => e.className)"""
PAGES = ("/", "/poses/", "/journal/", "/journal/fortnight/", "/journal/experiment/", "/practice/before-bed/")
CHOSEN = """() => {
  const ground = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
  return ground('.bar [aria-current]') != ground('.bar a:not([aria-current])');
}"""


def out_of_reach(page):
    """Return the controls outside the window, and what stays in place and takes more than a fifth of the height."""
    found = {}
    for address in PAGES:
        page.goto(address)
        if wrong := page.evaluate(OUTSIDE) + page.evaluate(STAYING):
            found[address] = wrong
    return found


@pytest.fixture
def large(launch, site, person):
    """A phone whose letters were set to twice their size."""
    large = launch(browsers.HEADLESS, "--blink-settings=defaultFontSize=32")
    yield from open_phone(large, site)
    large.close()


def test_letters_of_twice_their_size_push_no_control_out_of_reach(large):
    log_in(large)
    assert out_of_reach(large) == {}


@pytest.mark.parametrize(("width", "height"), [(320, 256), (195, 422), (844, 390)])
def test_a_zoomed_or_low_window_keeps_its_height_for_the_page(scripted, person, width, height):
    log_in(scripted)
    scripted.set_viewport_size({"width": width, "height": height})
    assert out_of_reach(scripted) == {}


def test_what_is_chosen_is_seen_in_forced_colours(scripted, person):
    log_in(scripted)
    scripted.emulate_media(forced_colors="active")
    scripted.goto("/poses/")
    assert scripted.evaluate(CHOSEN)
