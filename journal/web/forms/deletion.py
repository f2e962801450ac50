"""What proves that it is the person who wants everything deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yogasite.accounts.models import User

WORD = _("delete")


class DeleteForm(forms.Form):
    """The password; the user name of somebody with a passkey alone, who shows it next; a word of a guest."""

    proof = forms.CharField(max_length=150, error_messages={"required": _("Fill this in. Nothing is deleted yet.")})

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["proof"]
        if self.asks_password:
            field.label = _("Your password")
            field.strip = False  # type: ignore[attr-defined]
            field.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
            return
        field.label = _("Type your user name") if self.asks_passkey else _("Type the word “delete”")
        field.help_text = _("Next, this site asks for your passkey.") if self.asks_passkey else ""
        field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

    @property
    def asks_password(self) -> bool:
        """Whether the person has a password."""
        return self.user.has_usable_password()

    @property
    def asks_passkey(self) -> bool:
        """Whether the person, who has no password, has to show a passkey: a name is known to others too."""
        return not self.asks_password and not self.user.is_guest

    @property
    def password(self) -> str:
        """The password that was confirmed, empty for somebody without one."""
        return self.cleaned_data["proof"] if self.asks_password else ""

    def clean_proof(self) -> str:
        """Compare with what is stored."""
        typed: str = self.cleaned_data["proof"]
        if self.asks_password:
            if not self.user.check_password(typed):
                raise ValidationError(_("This is not your password. Try again."))
            return typed
        expected = str(WORD) if self.user.is_guest else self.user.get_username()
        if typed.casefold() != expected.casefold():
            wrong = _("Type the word “delete”, nothing else.") if self.user.is_guest else _("This is not your name.")
            raise ValidationError(wrong)
        return typed
