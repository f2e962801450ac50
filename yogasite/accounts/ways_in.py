"""The ways by which somebody gets into their account: the last one stays."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings

from yogasite.accounts.models import User


def lock(user: User) -> None:
    """Let one request at a time take a way away, until the transaction ends."""
    list(User.objects.select_for_update().filter(pk=user.pk).values_list("pk"))


def is_last(user: User, way: Authenticator | EmailAddress) -> bool:
    """Whether nobody could get into this account without `way`, a passkey or an address."""
    if user.is_guest or user.has_usable_password() or not _is_way(way):
        return False
    passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    addresses = EmailAddress.objects.filter(user=user, verified=True) if settings.SENDS_MAIL else []
    return [*passkeys, *addresses] == [way]


def _is_way(way: Authenticator | EmailAddress) -> bool:
    """Whether it opens the account: an address does by the link that sets a new password."""
    return isinstance(way, Authenticator) or bool(settings.SENDS_MAIL and way.verified)
