"""House rendering of forms: chips, and a summary of what to fix."""

from __future__ import annotations

from django import forms


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
