"""House rendering of forms: chips, scales, and several answers in one."""

from __future__ import annotations

from typing import Any

from django import forms

from yogasite import flags


class Chips(forms.RadioSelect):
    """One choice, shown as a row of large labels."""

    template_name = "components/chips.html"


class ChipsMultiple(forms.CheckboxSelectMultiple):
    """Any number of choices, shown as a row of large labels."""

    template_name = "components/chips.html"


class Scale(Chips):
    """0 to 10, each number a label of its own."""

    template_name = "components/scale.html"


class Tick(forms.CheckboxInput):
    """A single yes, with the label beside the box."""


class FlagsField(forms.MultipleChoiceField):
    """Any number of answers, kept as one integer of a `yogasite.flags` class."""

    widget = ChipsMultiple

    def __init__(self, flag: Any, labels: Any, label: Any, **options: Any) -> None:
        self.flag = flag
        super().__init__(choices=flags.choices(labels), label=label, required=False, **options)

    def clean(self, value: Any) -> int:
        """Return the members' values combined."""
        return flags.combine(self.flag, super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored integer as the codes of the boxes."""
        return flags.codes(self.flag, value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the boxes with the stored integer."""
        return super().has_changed(self.prepare_value(initial), data)
