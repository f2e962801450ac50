"""The site on the home screen: the manifest, the icons, and the colour of the bars around a page."""

import math
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from tests import factories
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


def pixels_of(name):
    return Image.open(STATIC / "icons" / name).convert("RGBA")


def test_a_mask_of_any_shape_leaves_the_heron_whole():
    icon = pixels_of("maskable-512.png").convert("RGB")
    yellow = icon.getpixel((0, 0))
    marked = [(x, y) for x in range(512) for y in range(512) if icon.getpixel((x, y)) != yellow]
    reach = max(math.hypot(x + 0.5 - 256, y + 0.5 - 256) for x, y in marked)
    assert 0.7 * 256 < reach <= 0.8 * 256


@pytest.mark.parametrize("name", ["maskable-512.png", "apple-touch-180.png"])
def test_an_icon_that_the_system_crops_has_no_hole(name):
    assert pixels_of(name).getchannel("A").getextrema() == (255, 255)


def test_an_edge_is_smooth_between_ink_and_yellow():
    icon = pixels_of("icon-192.png").convert("L")
    assert len(set(icon.tobytes())) > 32


# The colour of the browser's bars ------------------------------------------------------------------------------------


def test_the_colours_of_the_bars_are_the_papers_of_the_tokens():
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (?:light-dark\((#\w+), (#\w+)\)|(#\w+))", tokens)
    assert papers == [("", "", PAPER["light"]), (PAPER["light"], PAPER["dark"], ""), ("", "", PAPER["night"])]


def bars(client, address):
    return re.findall(r'<meta name="theme-color" content="(#\w+)"(?: media="\((.*?)\)")?', client.get(address).text)


@pytest.mark.parametrize("mood", PAPER)
def test_the_bars_follow_the_mood_of_the_page(client, library, mood):
    client.cookies["look"] = f"{mood}.plain"
    assert bars(client, "/relief/") == [(PAPER[mood], "")]


def test_the_bars_follow_the_device_where_the_page_does(client, library):
    client.cookies["look"] = "device.plain"
    schemes = [(PAPER[mood], f"prefers-color-scheme: {mood}") for mood in ("light", "dark")]
    assert bars(client, "/relief/") == schemes


def test_the_bars_of_the_moon_are_the_nights_in_every_mood(client_of_ruth, diary, now):
    cramp = factories.make_cramp(diary=diary, occurred_at=now)
    client_of_ruth.cookies["look"] = "light.plain"
    assert bars(client_of_ruth, "/cramp/") == bars(client_of_ruth, f"/cramp/{cramp.uuid}/") == [(PAPER["night"], "")]
