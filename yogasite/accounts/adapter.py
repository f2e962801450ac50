"""What allauth says in pages and mails, in short sentences that say what to do, and how it counts tries."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yogasite.accounts import known_browser, unsent, ways_in

ONLY_WAY = _("This address is your only way in. Set a password or add a passkey first, then you can remove it.")
ADDRESS_STAYS = "account/messages/cannot_delete_primary_email.txt"
LINK_SENT = "account/messages/email_confirmation_sent.txt"
WAYS_TO_PROVE = {
    "reauthenticate": _("Type your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter with this site's sentences, and one limit of tries for all its hosts."""

    error_messages: dict[str, Any] = DefaultAccountAdapter.error_messages | {
        "username_taken": _("Somebody has this name already. Pick another."),
        "username_password_mismatch": _("This name and password do not fit together. Try again."),
        "email_password_mismatch": _("This address and password do not fit together. Try again."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your password. Try again."),
        "account_inactive": _("This account is closed. Ask the person who runs this site to open it again."),
        "duplicate_email": _("This address is yours already."),
        "email_taken": _("Another account here uses this address. Pick another."),
        "max_email_addresses": _("%d addresses are the most. Remove one first."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "username_blacklisted": _("This name is kept for the site. Pick another."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that names this site and leads to it, whatever host the request came by.

        Anybody may write another port, or another allowed name, into the Host header: with it a mail that somebody else
        asked for would lead its reader there, with the secret of the link.
        """
        leads = {name: _on_this_site(value) for name, value in context.items() if name.endswith("_url")}
        site = SimpleNamespace(name="Night Heron", domain=settings.SITE_URL)
        # Under a name of its own: `user` is whoever asks, in every template.
        named = {"owner": context.get("user"), "request": self.request, "email": email, "current_site": site}
        unsent.send(self.request, self.render_mail(template_prefix, email, context | leads | named))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what was done, of a mail that could not be sent nothing else, and why an address stays."""
        if message_template == LINK_SENT and unsent.is_noted(request):
            messages.warning(request, unsent.SENTENCE)
        elif message_template == ADDRESS_STAYS and not EmailAddress.objects.filter(user=request.user)[1:]:
            messages.error(request, ONLY_WAY)
        else:
            super().add_message(request, level, message_template, *args, **kwargs)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Whether an address may go: not the main one of several, and not one that is the only way in."""
        if email_address.pk and ways_in.is_last(email_address.user, email_address):
            return False
        return bool(super().can_delete_email(email_address))

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` leads to this site; what is no address at all does not (allauth stops with a fault)."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Put codes last, for the first one is asked for: who has only a passkey has never seen a code."""
        methods = [
            method | {"description": WAYS_TO_PROVE[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]
        return sorted(methods, key=lambda method: method["id"] == "mfa_reauthenticate")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count the tries of a name as one, whatever host was asked; those of a browser that knows it by themselves.

        allauth's own key holds the Host header, in which anybody may write another port: each would have a limit of its
        own, and a deletion could not find them all.
        """
        typed: str = credentials.get("email", credentials.get("username", ""))
        return known_browser.browser_of(request, typed) or typed.lower()

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on, and remember that this browser has logged in."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known_browser.remember(request, response, [request.POST.get("login", ""), user.email, user.username])
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's adapter for passkeys and codes, with this site's sentences."""

    error_messages: dict[str, Any] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Your account needs this. You cannot turn it off."),
        "cannot_generate_recovery_codes": _("Spare codes go with a code app. Set one up first."),
        "incorrect_code": _("This code does not fit. Wait for the next one and try again."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 -- allauth's name for it
        """Put a name into the box, which the person may change."""
        return gettext("My passkey")


def _on_this_site(address: str) -> str:
    """Return the same path at the address that the settings name."""
    return settings.SITE_URL + urlsplit(address).path


class LongEnough(MinimumLengthValidator):
    """Django's rule for the shortest password, told kindly."""

    def get_error_message(self) -> str:
        """Say how long, and what works."""
        sentence = gettext("Make it %(letters)d letters or longer. Three short words work well.")
        return sentence % {"letters": self.min_length}
