"""What a person may type about what else went on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from journal.actions.circumstances import LASTING
from journal.domain import choices
from journal.models.circumstances import LONGEST_NAME, Circumstance
from journal.web.fields import AnswerField, DayField
from yogasite.forms import Tick

INVALID_DAY = _("Pick a date, like 18 November 2026.")


class Lasting(TextChoices):
    """How long it went on."""

    DAY = "day", _("Just that day")
    UNTIL = "until", _("Until a day I know")
    ON = "on", _("It still goes on")


def _day_field(label: Any, help_text: Any = "") -> DayField:
    return DayField(label=label, help_text=help_text, required=False, error_messages={"invalid": INVALID_DAY})


class CircumstanceForm(forms.Form):
    """What went on, from when, and until when."""

    kind = AnswerField(
        choices.CircumstanceKind,
        _("What was it?"),
        required=True,
        error_messages={"required": _("Choose what it was.")},
    )
    medicine = AnswerField(choices.Medicine, _("What kind of medicine?"))
    name = forms.CharField(
        label=_("In your words"),
        help_text=_("Its name, or a word or two. You may leave this empty."),
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": _("Keep it under %(limit_value)d letters. Yours has %(show_value)d.")},
    )
    first_day = _day_field(_("First day"), _("For a medicine: the day you started. A guess will do."))
    lasting = AnswerField(
        Lasting, _("How long?"), required=True, error_messages={"required": _("Choose how long it went on.")}
    )
    last_day = _day_field(_("Last day"), _("For a medicine: the last day you took it."))
    is_pause = forms.BooleanField(label=_("Pause the diary meanwhile"), required=False, widget=Tick)

    @classmethod
    def opening(cls, kind: str, *, today: dt.date, is_pause: bool) -> CircumstanceForm:
        """Return an empty form that begins today; a `kind` named in the address is chosen."""
        known = kind if kind in choices.CircumstanceKind.values else ""
        lasting = Lasting.ON if is_pause or known in LASTING else Lasting.DAY if known else ""
        return cls(initial={"kind": known, "first_day": today, "lasting": lasting, "is_pause": is_pause})

    @classmethod
    def showing(cls, circumstance: Circumstance) -> CircumstanceForm:
        """Return the form filled with what was noted."""
        initial = {name: getattr(circumstance, name) for name in ("kind", "medicine", "name", "first_day", "is_pause")}
        first, last = circumstance.first_day, circumstance.last_day
        lasting = Lasting.ON if last is None else Lasting.DAY if last == first else Lasting.UNTIL
        return cls(initial={**initial, "lasting": lasting, "last_day": last if lasting == Lasting.UNTIL else None})

    def clean_first_day(self) -> dt.date:
        """The only day that is always needed."""
        return _given(self.cleaned_data["first_day"])

    def clean_medicine(self) -> str:
        """Needed for a medicine, because each kind has its own words; else nothing."""
        if self.cleaned_data.get("kind") != choices.CircumstanceKind.MEDICINE:
            return ""
        chosen: str = self.cleaned_data["medicine"]
        if not chosen:
            raise ValidationError(_("Choose a kind. If you are not sure, choose “Another medicine”."))
        return chosen

    def clean_last_day(self) -> dt.date | None:
        """Needed when it ended on another day than it began."""
        lasting = self.cleaned_data.get("lasting")
        if lasting == Lasting.UNTIL:
            return _given(self.cleaned_data["last_day"])
        return self.cleaned_data.get("first_day") if lasting == Lasting.DAY else None

    def details(self) -> dict[str, Any]:
        """Return what `circumstances.note` and `circumstances.edit` take."""
        names = ("kind", "medicine", "name", "first_day", "last_day", "is_pause")
        return {name: self.cleaned_data[name] for name in names}


def _given(day: dt.date | None) -> dt.date:
    if day is None:
        raise ValidationError(_("Pick a date."))
    return day
