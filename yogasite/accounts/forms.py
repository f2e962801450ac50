"""allauth's forms in the words of this site: every label above its box, nothing to read inside a box."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from yogasite.forms import Tick


class Unhinted:
    """A form whose boxes are empty: a placeholder is gone once somebody types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Unhinted, allauth_forms.LoginForm):  # type: ignore[misc]
    """A name or an address, and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        remember = self.fields["remember"]
        remember.label, remember.initial, remember.widget = _("Keep me logged in on this device"), True, Tick()


class SignupForm(Unhinted, allauth_forms.SignupForm):  # type: ignore[misc]
    """A name and a password; an address only if somebody likes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["email"].label = _("E-mail (optional)")
        self.fields["email"].help_text = _("For the day you forget your password.")


class AddEmailForm(Unhinted, allauth_forms.AddEmailForm):  # type: ignore[misc]
    """An address for a forgotten password."""


class ChangePasswordForm(Unhinted, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""


class SetPasswordForm(Unhinted, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, for somebody who has only a passkey."""


class ResetPasswordForm(Unhinted, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""


class ResetPasswordKeyForm(Unhinted, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, from the link."""


class ReauthenticateForm(Unhinted, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""
