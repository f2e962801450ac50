"""How the site looks: by the clock, by what was chosen, and in the bars of the browser."""

import re

import pytest
from django.conf import settings

from tests import factories
from yogasite import appearance
from yogasite.appearance import PAPER

STATIC = settings.BASE_DIR / "static"


@pytest.mark.parametrize(("hour", "theme"), [(21, "light"), (22, "night"), (6, "night"), (7, "light")])
def test_the_night_colours_come_by_the_clock(hour, theme):
    assert appearance.theme_now(appearance.Look(appearance.Theme.LIGHT), hour) == theme


def test_an_unknown_look_is_the_default():
    assert appearance.read({"look": "pink"}) == appearance.Look()


def test_the_colours_of_the_bars_are_the_papers_of_the_tokens():
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (#\w+)", tokens)
    assert papers == [PAPER["light"], PAPER["dark"], PAPER["dark"], PAPER["night"]]


def test_the_dark_of_the_device_and_the_dark_that_was_chosen_have_the_same_colours():
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    by_device, chosen = re.findall(r"\{([^{}]*--paper: " + PAPER["dark"] + "[^{}]*)}", tokens)
    assert by_device.split() == chosen.split()


def bars(client, address):
    return re.findall(
        r'<meta\s+name="theme-color"\s+content="(#\w+)"(?:\s+media="\((.*?)\)")?', client.get(address).text
    )


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
