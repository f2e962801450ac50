"""What allauth says when something is refused, in short sentences that say what to do, and how it counts tries."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter with this site's sentences, and one limit of tries for all its hosts."""

    error_messages: dict[str, Any] = DefaultAccountAdapter.error_messages | {
        "username_taken": _("Somebody has this name already. Pick another."),
        "username_password_mismatch": _("This name and password do not fit together. Try again."),
        "email_password_mismatch": _("This address and password do not fit together. Try again."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your password. Try again."),
    }

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Put codes last, for the first one is asked for: who has only a passkey has never seen a code."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: method["id"] == "mfa_reauthenticate")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count the tries of a name as one, whatever host was asked.

        allauth's own key holds the Host header, in which anybody may write another port: each would have a limit of its
        own, and a deletion could not find them all.
        """
        typed: str = credentials.get("email", credentials.get("username", ""))
        return typed.lower()


class LongEnough(MinimumLengthValidator):
    """Django's rule for the shortest password, told kindly."""

    def get_error_message(self) -> str:
        """Say how long, and what works."""
        sentence = gettext("Make it %(letters)d letters or longer. Three short words work well.")
        return sentence % {"letters": self.min_length}
