"""What a person may type about a token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.domain.choices import TokenScope
from journal.models.tokens import TOKEN_NAME_LENGTH
from yogasite.forms import Chips


class TokenForm(forms.Form):
    """What the token is for, and what it may do."""

    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Like “Siri on my phone”."),
        max_length=TOKEN_NAME_LENGTH,
        error_messages={
            "required": _("Give it a name, so that you know it again."),
            "max_length": _("Keep it under %(limit_value)d letters. Yours has %(show_value)d."),
        },
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"),
        choices=TokenScope,
        widget=Chips,
        initial=TokenScope.LOG,
        help_text=_("A token that only logs cannot show anybody what is in your diary."),
        error_messages={"required": _("Choose what it may do."), "invalid_choice": _("Choose one of the answers.")},
    )
