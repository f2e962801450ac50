"""A table that somebody kept elsewhere: its header and its rows, whatever separates its cells, and what a cell says.

`Unreadable` says what is wrong with the table, or what a cell does not say: a day, a time, a leg, a number.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.domain.choices import Order, Side
from journal.exchange.fields import Unreadable, excerpt
from journal.exchange.limits import MEGABYTE, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED

DELIMITERS = ",;\t|"
SAMPLE = 4096
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_HAS_DIGIT = re.compile(r"\d")
LEGS = {
    "left": Side.LEFT, "l": Side.LEFT, "left leg": Side.LEFT, "right": Side.RIGHT, "r": Side.RIGHT,
    "right leg": Side.RIGHT, "both": Side.BOTH, "both legs": Side.BOTH, "b": Side.BOTH, "not sure": Side.UNSURE,
    "unsure": Side.UNSURE, "?": Side.UNSURE,
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NO_HOUR = 99
_BETWEEN = r"[-./,\s]+"
_DATE = re.compile(
    rf"(\d{{1,4}}|[a-z]{{3,9}}){_BETWEEN}(\d{{1,2}}|[a-z]{{3,9}}){_BETWEEN}(\d{{4}}|\d{{1,2}})(?:[t,\s]+(.*))?",
    re.ASCII,
)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?(?:m\.?)?)?", re.ASCII)
_NUMBER = re.compile(r"(\d{1,5})(?:[.,](\d{1,3}))?\s*(?:/\s*10|min|mins|minutes)?", re.ASCII)


@dataclass(frozen=True)
class CsvRow:
    """A row as it is written, with the number of its line in the file; a cell that is missing is empty."""

    number: int
    cells: list[str]

    def cell(self, column: int | None) -> str:
        """Return what stands in a column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True)
class CsvTable:
    """A table of text."""

    header: list[str]
    rows: list[CsvRow]


def read_csv(text: str) -> CsvTable:
    """Return the table in a text, or raise `Unreadable`."""
    if text.lstrip().startswith("<"):
        raise Unreadable(_("This looks like a web page or an XML file. Bring in a ZIP, JSON or CSV file."))
    if len(text) > MOST_UNPACKED:
        raise Unreadable(_("This file is larger than %(most)d MB.") % {"most": MOST_UNPACKED // MEGABYTE})
    rows = list(_rows(text))
    width = max((len(row.cells) for row in rows), default=0)
    if not rows or width > MOST_COLUMNS:
        raise Unreadable(_("There is no table in this file that can be read."))
    first = rows[0]
    if any(_HAS_DIGIT.match(cell) for cell in first.cells):  # The first line is an entry already.
        names: list[str] = []
    else:
        names, rows = first.cells, rows[1:]
    if not rows:
        raise Unreadable(_("This table has a header and no lines."))
    header = [
        names[number] if number < len(names) and names[number] else _("Column %(number)d") % {"number": number + 1}
        for number in range(width)
    ]
    return CsvTable(header, rows)


def _rows(text: str) -> Iterator[CsvRow]:
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
            yield CsvRow(start, [without_apostrophe(cell).strip() for cell in cells])
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


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula, and before what looks so done."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def without_apostrophe(cell: str) -> str:
    """Return what stood in the cell before `neutral`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def day_in(cell: str, order: Order) -> tuple[dt.date, str]:
    """Return the day, and what stands behind it, which may be a time."""
    found = _DATE.fullmatch(cell.casefold())
    wrong = _("There is no such day: “%(day)s”.") % {"day": excerpt(cell)}
    if found is None:
        raise Unreadable(wrong)
    first, second, third, rest = found.groups()
    if _YEAR.fullmatch(first):
        parts = (first, second, third)
    elif first.isalpha() or (order == Order.MONTH and second.isdecimal()):
        parts = (third, first, second)
    else:
        parts = (third, second, first)
    try:
        return dt.date(_year(parts[0]), _month(parts[1]), int(parts[2])), rest or ""
    except ValueError as error:
        raise Unreadable(wrong) from error


def time_in(cell: str) -> dt.time:
    """Return the time: "3:12", "03.12", "3:12 am"."""
    found = _TIME.fullmatch(cell.casefold())
    hour, minute, half = (int(found[1]), int(found[2] or 0), found[3]) if found else (NO_HOUR, 0, None)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if hour in range(1, 13) else NO_HOUR
    try:
        return dt.time(hour, minute)
    except ValueError as error:
        raise Unreadable(_("There is no such time: “%(time)s”.") % {"time": excerpt(cell)}) from error


def leg_in(cell: str) -> Side:
    """Return the leg."""
    try:
        return LEGS[cell.casefold()]
    except KeyError as error:
        raise Unreadable(_("“%(word)s” is no leg. Write left, right or both.") % {"word": excerpt(cell)}) from error


def whole_in(cell: str) -> int:
    """Return the whole number."""
    number = number_in(cell)
    if number != int(number):
        raise Unreadable(_("“%(word)s” is no whole number.") % {"word": excerpt(cell)})
    return int(number)


def number_in(cell: str) -> float:
    """Return the number: "7", "7/10", "12,5 min"."""
    found = _NUMBER.fullmatch(cell.casefold())
    if found is None:
        raise Unreadable(_("“%(word)s” is no number.") % {"word": excerpt(cell)})
    return float(f"{found[1]}.{found[2] or 0}")


def _year(part: str) -> int:
    """Read "26" as 2026."""
    return 2000 + int(part) if len(part) == len("26") else int(part)


def _month(part: str) -> int:
    return MONTHS.index(part[:3]) + 1 if part.isalpha() else int(part)
