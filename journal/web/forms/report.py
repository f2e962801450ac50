"""What a person may choose about a link to the report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.choices import LinkLife
from yogasite.forms import Chips


class ShareForm(forms.Form):
    """For how long a link opens the report."""

    life = forms.TypedChoiceField(
        label=_("How long should the link work?"),
        choices=LinkLife.choices,
        coerce=lambda days: LinkLife(int(days)),
        initial=LinkLife.WEEK,
        widget=Chips,
        error_messages={"required": _("Choose how long it should work.")},
    )
