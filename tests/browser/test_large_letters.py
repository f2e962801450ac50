"""Large letters, low windows and forced colours: everything is in reach, and what is chosen is seen."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import browsers, factories
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
GROUNDS = """() => {
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


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  const spaces = "line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important";
  sheet.replaceSync(`* { ${spaces} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
CUT = """() => [...document.querySelectorAll('a, button, label, summary, th, h1, h2')].filter(e => {
  const hidden = e.closest('.visually-hidden, .skip, .scroll, .bar') || getComputedStyle(e).display == 'inline';
  return !hidden && e.offsetWidth && e.scrollWidth > e.clientWidth + 2;
}).map(e => e.outerHTML.slice(0, 90))"""
WIDE = "() => document.documentElement.scrollWidth > innerWidth + 1 ? ['scrolls sideways'] : []"
READ = ("/", "/journal/", "/journal/nights/", "/journal/trend/", "/journal/fortnight/", "/poses/", "/relief/",
        "/cramp/", "/journal/circumstances/", "/accounts/delete/", "/practice/before-bed/")  # fmt: skip


@pytest.mark.parametrize(("width", "is_spaced"), [(195, False), (320, True), (390, True), (1280, True)])
def test_no_word_is_cut_by_a_zoomed_window_or_by_more_space_between_letters(scripted, person, width, is_spaced):
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=90), days=90)
    log_in(scripted)
    scripted.set_viewport_size({"width": width, "height": 844})
    found = {}
    for address in READ:
        scripted.goto(address)
        if is_spaced:
            scripted.evaluate(SPACED)
        if wrong := scripted.evaluate(CUT) + scripted.evaluate(WIDE):
            found[address] = wrong
    assert found == {}


LOOK = """(selector) => {
  const style = getComputedStyle(document.querySelector(selector));
  const names = ['backgroundColor', 'borderTopWidth', 'boxShadow', 'textDecorationLine', 'stroke', 'strokeWidth'];
  return names.map((name) => style[name]).join();
}"""
CHOSEN = {
    "/poses/": [".bar [aria-current]", ".bar a:not([aria-current])"],
    "/journal/trend/": [".tags [aria-current]", ".tags a:not([aria-current])"],
    "/": [".nav [aria-current]", ".nav a:not([aria-current])"],
    "/accounts/settings/": [".chips label:has(:checked)", ".chips label:not(:has(:checked))"],
    "/practice/before-bed/": [".clock .elapsed", ".clock .track"],
    "/practice/in-bed/": [".prog .lit", ".prog i:not(.lit)"],
}


@pytest.mark.parametrize("asked", [{"forced_colors": "active"}, {"contrast": "more"}], ids=["forced", "more contrast"])
def test_what_is_chosen_is_seen_with_few_colours(scripted, person, asked):
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=90), days=90)
    log_in(scripted)
    scripted.emulate_media(**asked)
    same = []
    for address, (chosen, other) in CHOSEN.items():
        scripted.goto(address)
        if scripted.evaluate(LOOK, chosen) == scripted.evaluate(LOOK, other):
            same.append(chosen)
    assert same == []


def test_what_is_chosen_is_a_ground_of_its_own_in_forced_colours(scripted, person):
    log_in(scripted)
    scripted.emulate_media(forced_colors="active")
    scripted.goto("/poses/")
    assert scripted.evaluate(GROUNDS)
