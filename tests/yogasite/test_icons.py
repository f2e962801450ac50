"""The icons: drawn from one file, whole under any mask."""

import io
import math

import pytest
from django.conf import settings
from PIL import Image

from yogasite.icons import ICONS, draw, outlines, read_heron

STATIC = settings.BASE_DIR / "static"


def pixels_of(name):
    return Image.open(STATIC / "icons" / name).convert("RGBA")


@pytest.mark.parametrize("name", ICONS)
def test_a_stored_icon_is_what_the_svg_draws(name):
    size, is_square = ICONS[name]
    drawn = Image.open(io.BytesIO(draw(read_heron(STATIC / "icon.svg"), size, is_square=is_square))).convert("RGBA")
    pairs = zip(drawn.tobytes(), pixels_of(name).tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 8, "run `manage.py draw_icons`"


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


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2 3 4z", [[1 + 2j, 3 + 4j]]),
        ("m1 2 3 4", [[1 + 2j, 4 + 6j]]),
        ("M5 5h-2V1H0v.5", [[5 + 5j, 3 + 5j, 3 + 1j, 0 + 1j, 0 + 1.5j]]),
        ("M0 0L1 1M9 9l-1-1", [[0j, 1 + 1j], [9 + 9j, 8 + 8j]]),
    ],
)
def test_path_data_becomes_points(data, expected):
    assert outlines(data) == expected


def test_a_curve_passes_its_middle_and_ends_where_it_says():
    curve = outlines("M0 0c0 4 4 4 4 0")[0]
    assert (curve[12], curve[-1]) == (2 + 3j, 4 + 0j)
