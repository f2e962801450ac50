"""allauth's forms in the words of this site: every label above its box, nothing to read inside a box."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
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
        if not settings.SENDS_MAIL:
            del self.fields["email"]
            return
        self.fields["email"].label = _("E-mail (optional)")
        self.fields["email"].help_text = _("For the day you forget your password.")


class AddEmailForm(Unhinted, allauth_forms.AddEmailForm):  # type: ignore[misc]
    """An address for a forgotten password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")


class NewPassword(Unhinted):
    """A new password, typed once: a button beside its box shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")  # type: ignore[attr-defined]
        del self.fields["password2"]  # type: ignore[attr-defined]


class ChangePasswordForm(NewPassword, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("The password you have now")
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(NewPassword, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A first password, for somebody who has only a passkey."""


class ResetPasswordForm(Unhinted, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")


class ResetPasswordKeyForm(NewPassword, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, from the link."""


class ReauthenticateForm(Unhinted, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = ""


class CodeForm(Unhinted, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """A code, after the password."""


class CodeAgainForm(Unhinted, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code from your app, or a spare code")


class FirstCodeForm(Unhinted, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app: it proves that the app works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits")
