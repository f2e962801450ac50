"""Photos: made in every width, and refused with a sentence."""

import io

import pytest
from PIL import Image

from poses.domain import photos
from poses.domain.photos import WIDTHS, ImageRefused, prepare_photo


def jpeg(size=(1600, 1200), **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def test_a_photo_is_made_in_every_width_without_exif():
    exif = Image.Exif()
    exif[0x010E] = "my garden"
    data = jpeg(exif=exif)
    assert b"my garden" in data
    photo = prepare_photo(data)
    assert [Image.open(io.BytesIO(data)).width for data in photo.sizes.values()] == list(WIDTHS)
    assert not any(b"my garden" in data for data in photo.sizes.values())


def test_a_page_in_disguise_is_no_photo():
    with pytest.raises(ImageRefused, match="not a photo"):
        prepare_photo(b"<html><script>alert(1)</script></html>")


def test_a_truncated_photo_is_refused():
    with pytest.raises(ImageRefused):
        prepare_photo(jpeg()[:2000])


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_is_decoded():
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    with pytest.raises(ImageRefused, match="40 megapixels"):
        prepare_photo(buffer.getvalue())


@pytest.mark.parametrize("size", [(10, 120), (4000, 1)])
def test_a_photo_that_is_a_strip_is_refused(size):
    with pytest.raises(ImageRefused, match="too narrow"):
        prepare_photo(jpeg(size))


def test_a_photo_that_is_too_heavy_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "MOST_BYTES", 10)
    with pytest.raises(ImageRefused, match="larger than 20 MB"):
        prepare_photo(b"x" * 11)


def test_what_pillow_calls_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(ImageRefused, match="40 megapixels"):
        prepare_photo(jpeg())
