"""What a person may type or send about a practice."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.choices import Source
from journal.models.practices import LONGEST_PRACTICE_SECONDS, Practice
from journal.web.fields import InstantField
from journal.web.forms.shared import note_field, on_clock
from poses.models.pose import Pose
from yogasite.forms import ChipsMultiple

LONGEST_PRACTICE_MINUTES = LONGEST_PRACTICE_SECONDS // 60


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
    note = note_field(_("How it felt, or nothing. Only you can see this."))

    def __init__(self, *args: Any, zone: ZoneInfo, stored: dt.datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_clock(self, "started_at", zone, stored)
        self.fields["poses"].queryset = Pose.objects.in_library()  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, practice: Practice) -> PracticeForm:
        """Return the form filled with a stored session."""
        initial = {
            "started_at": practice.started_at,
            "minutes": None if practice.source == Source.PAPER else practice.minutes,
            "poses": [item.pose_id for item in practice.items.all()],
            "note": practice.note,
        }
        return cls(initial=initial, zone=practice.zone)

    def details(self) -> dict[str, Any]:
        """Return what `practices.edit` takes."""
        data = self.cleaned_data
        return {
            "started_at": data["started_at"],
            "seconds": data["minutes"] * 60,
            "poses": list(data["poses"]),
            "note": data["note"],
        }
