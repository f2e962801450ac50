"""The icons: drawn from one file, whole under any mask."""

import math

import pytest
from django.conf import settings
from PIL import Image

STATIC = settings.BASE_DIR / "static"


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
