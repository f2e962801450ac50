"""An editor's photo: checked by its content, freed of what it should not carry, made in the sizes that pages use."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
WIDTHS = (480, 960, 1440)
MOST_PIXELS = 40_000_000
MOST_BYTES = 20 * 1024 * 1024
MOST_HEIGHT = 16_383
"""Pixels: the most that WebP holds."""
QUALITY = 80


class ImageRefused(ValueError):
    """The photo cannot be used; the message is a sentence for the editor."""


@dataclass(frozen=True)
class Photo:
    """WebP files by width in pixels, and the height of the widest."""

    sizes: dict[int, bytes]
    height: int


def prepare_photo(data: bytes) -> Photo:
    """Return a photo in all sizes, turned upright, without EXIF. Raises ImageRefused."""
    if len(data) > MOST_BYTES:
        raise ImageRefused(_("This photo is larger than 20 MB. Choose a smaller one."))
    upright = _opened(data)
    height = round(upright.height * WIDTHS[-1] / upright.width)
    if not 1 <= height <= MOST_HEIGHT:
        raise ImageRefused(_("This photo is too narrow. Cut it to another shape."))
    return Photo({width: _webp(upright, width) for width in WIDTHS}, height)


def _opened(data: bytes) -> Image.Image:
    """Decode the whole picture and turn it upright; Pillow's warning about bombs counts as a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise ImageRefused(_("This photo has more than 40 megapixels. Choose a smaller one."))
            picture.load()
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ImageRefused(_("This photo has more than 40 megapixels. Choose a smaller one.")) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, ImageRefused):
            raise
        raise ImageRefused(_("This is not a photo that we can read. Use a JPEG, PNG or WebP file.")) from error


def _webp(picture: Image.Image, width: int) -> bytes:
    """Scale to `width` and write anew: a new picture carries no EXIF, no profile and no comment."""
    height = max(1, round(picture.height * width / picture.width))
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    scaled.save(buffer, "WEBP", quality=QUALITY, method=4)
    return buffer.getvalue()
