"""What a person may type into the journal, and the sentences that answer a mistake."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal import choices
from journal.fields import AnswerField, InstantField, YesNo, scale_field
from journal.models import LONGEST_PRACTICE_SECONDS, NOTE_LENGTH, Cramp, Diary, Practice
from journal.nights import ZONE_NAMES
from journal.records import CrampFilter, When
from poses.models import Pose
from yogasite import looks
from yogasite.forms import Chips, ChipsMultiple, FlagsField, Tick

NOTE_TOO_LONG = _("Keep the note under %(limit_value)d letters. Yours has %(show_value)d.")
LONGEST_PRACTICE_MINUTES = LONGEST_PRACTICE_SECONDS // 60


def _note_field(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        error_messages={"max_length": NOTE_TOO_LONG},
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


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
    distress = scale_field(4, _("How much did it upset you?"), _("0 is not at all. 4 is very much."))
    note = _note_field(_("A long walk, a new pill, the weather. Only you can see this."))
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
        "distress",
        "note",
        "excluded",
    ]

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _on_clock(self, "occurred_at", zone)

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
        """Return what `actions.log_cramp` and `actions.edit_cramp` take."""
        return {name: self.cleaned_data[name] for name in ["occurred_at", "woke", *self.DETAILS]}


class QuickCrampForm(forms.Form):
    """The two taps after a saved cramp."""

    side = AnswerField(choices.Side, _("Which leg?"))
    muscles = FlagsField(choices.Muscle, choices.MUSCLE_LABELS, _("Where?"))


class NightForm(forms.Form):
    """A night of the past, and what is remembered of it."""

    night = forms.DateField(
        label=_("Which night?"),
        help_text=_("The day on which the evening began."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pick a date."), "invalid": _("Pick a date, like 18 November 2026.")},
    )


class PracticeForm(forms.Form):
    """A session remembered by hand: when, how long, which poses."""

    started_at = InstantField(label=_("When did you start?"))
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=1,
        max_value=LONGEST_PRACTICE_MINUTES,
        error_messages={"required": _("Say how many minutes, or guess.")},
    )
    poses = forms.ModelMultipleChoiceField(
        label=_("Which poses?"), queryset=Pose.objects.none(), required=False, widget=ChipsMultiple
    )
    note = _note_field(_("How it felt, or nothing. Only you can see this."))

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _on_clock(self, "started_at", zone)
        self.fields["poses"].queryset = Pose.objects.in_library()  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, practice: Practice) -> PracticeForm:
        """Return the form filled with a stored session."""
        initial = {
            "started_at": practice.started_at,
            "minutes": max(1, round(practice.seconds / 60)),
            "poses": [item.pose_id for item in practice.items.all()],
            "note": practice.note,
        }
        return cls(initial=initial, zone=practice.zone)

    def details(self) -> dict[str, Any]:
        """Return what `actions.edit_practice` takes."""
        data = self.cleaned_data
        return {
            "started_at": data["started_at"],
            "seconds": data["minutes"] * 60,
            "poses": list(data["poses"]),
            "note": data["note"],
        }


class PreferencesForm(forms.Form):
    """The diary's clock and goal, and this device's look."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Your nights run from noon to noon on this clock."),
        choices=[(name, name.replace("_", " ")) for name in ZONE_NAMES],
    )
    goal = forms.TypedChoiceField(
        label=_("How many practice days a week count as regular?"),
        choices=[(days, str(days)) for days in range(1, 8)],
        coerce=int,
        widget=Chips,
    )
    theme = AnswerField(looks.Theme, _("Colours on this device"), empty_value=looks.Theme.DEVICE)
    night_by_clock = forms.BooleanField(
        label=_("Use dim, warm night colours from 10 pm to 7 am"), required=False, widget=Tick
    )

    @classmethod
    def showing(cls, diary: Diary, look: looks.Look) -> PreferencesForm:
        """Return the form filled with what is set now."""
        initial = {
            "time_zone": diary.time_zone,
            "goal": diary.goal,
            "theme": look.theme,
            "night_by_clock": look.night_by_clock,
        }
        return cls(initial=initial)

    def look(self) -> looks.Look:
        """Return the look to keep on this device."""
        return looks.Look(looks.Theme(self.cleaned_data["theme"]), self.cleaned_data["night_by_clock"])


class TrendForm(forms.Form):
    """Which part of the diary the trend shows. Only ever read from an address: nonsense shows everything."""

    side = forms.ChoiceField(
        label=_("Leg"),
        choices=[("", _("Both")), (choices.Side.LEFT, _("Left")), (choices.Side.RIGHT, _("Right"))],
        required=False,
        widget=Chips,
    )
    muscle = forms.ChoiceField(label=_("Muscle"), required=False, widget=Chips)
    when = forms.ChoiceField(
        label=_("Time"), choices=[("", _("Day and night")), *When.choices], required=False, widget=Chips
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [((member.name or "").lower(), label) for member, label in choices.MUSCLE_LABELS.items()]
        self.fields["muscle"].choices = [("", _("All")), *labels]  # type: ignore[attr-defined]

    def chosen(self) -> CrampFilter:
        """Return the valid answers; anything else counts all."""
        self.full_clean()
        side, muscle, when = (self.cleaned_data.get(name, "") for name in ("side", "muscle", "when"))
        return CrampFilter(
            side=choices.Side(side) if side else None,
            muscle=choices.Muscle[muscle.upper()] if muscle else None,
            when=When(when) if when else None,
        )


def _on_clock(form: forms.Form, name: str, zone: ZoneInfo) -> None:
    field = form.fields[name]
    if isinstance(field, InstantField):
        field.zone = zone


def add_errors(form: forms.Form, error: ValidationError) -> None:
    """Show an action's errors beside the fields they name, or above the form."""
    for name, messages in error.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)
