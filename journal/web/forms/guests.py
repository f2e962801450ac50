"""What turns a guest's diary into an account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class KeepForm(forms.Form):
    """A name, and a password unless a passkey is to do."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("To log in with, on this or another device."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"), required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    @property
    def wants_passkey(self) -> bool:
        """Whether the button for a passkey was pressed."""
        return self.data.get("by") == "passkey"

    def clean_username(self) -> str:
        """Accept what the sign-up accepts."""
        name: str = get_adapter().clean_username(self.cleaned_data["username"])
        return name

    def clean(self) -> dict[str, Any]:
        """Ask for a password where it is to be the key, by the same rules as at sign-up."""
        data = super().clean() or {}
        if self.wants_passkey or "username" not in data:
            return data
        if not data.get("password"):
            self.add_error("password", gettext("Choose a password, or use a passkey instead."))
            return data
        try:
            get_adapter().clean_password(data["password"])
        except ValidationError as error:
            self.add_error("password", error)
        return data
