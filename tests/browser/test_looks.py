"""What only the drawn page shows: the colours of what the browser draws itself, and what stands in line."""

import io

import pytest
from PIL import Image

from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

WARM = 0.75
"""The most blue that a colour of the night may have, as a part of its red."""


def cold_parts(picture):
    """Return how many dots of a picture can be seen and are not warm."""
    dots = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(maxcolors=2**24)
    return sum(count for count, (red, _green, blue) in dots if blue > 40 and blue > red * WARM)


@pytest.mark.parametrize("name", ["night_by_clock", "evening", "evening_at"])
def test_what_the_browser_draws_is_warm_at_night(scripted, site, person, name):
    scripted.context.add_cookies([{"name": "look", "value": "night.plain", "url": site}])
    log_in(scripted)
    scripted.goto("/accounts/settings/")
    field = scripted.locator(f"[name={name}]")
    assert cold_parts(field.screenshot()) == 0


def test_the_three_pictures_of_the_home_page_stand_in_line(scripted, site):
    scripted.set_viewport_size({"width": 1280, "height": 900})
    scripted.goto("/")
    pictures = scripted.locator("ol.steps figure").all()
    tops = {round(picture.bounding_box()["y"]) for picture in pictures}
    assert (len(pictures), len(tops)) == (3, 1)
