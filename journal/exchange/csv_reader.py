"""A table that somebody kept elsewhere: its header and its lines, whatever separates its cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.exchange.csv_export import without_apostrophe
from journal.exchange.fields import Unreadable
from journal.exchange.limits import MEGABYTE, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED

DELIMITERS = ",;\t|"
SAMPLE = 4096
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Line:
    """A line with its number in the file; a cell that is missing is empty."""

    number: int
    cells: list[str]

    def cell(self, column: int | None) -> str:
        """Return what stands in a column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A table of text."""

    header: list[str]
    lines: list[Line]


def read_sheet(text: str) -> Sheet:
    """Return the table in a text, or raise `Unreadable`."""
    if text.lstrip().startswith("<"):
        raise Unreadable(_("This looks like a web page or an XML file. Bring in a ZIP, JSON or CSV file."))
    if len(text) > MOST_UNPACKED:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_UNPACKED // MEGABYTE})
    lines = list(_lines(text))
    width = max((len(line.cells) for line in lines), default=0)
    if not lines or width > MOST_COLUMNS:
        raise Unreadable(_("There is no table in this file that can be read."))
    first = lines[0]
    if any(_HAS_DIGIT.match(cell) for cell in first.cells):  # The first line is an entry already.
        names: list[str] = []
    else:
        names, lines = first.cells, lines[1:]
    if not lines:
        raise Unreadable(_("This table has a header and no lines."))
    header = [
        names[number] if number < len(names) and names[number] else _("Column %(number)d") % {"number": number + 1}
        for number in range(width)
    ]
    return Sheet(header, lines)


def _lines(text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    number = count = 0
    try:
        for cells in reader:
            start, number = number + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(_("This file has more than %(most)d entries.") % {"most": MOST_ROWS})
            yield Line(start, [without_apostrophe(cell).strip() for cell in cells])
    except csv.Error as error:
        raise Unreadable(_("This table cannot be read after line %(line)d.") % {"line": number}) from error


def _delimiter(text: str) -> str:
    """Ask Python's sniffer; where it cannot tell, take what the first line has most of."""
    sample = text[:SAMPLE]
    try:
        return csv.Sniffer().sniff(sample, DELIMITERS).delimiter
    except csv.Error:
        first = sample.partition("\n")[0]
        return max(DELIMITERS, key=first.count)
