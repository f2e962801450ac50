"""Form fields of the journal: optional answers, and a time on a person's own clock."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Choices, TextChoices
from django.utils.translation import gettext_lazy as _

from journal.domain.choices import Order
from journal.domain.nights import FIRST_YEAR, LAST_YEAR, local_instant
from journal.exchange.csv_reader import day_in, time_in
from journal.exchange.fields import Unreadable
from yogasite.forms import Chips, Scale

LONGEST_NUMBER = 5
ISO_DAY = "%Y-%m-%d"
SHOWN = "%Y-%m-%dT%H:%M"
"""A datetime-local field shows minutes."""

_TRIMMINGS = re.compile(r"^\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+|(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
"""The name of a weekday, and what makes 18 the 18th."""


class YesNo(TextChoices):
    """A question that may stay unanswered."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class AnswerField(forms.TypedChoiceField):
    """One answer of a list, or none."""

    widget = Chips

    def __init__(self, answers: type[Choices], label: Any, **given: Any) -> None:
        options: dict[str, Any] = {"required": False, "empty_value": ""} | given
        super().__init__(choices=answers.choices, label=label, **options)


def is_short_number(text: str) -> bool:
    """Whether a text from outside is a place in a list: Python refuses to read numbers of thousands of digits."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


def scale_field(highest: int, label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    """0 to `highest`, or nothing."""
    return forms.TypedChoiceField(
        choices=[(number, str(number)) for number in range(highest + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=Scale,
        label=label,
        help_text=help_text,
    )


def typed_day(text: str) -> tuple[dt.date, str] | None:
    """Return a day as people write it, and what stands behind it; None for no day, or one that could be two (3/4/2026).

    A browser without a control for dates shows a plain box, and what is typed there comes as it is.
    """
    plain = " ".join(_TRIMMINGS.sub("", unicodedata.normalize("NFKC", text)).replace(",", " ").split())
    readings = set()
    for order in (Order.DAY, Order.MONTH):
        with suppress(Unreadable):
            readings.add(day_in(plain, order))
    return readings.pop() if len(readings) == 1 else None


def typed_time(text: str) -> dt.time | None:
    """Return a time as people write it: 3:12, 03.12, 3:12 am."""
    with suppress(Unreadable):
        return time_in(" ".join(unicodedata.normalize("NFKC", text).split()))
    return None


class DayField(forms.DateField):
    """A day, by the browser's control or typed by hand."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format=ISO_DAY), input_formats=[ISO_DAY], **given
        )

    def to_python(self, value: Any) -> dt.date | None:
        """Return the day."""
        try:
            return super().to_python(value)
        except ValidationError:
            typed = typed_day(str(value))
            if typed is None or typed[1]:
                raise
            return typed[0]


class ClockField(forms.TimeField):
    """A time of day, by the browser's control or typed by hand."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **given)

    def to_python(self, value: Any) -> dt.time | None:
        """Return the time."""
        try:
            return super().to_python(value)
        except ValidationError:
            typed = typed_time(str(value))
            if typed is None:
                raise
            return typed


def _typed_wall(text: str) -> dt.datetime | None:
    """Return a day and a time that were typed, in ISO's form or as people write them."""
    with suppress(ValueError):
        return dt.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    day, rest = typed_day(text) or (None, "")
    time = typed_time(rest.removeprefix("at "))
    return dt.datetime.combine(day, time) if day and time else None


class InstantField(forms.Field):
    """A wall-clock time on the clock `zone` (set by the form); becomes an instant in UTC."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
    default_error_messages = {
        "required": _("Pick a date and a time."),
        "invalid": _("Pick a date and a time, like 18 November 2026, 03:12."),
        "range": _("Pick a date after 1900."),
    }
    zone: ZoneInfo
    stored: dt.datetime | None = None
    """What is edited: a minute typed again as it was shown keeps its seconds, and its side of a clock change."""

    def to_python(self, value: Any) -> dt.datetime | None:
        """Return the instant; a wall time that a clock change skipped moves on by the gap."""
        if not value:
            return None
        wall = _typed_wall(str(value))
        if wall is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if self.stored is not None and f"{wall:{SHOWN}}" == self.prepare_value(self.stored):
            return self.stored
        if not FIRST_YEAR <= wall.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["range"], code="range")
        return local_instant(wall, self.zone)

    def prepare_value(self, value: Any) -> Any:
        """Show an instant as the wall time of the zone."""
        if isinstance(value, dt.datetime):
            return value.astimezone(self.zone).strftime(SHOWN)
        return value
