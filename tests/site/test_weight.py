"""What a first visit costs over the wire: the page and every file that it asks for, compressed as they are sent."""

import datetime as dt
import gzip
import re
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client
from django.urls import resolve

from tests import built
from tests.addresses import ADDRESSES
from tests.all_pages import EMPTY, INSIDE, NOT_WALKED, OUTSIDE, of_entries
from yogasite.accounts.models import User

pytestmark = pytest.mark.slow

MOST_BYTES, MOST_REQUESTS = 60_000, 8
MOST_SWAPPED, MOST_SWAPPED_OF_A_TREND = 15_000, 30_000
SERVERS_OWN_HEADERS = 110
"""Bytes before an answer that gunicorn adds to Django's: the status, its name, the date, the connection."""
MOTIONS_AT_ONCE = 2

ASKED_FOR = re.compile(r'<(?:script|link)[^>]*(?:href|src)="(?P<address>[^"]+)"[^>]*>')
ONLY_FOR_A_HOME_SCREEN = "apple-touch-icon"
LONG_AGO = [
    "/journal/?month=2020-03",
    "/journal/trend/?span=1y",
    "/journal/trend/?span=all",
    "/journal/report/?span=1y",
]


@pytest.fixture
def site(library, settings):
    """A site whose files are those of a real one."""
    built.collect()
    settings.STORAGES = built.STORAGES


@pytest.fixture
def of_ten_years(site):
    """Somebody who has kept a diary for ten years, logged in."""
    call_command("seed_demo", username="ten", password="ten years of it", days=3650, verbosity=0)
    client = Client()
    client.force_login(User.objects.get(username="ten"))
    return client


def sent(client, address, **headers):
    """Return the bytes of an answer as it is sent, and its text."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip", **headers})
    content = answer.getvalue()
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.items())
    cookies = sum(len(f"Set-Cookie: {cookie.OutputString()}\r\n") for cookie in answer.cookies.values())
    return SERVERS_OWN_HEADERS + headers + cookies + len(content), (
        gzip.decompress(content) if is_packed else content
    ).decode()


def files_of(html):
    """Return the addresses of what a page asks for as it opens."""
    found = {each["address"] for each in ASKED_FOR.finditer(html) if ONLY_FOR_A_HOME_SCREEN not in each[0]}
    used = set(re.findall(r'<use href="([^"#]+)', html))
    motions = re.findall(r"/poses/[\w-]+/motion\.json", html)[:MOTIONS_AT_ONCE] if 'id="player"' in html else []
    return found | used | set(motions)


def first_load(client, address):
    """Return bytes over the wire and the number of requests."""
    weight, html = sent(client, address)
    files = files_of(html)
    return weight + sum(sent(client, file)[0] for file in files), 1 + len(files)


def heavy(client, addresses):
    """Return the pages that are over a limit, with what they weigh."""
    loads = {address: first_load(client, address) for address in addresses}
    return {page: load for page, load in loads.items() if load[0] > MOST_BYTES or load[1] > MOST_REQUESTS}


def swapped(client, addresses):
    """Return what htmx swaps in: bytes by address, for those that answer with a part of the page."""
    asked = {address: sent(client, address, **{"HX-Request": "true"}) for address in addresses}
    return {address: size for address, (size, html) in asked.items() if "<html" not in html and "<" in html}


def test_a_first_load_signed_out_is_light(site, client):
    assert heavy(client, OUTSIDE) == {}


@pytest.mark.sweep
def test_a_first_load_signed_in_is_light_after_ten_years(of_ten_years):
    diary = User.objects.get(username="ten").diary
    assert heavy(of_ten_years, [*OUTSIDE, *INSIDE, *LONG_AGO, *of_entries(diary)]) == {}


def test_a_first_load_of_an_empty_diary_is_light(site, client_of_ruth):
    assert heavy(client_of_ruth, EMPTY) == {}


def test_a_page_counts_with_its_files_and_the_motions_that_it_plays(site, client):
    _weight, html = sent(client, "/practice/in-bed/")
    kinds = [re.sub(r"\.\w{12}\.", ".", urlsplit(file).path.rpartition("/")[2]) for file in files_of(html)]
    assert sorted(kinds) == [
        "app.css", "app.js", "icon.svg", "manifest.webmanifest", "motion.json", "motion.json", "player.js",
    ]  # fmt: skip


@pytest.mark.sweep
def test_a_swap_is_light_after_ten_years(of_ten_years):
    sizes = swapped(of_ten_years, [*OUTSIDE, *INSIDE, *LONG_AGO])
    trend = {address: size for address, size in sizes.items() if address.startswith("/journal/trend/")}
    others = {address: size for address, size in sizes.items() if address not in trend}
    assert {"/poses/", "/journal/", "/practice/new/"} <= set(others)
    assert {address: size for address, size in others.items() if size > MOST_SWAPPED} == {}
    assert set(trend) == {"/journal/trend/", "/journal/trend/?span=1y", "/journal/trend/?span=all"}
    assert {address: size for address, size in trend.items() if size > MOST_SWAPPED_OF_A_TREND} == {}


def test_every_address_is_walked_or_named_as_no_page(ruth):
    addresses = [*OUTSIDE, *INSIDE, *of_entries(ruth.diary), "/accounts/keep/", "/accounts/deleted/"]
    addresses.remove("/nowhere/")
    walked = {resolve(urlsplit(address).path).view_name for address in addresses}
    known = {each.name for each in ADDRESSES if not each.name.startswith("admin:")}
    assert walked | NOT_WALKED == known


# How long files are kept ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["css/app.css", "js/app.js", "js/player/ticker.js", "icon.svg"])
@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)])
def test_text_is_packed_beforehand_and_kept_by_its_name(site, client, name, accepted, encoding):
    answer = client.get(static(name), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.getvalue())
    assert is_kept_for_a_year(answer)


def test_a_picture_is_kept_by_its_name_and_not_packed_again(site, client):
    answer = client.get(static("icons/icon-192.png"), headers={"Accept-Encoding": "gzip, br"})
    assert (answer.headers.get("Content-Encoding"), is_kept_for_a_year(answer)) == (None, True)
    assert int(answer.headers["Content-Length"]) == len(answer.getvalue())


def is_kept_for_a_year(answer):
    rules = answer.headers["Cache-Control"].split(", ")
    seconds = next(int(rule.removeprefix("max-age=")) for rule in rules if rule.startswith("max-age="))
    return "immutable" in rules and seconds >= dt.timedelta(days=365).total_seconds()
