"""Form fields of the journal: optional answers, and a time on a person's own clock."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Choices, TextChoices
from django.utils.translation import gettext_lazy as _

from journal.domain.nights import FIRST_YEAR, LAST_YEAR, local_instant
from yogasite.forms import Chips, Scale

LONGEST_NUMBER = 5
SHOWN = "%Y-%m-%dT%H:%M"
"""A datetime-local field shows minutes."""


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
        try:
            wall = dt.datetime.fromisoformat(str(value).strip()).replace(tzinfo=None)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
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
