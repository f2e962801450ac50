"""What a device sends of the entries that waited on it (static/js/outbox.js)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from journal.web.forms.shared import CLOCK_SKEW

RIGHT_ENOUGH = dt.timedelta(minutes=1)
"""How far a device's clock may be off, the way to here counted in, for its times to be taken as they are."""
AHEAD = _("The clock of this device was set back after the tap, so its hour is not known. Add it by hand, please.")
DAMAGED = _("This entry came here damaged. Please log it again.")


class Kind(TextChoices):
    """What waited."""

    CRAMP = "cramp", _("A cramp")
    CLEAR = "clear", _("No cramps")
    HAD = "had", _("A cramp of that night")
    PRACTICE = "practice", _("A practice")


class OutboxForm(forms.Form):
    """One entry. Its UUID was made by the device; `at` is the instant of the tap, in milliseconds.

    `sent` is the same clock when the entry left the device. A clock that is wrong now is taken to have been as wrong
    then: what counts is how long ago the tap was.
    """

    kind = forms.ChoiceField(choices=Kind.choices, error_messages={"invalid_choice": DAMAGED, "required": DAMAGED})
    uuid = forms.UUIDField(error_messages={"invalid": DAMAGED, "required": DAMAGED})
    at = forms.IntegerField(min_value=0, max_value=10**14, error_messages={"invalid": DAMAGED, "required": DAMAGED})
    sent = forms.IntegerField(required=False, min_value=0, max_value=10**14, error_messages={"invalid": DAMAGED})
    night = forms.DateField(required=False, error_messages={"invalid": DAMAGED})
    diary = forms.CharField(required=False, max_length=64)
    key = forms.RegexField(r"\A[0-9a-f]{32}\Z", required=False, error_messages={"invalid": DAMAGED})
    """The secret of a device that knows of no diary yet (`journal.web.guest_session`)."""
    begin = forms.BooleanField(required=False)
    """The person asked for a new diary, which may begin with any entry."""

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    @property
    def shift(self) -> dt.timedelta:
        """How far the device's clock is behind the server's."""
        sent = self.cleaned_data.get("sent")
        behind = self.now - _instant(sent) if sent is not None else dt.timedelta()
        return behind if abs(behind) > RIGHT_ENOUGH else dt.timedelta()

    def clean(self) -> dict[str, Any]:
        """Put the instant of the tap on the server's clock."""
        data = super().clean() or {}
        if data.get("at") is None:
            return data
        instant = _instant(data["at"]) + self.shift
        if instant > self.now + CLOCK_SKEW:
            raise ValidationError(AHEAD)
        data["at"] = min(instant, self.now)
        return data


def _instant(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)
