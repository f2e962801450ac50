"""What several forms of the journal have in common."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal.models.diary import NOTE_LENGTH
from journal.web.fields import InstantField

CLOCK_SKEW = dt.timedelta(minutes=10)
"""How far a device's clock may run ahead of the server's."""
NOTE_TOO_LONG = _("Keep the note under %(limit_value)d letters. Yours has %(show_value)d.")


def note_field(help_text: Any) -> forms.CharField:
    """A few words of one's own."""
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        error_messages={"max_length": NOTE_TOO_LONG},
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def on_clock(form: forms.Form, name: str, zone: ZoneInfo, stored: dt.datetime | None = None) -> None:
    """Read and show the time field `name` on the clock `zone`; `stored` is the instant that is being edited."""
    field = form.fields[name]
    if isinstance(field, InstantField):
        field.zone, field.stored = zone, stored


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Show an action's errors beside the fields they name, or above the form."""
    for name, messages in error.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)
