"""Tokens: made, used, and taken back."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.actions import counted_uses, diaries, digests
from journal.domain.choices import TokenScope
from journal.models.diary import Diary
from journal.models.tokens import AccessToken

MOST_TOKENS = 20
MOST_USES = 60
TOO_MANY_TOKENS = _("You have 20 tokens, which is the most. Take one back first.")
PREFIX = "nh_"
"""Tells people, and programs that look for leaked secrets, what it is."""


@transaction.atomic
def make(
    diary: Diary, *, identifier: uuid.UUID, name: str, scope: TokenScope, now: dt.datetime
) -> tuple[AccessToken, str]:
    """Store a new token and return it with its text, which nobody can show again.

    The same identifier again makes no second token, and the text of the first is gone: "".
    """
    diaries.lock(diary)
    stored = AccessToken.objects.of(diary).with_uuid(identifier).first()
    if stored is not None:
        return stored, ""
    if AccessToken.objects.of(diary).count() >= MOST_TOKENS:
        raise ValidationError({"name": TOO_MANY_TOKENS})
    text = PREFIX + digests.new_secret()
    token = AccessToken(
        diary=diary, uuid=identifier, name=name, scope=scope, digest=digests.of_secret(text), created_at=now
    )
    token.clean_fields(exclude=["diary"])
    token.save()
    return token, text


def with_text(text: str) -> AccessToken | None:
    """Return the token of this text with its diary; None for one that opens nothing."""
    return AccessToken.objects.usable().with_digest(digests.of_secret(text)).first()


def count_use(token: AccessToken, *, now: dt.datetime) -> bool:
    """Note that a token is used; False when it was used `MOST_USES` times in this minute."""
    return counted_uses.count(AccessToken.objects.of(token.diary).with_uuid(token.uuid), most=MOST_USES, now=now)


def take_back(token: AccessToken) -> None:
    """Delete a token: from now on it opens nothing."""
    token.delete()
