"""The site on the home screen: the manifest, and what a long press offers."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from yogasite.appearance import PAPER

STATIC = settings.BASE_DIR / "static"


@pytest.fixture
def manifest(client, db):
    return client.get("/manifest.webmanifest").json()


def test_the_manifest_is_public_and_kept_for_a_day_without_a_cookie(client, db):
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert not answer.cookies


def test_the_app_opens_today_on_the_paper_of_the_night(manifest):
    names = ("name", "id", "start_url", "scope", "display", "background_color", "theme_color", "lang")
    night = PAPER["night"]
    assert [manifest[name] for name in names] == ["Night Heron", "/", "/", "/", "standalone", night, night, "en-gb"]


def test_a_long_press_offers_the_three_things_of_a_night(manifest):
    assert [(each["name"], each["url"]) for each in manifest["shortcuts"]] == [
        ("I have a cramp", "/cramp/"),
        ("No cramps", "/#lastnight"),
        ("Start practice", "/practice/"),
    ]


def test_the_place_of_no_cramps_confirms_last_night_with_one_button(client_of_ruth, library):
    page = client_of_ruth.get("/").text
    section = re.search(r'<section[^>]*id="lastnight".*?</section>', page, flags=re.S).group()
    assert 'action="/journal/nights/"' in section
    assert 'name="answer" value="none"' in section


def test_every_icon_is_there_in_the_size_and_kind_that_the_manifest_says(manifest):
    icons = manifest["icons"] + [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    for icon in icons:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert (picture.format, f"{picture.width}x{picture.height}") == ("PNG", icon["sizes"])
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
