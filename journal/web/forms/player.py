"""What the player sends, what a person's own routine is made of, and what rules poses out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.actions import practices, routines
from journal.domain import choices
from journal.models.practices import LONGEST_PRACTICE_SECONDS
from journal.models.routines import ROUTINE_NAME_LENGTH, OwnRoutine
from journal.web.fields import AnswerField, is_short_number
from journal.web.forms.shared import CLOCK_SKEW
from poses.domain.choices import CONDITION_LABELS, Condition
from poses.models.pose import LONGEST_HOLD_SECONDS, Pose
from poses.pages.routine_steps import Station
from yogasite.forms import FlagsField

MOST_HELD, MOST_ITEMS, MOST_REPEATS = 200, 30, 30
DAMAGED = gettext_lazy("This practice came here damaged. Nothing was saved. Log it by hand, please.")


class ConditionsForm(forms.Form):
    """What rules poses out for a person."""

    conditions = FlagsField(Condition, CONDITION_LABELS, gettext_lazy("What should we know?"))


class PlayedForm(forms.Form):
    """A session from the player. With script: `held` says what was held. Without: `done` lists the poses."""

    started_at = forms.IntegerField(required=False, min_value=0, max_value=10**14)
    seconds = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_PRACTICE_SECONDS)
    held = forms.CharField(required=False, max_length=20_000)
    feel = AnswerField(choices.Feel, gettext_lazy("How do your legs feel? You can skip this."))

    def __init__(self, data: QueryDict | Mapping[str, Any] | None, *, stations: Sequence[Station]) -> None:
        super().__init__(data)
        self.stations = stations

    def clean_held(self) -> list[practices.Held]:
        """Return what was held, or refuse what no player would send. A routine may have changed since it was played."""
        text = self.cleaned_data["held"]
        if not text:
            return []
        try:
            rows = json.loads(text)[:MOST_HELD]
            poses = {pose.slug: pose for pose in Pose.objects.with_slugs(str(slug) for slug, _side, _seconds in rows)}
            return [_held(poses[slug], side, seconds) for slug, side, seconds in rows]
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise ValidationError(DAMAGED) from error

    def details(self, now: dt.datetime, *, shift: dt.timedelta = dt.timedelta()) -> dict[str, Any]:
        """Return what `practices.log` takes. A phone whose clock runs ahead is put right.

        `shift` is how far it is known to be behind.
        """
        data = self.cleaned_data
        held: list[practices.Held] = data["held"]
        if not held:
            held, source = self._ticked(), choices.Source.HAND
        else:
            source = choices.Source.TIMER
        seconds = min(data["seconds"] or sum(each.seconds or 0 for each in held) or 1, LONGEST_PRACTICE_SECONDS)
        ended = now - dt.timedelta(seconds=seconds)
        started = dt.datetime.fromtimestamp(data["started_at"] / 1000, dt.UTC) + shift if data["started_at"] else ended
        if started > ended and started < now + CLOCK_SKEW:
            started = ended
        return {"started_at": started, "seconds": seconds, "held": held, "source": source, "feel": data["feel"]}

    def _ticked(self) -> list[practices.Held]:
        """Without script: the poses that were ticked, held as the routine says."""
        ticked = self.data.getlist("done") if isinstance(self.data, QueryDict) else self.data.get("done", [])
        numbers = sorted({int(number) for number in ticked if is_short_number(str(number))})
        chosen = [self.stations[number] for number in numbers if number < len(self.stations)]
        return [
            practices.Held(station.pose, station.dose.hold_seconds * station.dose.repeats, side)
            for station in chosen
            for side in (("left", "right") if station.dose.each_side else ("",))
        ]


def _held(pose: Pose, side: str, seconds: int) -> practices.Held:
    if side not in ("", choices.Side.LEFT, choices.Side.RIGHT):
        raise ValueError(side)
    if type(seconds) is not int or not 0 < seconds <= LONGEST_PRACTICE_SECONDS:
        raise ValueError(seconds)
    return practices.Held(pose, seconds, side)


@dataclass(frozen=True)
class RoutineRow:
    """One pose of a routine that is being put together, as it was typed."""

    pose: Pose
    hold_seconds: str
    repeats: str
    error: str = ""


class RoutineForm(forms.Form):
    """A person's own routine: a name, and rows of pose, hold and repeats in order."""

    name = forms.CharField(
        label=gettext_lazy("Name of the routine"),
        max_length=ROUTINE_NAME_LENGTH,
        error_messages={"required": gettext_lazy("Give it a name, like “Before bed”.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, poses: Mapping[str, Pose], routine: OwnRoutine | None = None
    ) -> None:
        super().__init__(data, initial={"name": routine.name if routine else ""})
        self.poses = poses
        self.moved = -1
        """The row that the last button moved, counted from 0: the keyboard stays with it."""
        self.rows = self._typed(data) if data is not None else self._stored(routine)

    def _typed(self, data: QueryDict) -> list[RoutineRow]:
        typed = zip(data.getlist("pose"), data.getlist("hold"), data.getlist("times"), strict=False)
        rows = [RoutineRow(self.poses[slug], hold, times) for slug, hold, times in typed if slug in self.poses]
        return rows[:MOST_ITEMS]

    def _stored(self, routine: OwnRoutine | None) -> list[RoutineRow]:
        items = routine.items.all() if routine else ()
        return [RoutineRow(item.pose, str(item.hold_seconds), str(item.repeats)) for item in items]

    def press(self, command: str) -> None:
        """Do what a button of the list says: "add", "up-2", "down-2" or "remove-2" (rows count from 0)."""
        verb, _dash, number = command.partition("-")
        if verb == "add":
            self._add(self.data.get("new", ""))
        elif is_short_number(number) and int(number) < len(self.rows):
            self._move(verb, int(number))
        # Only the order changed: what was typed is shown again, and not checked yet.
        self.is_bound, self.initial = False, {"name": self.data.get("name", "")}

    def _add(self, slug: str) -> None:
        pose = self.poses.get(slug)
        if pose is not None and len(self.rows) < MOST_ITEMS:
            self.rows.append(RoutineRow(pose, str(pose.hold_seconds), str(pose.repeats)))

    def _move(self, verb: str, index: int) -> None:
        row = self.rows.pop(index)
        place = {"up": max(index - 1, 0), "down": index + 1, "remove": -1}.get(verb, index)
        if place >= 0:
            self.rows.insert(place, row)
            self.moved = min(place, len(self.rows) - 1)

    def clean(self) -> dict[str, Any]:
        """Check every row; each mistake stands beside its row."""
        cleaned = super().clean() or self.cleaned_data
        if not self.rows:
            raise ValidationError(_("Add at least one pose."))
        checked = [_checked(row) for row in self.rows]
        self.rows = [RoutineRow(row.pose, row.hold_seconds, row.repeats, error) for row, error in checked]
        if any(row.error for row in self.rows):
            raise ValidationError(_("One of the numbers below needs another look."))
        return cleaned

    def items(self) -> list[routines.Dosed]:
        """Return what `routines.store` takes."""
        return [routines.Dosed(row.pose, int(row.hold_seconds), int(row.repeats)) for row in self.rows]


def _checked(row: RoutineRow) -> tuple[RoutineRow, str]:
    if not _is_number(row.hold_seconds, LONGEST_HOLD_SECONDS):
        return row, _("Hold it for 1 to %(most)d seconds.") % {"most": LONGEST_HOLD_SECONDS}
    if not _is_number(row.repeats, MOST_REPEATS):
        return row, _("Do it 1 to %(most)d times.") % {"most": MOST_REPEATS}
    return row, ""


def _is_number(text: str, most: int) -> bool:
    return is_short_number(text) and 1 <= int(text) <= most
