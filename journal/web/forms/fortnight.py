"""What a person may type into a grid of fourteen nights, and the sentences that answer a mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.actions.fortnights import MOST_CRAMPS
from journal.models.days import Day
from journal.models.stored_nights import NightChange, StoredNight
from yogasite.forms import Chips, Tick

MORE = "more"
MOST_CHIPS = 3
"""Up to here, one tap says how many; more are typed."""
ANSWERS: list[tuple[str, str | Promise]] = [
    ("", _("Not known")),
    ("0", _("No cramps")),
    *[(str(number), str(number)) for number in range(1, MOST_CHIPS + 1)],
    (MORE, _("More")),
]
WRONG_NUMBER = _("Type how many there were, from 1 to 20.")
UNDECIDED = _("You typed a number and left “Not known”. Choose “More”, or clear the number.")
WRONG_NIGHTS = _("These nights can no longer be filled in together. Nothing was saved. Here are the nearest ones.")
_SHOWN = re.compile(r"(\d{0,4})(p?)")


class NightRow(forms.Form):
    """One night of the grid."""

    cramps = forms.ChoiceField(choices=ANSWERS, required=False, widget=Chips)
    number = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=MOST_CRAMPS,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_NUMBER),
    )
    practised = forms.BooleanField(required=False, widget=Tick)

    def __init__(self, data: QueryDict | None, *, kept: StoredNight) -> None:
        self.kept, day = kept, kept.day
        is_more = day.cramps is not None and day.cramps > MOST_CHIPS
        initial = {
            "cramps": MORE if is_more else _told(day.cramps),
            "number": day.cramps if is_more else None,
            "practised": day.practised,
        }
        super().__init__(data, prefix=kept.date.isoformat(), initial=initial)
        self.shown = day if data is None else _shown(kept, data.get(self.add_prefix("shown"), ""))
        """The night as the page showed it: a change made elsewhere meanwhile is then seen, not overwritten."""

    @property
    def token(self) -> str:
        """The night as it is shown now, for the page to send along."""
        return f"{_told(self.shown.cramps)}{'p' if self.shown.practised else ''}"

    @property
    def sentences(self) -> list[str]:
        """What is wrong with this night."""
        return [str(sentence) for sentences in self.errors.values() for sentence in sentences]

    def clean(self) -> dict[str, Any]:
        """Ask for the number of "More"; a number beside "Not known" is not guessed at."""
        cleaned = super().clean() or self.cleaned_data
        if "number" in cleaned:
            answer, number = cleaned.get("cramps"), cleaned["number"]
            if answer == MORE and number is None:
                self.add_error("number", WRONG_NUMBER)
            if answer == "" and number not in (None, self.shown.cramps):
                self.add_error("number", UNDECIDED)
        return cleaned

    def change(self) -> NightChange:
        """Return the night as it was shown and as it is wanted. A number that was not asked for stays as shown."""
        was_asked = self.add_prefix("cramps") in self.data
        cramps = self._cramps() if was_asked else self.shown.cramps
        return NightChange(self.shown, Day(self.kept.date, cramps, self.cleaned_data["practised"]))

    def refuse(self, sentences: Sequence[str]) -> None:
        """Say why the night was not stored, beside what the diary now has: the next save is made in its sight."""
        self.add_error(None, ValidationError(list(sentences)))
        self.shown = self.kept.day

    def _cramps(self) -> int | None:
        answer = self.cleaned_data["cramps"]
        if answer == MORE:
            number: int = self.cleaned_data["number"]
            return number
        return int(answer) if answer else None


class FortnightForm:
    """A row for each night; nothing is stored until all of them are right."""

    def __init__(self, data: QueryDict | None, *, kept: Sequence[StoredNight]) -> None:
        self.rows = [NightRow(data, kept=each) for each in kept]
        self.sentences: list[str | Promise] = []

    @property
    def wrong_rows(self) -> list[NightRow]:
        """The nights that need another look."""
        return [row for row in self.rows if row.errors]

    @property
    def is_right(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.sentences and not self.wrong_rows

    def changes(self) -> list[NightChange]:
        """Return what `fortnights.fill` takes."""
        return [row.change() for row in self.rows]

    def refuse(self, error: ValidationError) -> None:
        """Show an action's errors beside the nights that they name."""
        refused = error.message_dict
        for row in self.rows:
            if row.prefix in refused:
                row.refuse(refused[row.prefix])


def _told(cramps: int | None) -> str:
    return "" if cramps is None else str(cramps)


def _shown(kept: StoredNight, token: str) -> Day:
    """Read back what a page showed; anything else counts as "nothing was known"."""
    found = _SHOWN.fullmatch(token)
    cramps, practised = found.groups() if found else ("", "")
    return Day(kept.date, int(cramps) if cramps else None, bool(practised))
