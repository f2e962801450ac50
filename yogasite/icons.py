"""The icons of the installed app: the geometry of static/icon.svg, drawn by Pillow in the sizes that are asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

FINER = 8
"""Each pixel is the mean of so many squared."""
ON_DISC, ON_SQUARE = 0.88, 0.76
"""How much of the icon the heron fills. Systems crop a square to no less than its middle 0.8 (W3C App Manifest)."""
CURVE_STEPS = 24
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d+|\.\d+|\d+)")
SVG = "{http://www.w3.org/2000/svg}"

Outline = list[complex]


@dataclass(frozen=True)
class Heron:
    """What the icon is made of, in the units of its drawing: shapes and lines of ink, an eye, a yellow ground."""

    ink: str
    lamp: str
    eye: tuple[complex, float]
    shapes: list[Outline]
    lines: list[Outline]
    pen: float

    def middle(self) -> complex:
        """Return the middle of the box around all ink."""
        points = [point for outline in self.shapes + self.lines for point in outline]
        across, down = [point.real for point in points], [point.imag for point in points]
        return complex(min(across) + max(across), min(down) + max(down)) / 2

    def radius(self) -> float:
        """Return how far the ink reaches from its middle."""
        points = [point for outline in self.shapes + self.lines for point in outline]
        return max(abs(point - self.middle()) for point in points) + self.pen / 2


ICONS = {
    "icon-192.png": (192, False),
    "icon-512.png": (512, False),
    "maskable-512.png": (512, True),
    "apple-touch-180.png": (180, True),
}
"""File names in static/icons: pixels a side, and whether the ground is a square that the system crops, or a disc."""


def read_heron(path: Path) -> Heron:
    """Read the shapes of static/icon.svg."""
    root = ET.parse(path).getroot()  # noqa: S314 -- our own file
    disc, eye = root.iter(f"{SVG}circle")
    group = next(root.iter(f"{SVG}g"))
    shapes: list[Outline] = []
    lines: list[Outline] = []
    for each in root.iter(f"{SVG}path"):
        (lines if "l" in each.get("class", "").split() else shapes).extend(outlines(each.get("d", "")))
    pen = next(float(each.get("stroke-width", "")) for each in root.iter() if each.get("stroke-width"))
    ink, lamp = group.get("fill", ""), disc.get("fill", "")
    return Heron(ink, lamp, _circle(eye), shapes, lines, pen)


def outlines(data: str) -> list[Outline]:
    """Turn the path data of an SVG into points; curves become short lines."""
    found: list[Outline] = []
    at = 0j
    for letter, numbers in _commands(data):
        origin = at if letter.islower() else 0j
        kind = letter.upper()
        if kind == "H":
            points = [complex(origin.real + numbers[0], at.imag)]
        elif kind == "V":
            points = [complex(at.real, origin.imag + numbers[0])]
        else:
            points = [origin + complex(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind == "M":
            found.append([])
        found[-1] += _curve(at, *points) if kind == "C" else points
        at = found[-1][-1]
    return found


def draw(heron: Heron, pixels: int, *, is_square: bool) -> bytes:
    """Return the icon as PNG."""
    fine = pixels * FINER
    middle = complex(fine, fine) / 2
    scale = (ON_SQUARE if is_square else ON_DISC) * fine / 2 / heron.radius()
    ink, disc = Image.new("L", (fine, fine)), Image.new("L", (fine, fine))
    brush = _Brush(ImageDraw.Draw(ink), middle - heron.middle() * scale, scale)
    for shape in heron.shapes:
        brush.fill(shape)
    for line in heron.lines:
        brush.stroke(line, heron.pen)
    brush.dot(*heron.eye, fill=0)
    icon = Image.new("RGB", (pixels, pixels), heron.lamp)
    icon.paste(Image.new("RGB", icon.size, heron.ink), mask=ink.reduce(FINER))
    if not is_square:
        ImageDraw.Draw(disc).circle((middle.real, middle.imag), fine / 2, fill=255)
        icon.putalpha(disc.reduce(FINER))
    written = io.BytesIO()
    icon.save(written, "PNG", optimize=True)
    return written.getvalue()


@dataclass(frozen=True)
class _Brush:
    """Draws the SVG's units on a canvas of pixels."""

    on: ImageDraw.ImageDraw
    shift: complex
    scale: float

    def _pixels(self, outline: Outline) -> list[tuple[float, float]]:
        moved = [point * self.scale + self.shift for point in outline]
        return [(point.real, point.imag) for point in moved]

    def fill(self, outline: Outline) -> None:
        self.on.polygon(self._pixels(outline), fill=255)

    def stroke(self, outline: Outline, pen: float) -> None:
        """Draw a line with round ends and joins."""
        self.on.line(self._pixels(outline), fill=255, width=round(pen * self.scale))
        for point in outline:
            self.dot(point, pen / 2, fill=255)

    def dot(self, centre: complex, radius: float, *, fill: int) -> None:
        self.on.circle(self._pixels([centre])[0], radius * self.scale, fill=fill)


def _circle(element: ET.Element) -> tuple[complex, float]:
    return complex(float(element.get("cx", "")), float(element.get("cy", ""))), float(element.get("r", ""))


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; a letter counts for all that follow, and after a move they are lines."""
    tokens = TOKEN.findall(data)
    letter = ""
    while tokens:
        if tokens[0].isalpha():
            letter = tokens.pop(0)
        count = TAKES[letter.upper()]
        if count:
            yield letter, [float(tokens.pop(0)) for _number in range(count)]
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _curve(start: complex, first: complex, second: complex, end: complex) -> Outline:
    shares = [step / CURVE_STEPS for step in range(1, CURVE_STEPS + 1)]
    return [
        (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end for t in shares
    ]
