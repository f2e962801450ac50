"""What a person may type about cramps and nights, and the sentences that answer a mistake."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.cramps import NIGHT_IN_FUTURE
from journal.domain import choices
from journal.domain.nights import LAST_YEAR, night_of, representative_instant
from journal.models.cramps import Cramp
from journal.web.fields import AnswerField, DayField, InstantField, YesNo, scale_field
from journal.web.forms.shared import note_field, on_clock
from yogasite.forms import FlagsField, Tick

PICK_A_DATE = _("Pick a date, like 18 November 2026.")


class CrampForm(forms.Form):
    """Everything about a cramp; only the time is needed."""

    occurred_at = InstantField(label=_("When did it start?"))
    precision = AnswerField(choices.Precision, _("How sure is the time?"), empty_value=choices.Precision.EXACT)
    count = forms.IntegerField(label=_("How many cramps?"), min_value=1, max_value=20, required=False)
    side = AnswerField(choices.Side, _("Which leg?"))
    muscles = FlagsField(choices.Muscle, choices.MUSCLE_LABELS, _("Which muscle?"))
    pain = scale_field(10, _("How strong was it?"), _("0 is hardly there. 10 is the worst you can think of."))
    duration = AnswerField(choices.Duration, _("How long did it last?"))
    woke = AnswerField(YesNo, _("Did it wake you?"))
    relief = FlagsField(choices.Relief, choices.RELIEF_LABELS, _("What did you do?"))
    relief_effect = AnswerField(choices.ReliefEffect, _("Did that help?"))
    state = AnswerField(choices.State, _("What were you doing?"))
    sleep_disturbance = scale_field(10, _("How much did it spoil your sleep?"))
    back_to_sleep = AnswerField(choices.BackToSleep, _("How long until you slept again?"))
    soreness = AnswerField(choices.Soreness, _("Was the leg sore the next day?"))
    soreness_hours = forms.IntegerField(label=_("For how many hours?"), min_value=0, max_value=72, required=False)
    signs = FlagsField(choices.Sign, choices.SIGN_LABELS, _("Is the leg different since?"))
    distress = scale_field(4, _("How much did it upset you?"), _("0 is not at all. 4 is very much."))
    note = note_field(_("A long walk, a new pill, the weather. Only you can see this."))
    excluded = forms.BooleanField(label=_("Leave this one out of my trend"), required=False, widget=Tick)

    DETAILS = [
        "precision",
        "count",
        "side",
        "muscles",
        "pain",
        "duration",
        "relief",
        "relief_effect",
        "state",
        "sleep_disturbance",
        "back_to_sleep",
        "soreness",
        "soreness_hours",
        "signs",
        "distress",
        "note",
        "excluded",
    ]

    def __init__(self, *args: Any, zone: ZoneInfo, stored: dt.datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_clock(self, "occurred_at", zone, stored)

    @classmethod
    def showing(cls, cramp: Cramp) -> CrampForm:
        """Return the form filled with a stored cramp."""
        initial = {name: getattr(cramp, name) for name in ["occurred_at", *cls.DETAILS]}
        initial["woke"] = {True: YesNo.YES, False: YesNo.NO, None: ""}[cramp.woke]
        return cls(initial=initial, zone=cramp.zone)

    def clean_count(self) -> int:
        """No answer is one cramp."""
        return self.cleaned_data["count"] or 1

    def clean_woke(self) -> bool | None:
        """Yes, no, or not said."""
        return {YesNo.YES: True, YesNo.NO: False}.get(self.cleaned_data["woke"])

    def details(self) -> dict[str, Any]:
        """Return what `cramps.log` and `cramps.edit` take."""
        return {name: self.cleaned_data[name] for name in ["occurred_at", "woke", *self.DETAILS]}


class QuickCrampForm(forms.Form):
    """The taps that may follow a saved cramp. `tapped`: the instant of the first tap, in milliseconds."""

    side = AnswerField(choices.Side, _("Which leg?"))
    muscles = FlagsField(choices.Muscle, choices.MUSCLE_LABELS, _("Where?"))
    pain = scale_field(10, _("How strong was it?"))
    ago = AnswerField(choices.Ago, _("When was it?"))
    night = DayField(
        label=_("Which night?"),
        required=False,
        help_text=_("The day on which the evening began."),
        error_messages={"invalid": PICK_A_DATE},
    )
    tapped = forms.IntegerField(required=False, min_value=0, max_value=10**14, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, cramp: Cramp) -> QuickCrampForm:
        """Return the form filled with a stored cramp."""
        tapped = round(cramp.occurred_at.timestamp() * 1000) if cramp.precision == choices.Precision.EXACT else None
        answers = {"side": cramp.side, "muscles": cramp.muscles, "pain": cramp.pain, "tapped": tapped}
        return cls(initial={**answers, "ago": choices.Ago.NOW if tapped else ""})

    def details(self) -> dict[str, Any]:
        """Return what `cramps.add_details` takes."""
        return {name: self.cleaned_data[name] for name in ("side", "muscles", "pain")}

    def clean(self) -> dict[str, Any]:
        """Ask for the date of another night, which no tap can tell."""
        data = super().clean() or {}
        if data.get("ago") == choices.Ago.NIGHT and not data.get("night") and "night" not in self.errors:
            self.add_error("night", gettext("Pick the day on which that evening began."))
        if data.get("night") and data["night"].year > LAST_YEAR:
            self.add_error("night", NIGHT_IN_FUTURE)
        return data

    def moment(self, zone: ZoneInfo) -> tuple[dt.datetime, choices.Precision] | None:
        """Return when the cramp was and how sure that is, or None when that was not asked."""
        ago, tapped = self.cleaned_data["ago"], self.cleaned_data["tapped"]
        if not ago or tapped is None:
            return None
        if ago == choices.Ago.NIGHT:
            return representative_instant(self.cleaned_data["night"], zone), choices.Precision.NIGHT
        instant = dt.datetime.fromtimestamp(tapped / 1000, dt.UTC)
        if ago == choices.Ago.EARLIER:
            return min(representative_instant(night_of(instant, zone), zone), instant), choices.Precision.NIGHT
        earlier = {choices.Ago.TEN_MINUTES: 10, choices.Ago.HOUR: 60}.get(ago, 0)
        precision = choices.Precision.ABOUT if earlier else choices.Precision.EXACT
        return instant - dt.timedelta(minutes=earlier), precision


class NightForm(forms.Form):
    """A night of the past, and what is remembered of it."""

    night = DayField(
        label=_("Which night?"),
        help_text=_("The day on which the evening began."),
        error_messages={"required": _("Pick a date."), "invalid": PICK_A_DATE},
    )
