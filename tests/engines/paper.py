"""What a page is on paper, in each engine; read with Debian's poppler-utils."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

from PIL import Image

DOTS_PER_INCH, POINTS_PER_INCH = 100, 72
WHITE = 250
LINE = re.compile(
    r'<line xMin="[\d.]+" yMin="(?P<top>[\d.]+)" xMax="[\d.]+" yMax="(?P<bottom>[\d.]+)">(?P<words>.*?)</line>',
    re.DOTALL,
)
WORD = re.compile(r"<word[^>]*>(.*?)</word>")


def words_of_each_page(printed: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    return _run("pdftotext", "-layout", str(printed), "-").decode().split("\f")[:-1]


def ink_between(printed: Path, above: str, below: str) -> float:
    """Return which share of the first page is not white between the lines that begin with two headings."""
    tops = {}
    for line in LINE.finditer(_run("pdftotext", "-bbox-layout", str(printed), "-").decode()):
        words = " ".join(WORD.findall(line["words"]))
        for heading in (above, below):
            if words.startswith(heading):
                tops.setdefault(heading, (float(line["top"]), float(line["bottom"])))
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    picture = Image.open(
        io.BytesIO(_run("pdftoppm", "-r", str(DOTS_PER_INCH), "-f", "1", "-l", "1", "-gray", str(printed)))
    )
    band = picture.crop((0, round(tops[above][1] * scale), picture.width, round(tops[below][0] * scale)))
    counts = band.histogram()
    return sum(counts[:WHITE]) / sum(counts)


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout
