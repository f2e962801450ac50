"""What a person may choose: the diary's clock and goal, the look, and what the trend shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain import choices
from journal.domain.time_zones import zone_choices
from journal.models.days import CrampFilter, When
from journal.models.diary import Diary
from journal.web.fields import AnswerField
from journal.web.forms.reminders import ReminderFields
from yogasite import appearance
from yogasite.forms import Chips, Tick


class PreferencesForm(ReminderFields):
    """The diary's clock and goal, its reminders, and this device's look."""

    field_order = ("theme", "night_by_clock")

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("The nearest large city. Your nights run from noon to noon on its clock."),
        choices=zone_choices(),
    )
    goal = forms.TypedChoiceField(
        label=_("How many practice days a week count as regular?"),
        choices=[(days, str(days)) for days in range(1, 8)],
        coerce=int,
        widget=Chips,
    )
    theme = AnswerField(appearance.Theme, _("Colours on this device"), empty_value=appearance.Theme.DEVICE)
    night_by_clock = forms.BooleanField(
        label=_("Use dim, warm night colours from 10 pm to 7 am"), required=False, widget=Tick
    )

    @classmethod
    def showing(cls, diary: Diary, look: appearance.Look) -> PreferencesForm:
        """Return the form filled with what is set now."""
        initial = {
            "time_zone": diary.time_zone,
            "goal": diary.goal,
            "theme": look.theme,
            "night_by_clock": look.night_by_clock,
        }
        form = cls(initial=initial | cls.showing_reminders(diary.reminders.all()))
        if str(diary.zone) != diary.time_zone:
            gone = _("“%(name)s” is no longer known. Pick one.") % {"name": diary.time_zone}
            form.initial["time_zone"] = ""
            form.fields["time_zone"].choices = [("", gone), *zone_choices()]  # type: ignore[attr-defined]
        return form

    def look(self) -> appearance.Look:
        """Return the look to keep on this device."""
        return appearance.Look(appearance.Theme(self.cleaned_data["theme"]), self.cleaned_data["night_by_clock"])


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


class ExperimentForm(forms.Form):
    """How long an experiment runs."""

    weeks = forms.TypedChoiceField(
        label=_("How long?"),
        choices=choices.ExperimentLength.choices,
        coerce=int,
        widget=Chips,
        error_messages={"required": _("Choose how long it should run.")},
    )
