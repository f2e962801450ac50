"""What a page is on paper, in each engine; read with Debian's poppler-utils."""

from __future__ import annotations

import io
import os
import re
import subprocess
from pathlib import Path

from PIL import Image

from tests.engines.launching import Screen
from tests.engines.phone import Phone

DOTS_PER_INCH, POINTS_PER_INCH = 100, 72
WHITE = 250
SESSION = "nightheron_session"
LINE = re.compile(
    r'<line xMin="[\d.]+" yMin="(?P<top>[\d.]+)" xMax="[\d.]+" yMax="(?P<bottom>[\d.]+)">(?P<words>.*?)</line>',
    re.DOTALL,
)
WORD = re.compile(r"<word[^>]*>(.*?)</word>")


def paper_of(phone: Phone, engine: str, file: Path) -> Path:
    """Print the page that a phone shows into a file."""
    if engine == "webkit":
        _paper_of_webkit(phone, file)
    else:
        file.write_bytes(phone.driver.paper())
    return file


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


def _paper_of_webkit(phone: Phone, file: Path) -> None:
    browser = phone.driver.browser  # type: ignore[attr-defined]  # the one engine whose driver cannot print
    session = browser.get_cookie(SESSION)["value"]
    screen = Screen()
    script = Path(__file__).parent / "webkit_paper.py"
    try:
        command = ["/usr/bin/python3", str(script), browser.current_url, str(file), f"{SESSION}={session}"]
        subprocess.run(command, env=os.environ | {"DISPLAY": screen.name}, check=True, capture_output=True, timeout=60)
    finally:
        screen.end()


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout
