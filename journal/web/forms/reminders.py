"""Of what a person wants to be reminded, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal.domain.choices import ReminderKind
from journal.models.reminders import LONGEST_ENDPOINT, Reminder
from journal.reminders.push_keys import are_keys, is_endpoint
from journal.web.fields import ClockField
from yogasite.forms import Tick

USUAL = {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)}
NO_TIME = _("Pick a time, or untick this reminder.")
WRONG_HALF = {
    ReminderKind.EVENING: _("Pick a time from noon to midnight."),
    ReminderKind.MORNING: _("Pick a time before noon."),
}


def _time_field(label: Any) -> ClockField:
    return ClockField(label=label, required=False, error_messages={"invalid": _("Pick a time, like 21:00.")})


class ReminderFields(forms.Form):
    """A tick and a time for each kind."""

    evening = forms.BooleanField(label=_("Remind me to practise"), required=False, widget=Tick)
    evening_at = _time_field(_("In the evening at"))
    morning = forms.BooleanField(label=_("Ask each morning how the night was"), required=False, widget=Tick)
    morning_at = _time_field(_("In the morning at"))
    by_mail = forms.BooleanField(label=_("Send them by e-mail too"), required=False, widget=Tick)

    @staticmethod
    def showing_reminders(reminders: Iterable[Reminder]) -> dict[str, Any]:
        """Return what the fields show now; the usual times where nothing was asked for."""
        stored = {ReminderKind(reminder.kind): reminder for reminder in reminders}
        times = {kind: reminder.at for kind, reminder in stored.items()}
        shown: dict[str, Any] = {kind.value: kind in times for kind in ReminderKind}
        shown["by_mail"] = any(reminder.by_mail for reminder in stored.values())
        return shown | {f"{kind.value}_at": times.get(kind, usual) for kind, usual in USUAL.items()}

    def clean(self) -> dict[str, Any]:
        """Want a time of the right half of the day for each tick."""
        data = super().clean() or {}
        for kind in ReminderKind:
            name = f"{kind.value}_at"
            if not data.get(kind.value) or name in self.errors:
                continue
            at = data[name]
            if at is None:
                self.add_error(name, NO_TIME)
            elif (at.hour >= 12) != (kind is ReminderKind.EVENING):
                self.add_error(name, WRONG_HALF[kind])
        if data.get("by_mail") and not any(data.get(kind.value) for kind in ReminderKind):
            self.add_error("by_mail", _("Tick a reminder first: there is nothing to send yet."))
        return data

    def reminders(self) -> dict[ReminderKind, dt.time | None]:
        """Return the time of each kind that is ticked."""
        data = self.cleaned_data
        return {kind: data[f"{kind.value}_at"] if data[kind.value] else None for kind in ReminderKind}


class PushForm(forms.Form):
    """What a browser says of itself when it subscribes. People never see this form: a script sends it."""

    endpoint = forms.CharField(max_length=LONGEST_ENDPOINT)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=30)

    def clean_endpoint(self) -> str:
        """Take only a place where a push service may live: the site will write to it."""
        endpoint: str = self.cleaned_data["endpoint"]
        if not is_endpoint(endpoint):
            raise ValidationError(_("This is no address of a push service."))
        return endpoint

    def clean(self) -> dict[str, Any]:
        """Take only keys that a message can be encrypted to."""
        data = super().clean() or {}
        if not self.errors and not are_keys(data["p256dh"], data["auth"]):
            raise ValidationError(_("These are no keys of a browser."))
        return data
