"""What a device sends of the entries that waited on it (static/js/outbox.js)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from journal.web.forms.shared import CLOCK_SKEW

AHEAD = _("The clock of your device is ahead. Set it right, then try again.")
DAMAGED = _("This entry came here damaged. Please log it again.")


class Kind(TextChoices):
    """What waited."""

    CRAMP = "cramp", _("A cramp")
    CLEAR = "clear", _("No cramps")
    HAD = "had", _("A cramp of that night")
    PRACTICE = "practice", _("A practice")


class OutboxForm(forms.Form):
    """One entry. Its UUID was made by the device; `at` is the instant of the tap, in milliseconds."""

    kind = forms.ChoiceField(choices=Kind.choices, error_messages={"invalid_choice": DAMAGED, "required": DAMAGED})
    uuid = forms.UUIDField(error_messages={"invalid": DAMAGED, "required": DAMAGED})
    at = forms.IntegerField(min_value=0, max_value=10**14, error_messages={"invalid": DAMAGED, "required": DAMAGED})
    night = forms.DateField(required=False, error_messages={"invalid": DAMAGED})
    diary = forms.CharField(required=False, max_length=64)
    key = forms.RegexField(r"\A[0-9a-f]{32}\Z", required=False, error_messages={"invalid": DAMAGED})
    """The secret of a device that knows of no diary yet (`journal.web.guest_session`)."""

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_at(self) -> dt.datetime:
        """Return the instant; a clock a little ahead is put right, one far ahead is told."""
        instant = dt.datetime.fromtimestamp(self.cleaned_data["at"] / 1000, dt.UTC)
        if instant > self.now + CLOCK_SKEW:
            raise ValidationError(AHEAD)
        return min(instant, self.now)

    def clean(self) -> dict[str, Any]:
        """A night's answer needs its night."""
        data = super().clean() or {}
        if data.get("kind") in (Kind.CLEAR, Kind.HAD) and not data.get("night"):
            raise ValidationError(DAMAGED)
        return data
