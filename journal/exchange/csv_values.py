"""What a cell of somebody's own table says: a day, a time, a leg, a number. `Unreadable` says what it does not."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _

from journal.domain.choices import Order, Side
from journal.exchange.fields import Unreadable, excerpt

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
