"""A sheet of A4 with our letters. All measures are points."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace, TTFFont

FONTS = Path(__file__).parent / "fonts"
"""DejaVu Sans, cut down to the alphabets of Europe (docs/decisions/0023)."""
FAMILY = "DejaVu"
FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
MARGIN = 40.0
UNKNOWN_LETTER, UNSEEN = "?", ("Cc", "Cf")
"""What stands for a letter that neither font has; and the kinds of characters that have no shape."""
INK, QUIET, LINE, SHADE, BAR = (0, 0, 0), (70, 70, 70), (187, 187, 187), (228, 228, 228), (51, 51, 51)
"""Greys alone: the report is copied and faxed."""


class Paper(FPDF):
    """A document. `size` is the height of its running text, from which all else follows.

    `breaks`: what does not fit on a page goes on the next one. Otherwise `fullest` tells by how much it does not fit.
    """

    def __init__(self, *, title: str, language: str, made_at: dt.datetime, size: float, breaks: bool) -> None:
        super().__init__(unit="pt", format="A4")
        self.size = size
        self.fullest = 0.0
        """How much of its page the fullest page takes: over 1, something stands below the margin."""
        self.set_margin(MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(breaks, margin=MARGIN)
        for style, name in FILES.items():
            self.add_font(FAMILY, style, FONTS / name)
        self.letters = frozenset.intersection(
            *(frozenset(font.cmap) for font in self.fonts.values() if isinstance(font, TTFFont))
        )
        self.set_title(title)
        self.set_lang(language)
        self.set_author("Night Heron")
        self.set_creator("Night Heron")
        self.set_creation_date(made_at)
        self.set_draw_color(*LINE)
        self.add_page()

    def close(self) -> None:
        """Let go of the font files."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def end_page(self) -> None:
        """Note how full the page is."""
        self.fullest = max(self.fullest, (self.get_y() - self.t_margin) / self.eph)

    def normalize_text(self, text: str) -> str:
        """Replace what the fonts cannot draw and drop what nobody sees: no medicine's name can break a report."""
        composed = unicodedata.normalize("NFC", text)
        seen = (each for each in composed if each == "\n" or unicodedata.category(each) not in UNSEEN)
        return "".join(each if each == "\n" or ord(each) in self.letters else UNKNOWN_LETTER for each in seen)

    def write_block(
        self, text: str, *, height: float = 1.0, style: str = "", colour: tuple[int, int, int] = INK, gap: float = 0.0
    ) -> None:
        """Write a paragraph over the whole width, and leave a gap; both in running-text heights."""
        self.set_font(FAMILY, style, height * self.size)
        self.set_text_color(*colour)
        self.multi_cell(0, 1.3 * height * self.size, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.set_y(self.get_y() + gap * self.size)

    def heading(self, text: str) -> None:
        """Write the heading of a section."""
        self.set_y(self.get_y() + 0.7 * self.size)
        self.write_block(text, height=1.35, style="B", gap=0.2)

    def grid(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[int],
        numbers: int,
        height: float,
    ) -> None:
        """Draw a table with a line under each row; its last `numbers` columns stand to the right."""
        self.set_font(FAMILY, "", height * self.size)
        self.set_text_color(*INK)
        self.set_draw_color(*LINE)
        align = ["LEFT"] * (len(headings) - numbers) + ["RIGHT"] * numbers
        with self.table(
            width=self.epw,
            col_widths=tuple(widths),
            text_align=tuple(align),
            line_height=1.25 * height * self.size,
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="BOLD"),
            padding=(0.16 * self.size, 0.5 * self.size, 0.16 * self.size, 0),
        ) as table:
            for cells in [headings, *rows]:
                table.row(cells)

    def put(
        self,
        x: float,
        y: float,
        text: str,
        *,
        height: float,
        style: str = "",
        colour: tuple[int, int, int] = INK,
        anchor: str = "start",
    ) -> None:
        """Put a short text on its base line, as SVG does; `height` in points."""
        self.set_font(FAMILY, style, height)
        self.set_text_color(*colour)
        shown = self.normalize_text(text)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.get_string_width(shown)
        self.text(x - shift, y, shown)
