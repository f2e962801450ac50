"""Which column of somebody's own table is what."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.domain.choices import NightBy, Order, What
from journal.exchange.column_mapping import ColumnMapping
from journal.exchange.csv_reader import CsvTable, day_in
from journal.exchange.fields import Unreadable
from yogasite.forms import Chips

COLUMNS = {
    "date": gettext_lazy("Date"),
    "time": gettext_lazy("Time"),
    "what": gettext_lazy("What happened"),
    "leg": gettext_lazy("Leg"),
    "pain": gettext_lazy("Pain, 0 to 10"),
    "count": gettext_lazy("How many cramps"),
    "minutes": gettext_lazy("Minutes of practice"),
    "note": gettext_lazy("Note"),
    "evening": gettext_lazy("Night, by the evening when it begins"),
    "uuid": gettext_lazy("Identifier"),
}
GUESSES = {
    "date": ("date", "day", "datum", "when"),
    "time": ("time", "start", "hour", "uhrzeit", "zeit"),
    "what": ("what", "event", "type", "kind", "what happened", "cramp", "cramps", "entry"),
    "leg": ("leg", "side"),
    "pain": ("pain", "pain (0 to 10)", "strength", "intensity", "severity"),
    "count": ("how many", "count", "number"),
    "minutes": ("minutes", "min", "duration"),
    "note": ("note", "notes", "comment", "comments", "remarks"),
    "evening": ("night of", "night"),
    "uuid": ("identifier",),
}
"""Names that columns often have; the table files of our own export among them."""
EXAMPLE = (
    ("Date", "Time", "What", "Pain"),
    ("18/11/2025", "03:10", "cramp", "6"),
    ("16/11/2025", "", "no cramps", ""),
    ("15/11/2025", "21:30", "practice", ""),
)
"""A table that is read as it is, in the words that it is read by."""


class MatchingForm(forms.Form):
    """One list a thing that a diary can hold: which column says it. Sent in the address, because it only looks."""

    each = forms.ChoiceField(
        label=gettext_lazy("What is each line about?"),
        help_text=gettext_lazy("For lines where no column says what happened."),
        choices=What.choices,
        widget=Chips,
    )
    order = forms.ChoiceField(label=gettext_lazy("How are the dates written?"), choices=Order.choices, widget=Chips)
    night_by = forms.ChoiceField(
        label=gettext_lazy("When a line has no time, its date is"), choices=NightBy.choices, widget=Chips
    )

    def __init__(self, data: Any = None, *, table: CsvTable) -> None:
        guessed = _guessed(table)
        super().__init__(data, initial=guessed)
        columns = [("", _("Not in this file")), *((str(number), name) for number, name in enumerate(table.header))]
        for name, label in COLUMNS.items():
            if name == "uuid" and name not in guessed:  # Somebody else's table has none: one question less.
                continue
            self.fields[name] = forms.ChoiceField(label=label, choices=columns, required=False)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The lists of columns."""
        return [self[name] for name in COLUMNS if name in self.fields]

    @property
    def ways(self) -> list[forms.BoundField]:
        """The questions beside the columns."""
        return [self[name] for name in ("each", "order", "night_by")]

    def clean(self) -> dict[str, Any]:
        """A line without a day is no entry."""
        cleaned = super().clean() or {}
        if not cleaned.get("date") and not cleaned.get("evening"):
            raise ValidationError({"date": _("Choose the column that has the date.")})
        return cleaned

    def mapping(self) -> ColumnMapping:
        """Return the answers."""
        chosen = self.cleaned_data
        columns = {name: int(chosen[name]) for name in COLUMNS if chosen.get(name)}
        return ColumnMapping(columns, What(chosen["each"]), Order(chosen["order"]), NightBy(chosen["night_by"]))


def _guessed(table: CsvTable) -> dict[str, Any]:
    """Guess the columns by their names; without names the first is the date."""
    names = [name.casefold().strip() for name in table.header]
    found = {
        wanted: str(next(number for number, name in enumerate(names) if name in known))
        for wanted, known in GUESSES.items()
        if any(name in known for name in names)
    }
    if "date" not in found and "evening" not in found:
        found["date"] = "0"
    each = What.CRAMP
    if "minutes" in found and not {"leg", "pain"} & set(found):
        each = What.PRACTICE
    elif list(found) == ["evening"]:
        each = What.CLEAR
    order = _order_in(table, int(found.get("date") or found["evening"]))
    return {**found, "each": each, "order": order, "night_by": NightBy.EVENING}


def _order_in(table: CsvTable, column: int) -> Order:
    """Guess how the dates are written: month first only where they cannot all be day first."""
    dates = [row.cell(column) for row in table.rows if row.cell(column)]
    for order in Order:
        with suppress(Unreadable):
            for date in dates:
                day_in(date, order)
            return order
    return Order.DAY
