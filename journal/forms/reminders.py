"""Of what a person wants to be reminded, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.choices import ReminderKind
from journal.models import Reminder
from yogasite.forms import Tick

USUAL = {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)}
NO_TIME = _("Pick a time, or untick this reminder.")
WRONG_HALF = {
    ReminderKind.EVENING: _("Pick a time from noon to midnight."),
    ReminderKind.MORNING: _("Pick a time before noon."),
}


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Pick a time, like 21:00.")},
    )


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
