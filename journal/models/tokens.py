"""Keys for buttons and shortcuts of a person's own."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Index, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from journal.domain import choices
from journal.models.constraints import one_of
from journal.models.counted import Counted
from journal.models.diary import Diary
from journal.models.owned import SecretQuerySet

TOKEN_NAME_LENGTH = 40


class AccessTokenQuerySet(SecretQuerySet["AccessToken"]):
    """Tokens of buttons and shortcuts."""


class AccessToken(Counted):
    """What lets a button of the person log into the diary, or read it. The token itself is kept nowhere."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="tokens")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=TOKEN_NAME_LENGTH)
    scope = models.CharField(max_length=4, choices=choices.TokenScope)
    digest = models.CharField(max_length=64)
    """SHA-256 of the token, which is too long to be guessed: a slow hash would guard nothing more."""
    created_at = models.DateTimeField()

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["digest"], name="token_once"),
            UniqueConstraint(fields=["diary", "uuid"], name="token_uuid_once"),
            one_of("scope", choices.TokenScope, blank=False, name="token_scope_known"),
        ]
        indexes = [
            # The page that lists a diary's tokens.
            Index(fields=["diary", "-created_at"], name="token_latest"),
        ]

    def __str__(self) -> str:
        return f"token {self.uuid}"
