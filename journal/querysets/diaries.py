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

    def staying(self) -> Self:
        """Without those that are to be deleted: they have a day of their own."""
        return self.filter(owner__deletes_at__isnull=True)

    def empty_since(self, moment: dt.datetime) -> Self:
        """Only those opened and last visited before `moment` that hold nothing in any table."""
        still = self.filter(created_at__lt=moment, owner__last_login__lt=moment, conditions=0)
        for table, _columns in self._tables():
            still = still.exclude(**{f"{table}__isnull": False})
        return still

    def silent_since(self, moment: dt.datetime) -> Self:
        """Only those without a visit, a new row or a token's use since `moment`."""
        still = self.filter(owner__last_login__lt=moment)
        for table, columns in self._tables():
            for column in columns & {"created_at", "used_at"}:
                still = still.exclude(**{f"{table}__{column}__gte": moment})
        return still

    def _tables(self) -> list[tuple[str, set[str]]]:
        """Every table that points at a diary, by the name that lookups know it by, with its columns."""
        relations = self.model._meta.related_objects  # noqa: SLF001 - documented, whatever its name
        return [(each.name, {field.name for field in each.related_model._meta.fields}) for each in relations]  # noqa: SLF001

    def lock(self) -> bool:
        """Keep other writers from these rows until the transaction ends, and tell whether there are any.

        SQLite has no locks of rows: there a transaction is the only writer from its beginning.
        """
        return bool(self.select_for_update(no_key=True).values_list("pk", flat=True))

    def owners(self) -> set[int]:
        """The users they belong to."""
        return set(self.values_list("owner_id", flat=True))
