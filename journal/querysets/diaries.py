"""Diaries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models

if TYPE_CHECKING:
    from journal.models import Diary  # noqa: F401 -- models import this module
    from yogasite.accounts.models import User


class DiaryQuerySet(models.QuerySet["Diary"]):
    """Diaries, by whose they are and how long they have been still."""

    def of_guests(self) -> Self:
        """Only those that one browser's cookie alone opens: no password, no passkey."""
        without_password = self.filter(owner__is_guest=True, owner__password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return without_password.exclude(owner__authenticator__type=Authenticator.Type.WEBAUTHN)

    def with_guest_key(self, digest: str) -> Self:
        """Only the one that a device with this secret began."""
        return self.filter(owner__guest_key=digest)

    def with_pk(self, number: int) -> Self:
        """Only the one with this number, which a signature of ours has vouched for."""
        return self.filter(pk=number)

    def owned_by(self, user: User) -> Self:
        """Only the one of this person."""
        return self.filter(owner=user)

    def empty_since(self, moment: dt.datetime) -> Self:
        """Only those opened before `moment` that hold nothing."""
        return self.filter(
            created_at__lt=moment,
            cramps__isnull=True,
            nights__isnull=True,
            practices__isnull=True,
            routines__isnull=True,
            circumstances__isnull=True,
            experiments__isnull=True,
        )

    def silent_since(self, moment: dt.datetime) -> Self:
        """Only those without a visit or a new entry since `moment`."""
        still = self.filter(owner__last_login__lt=moment)
        for entries in ("cramps", "nights", "practices", "routines", "circumstances"):
            still = still.exclude(**{f"{entries}__created_at__gte": moment})
        return still

    def owners(self) -> set[int]:
        """The users they belong to."""
        return set(self.values_list("owner_id", flat=True))
