"""The addresses of people."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from yogasite.accounts.models import User


def confirmed_address(user: User) -> str:
    """Return the address that the person has confirmed, the main one first; empty without one. One query."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    return next((each.email for each in confirmed[:1]), "")
