"""Links to a report: made, opened by whoever has one, and ended."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from journal.actions import counted_uses, diaries, digests
from journal.domain.choices import LinkLife, Span
from journal.models.diary import Diary
from journal.models.shares import SharedReport

MOST_LINKS = 10
MOST_OPENINGS = 20
"""In a minute: each draws the report anew, for anybody who has the link."""
TOO_MANY = _("You have ten links already. Stop one of them first.")


@transaction.atomic
def make(
    diary: Diary, *, identifier: uuid.UUID, span: Span, has_entries: bool, life: LinkLife, now: dt.datetime
) -> str:
    """Make a link that opens a report, and return its token: the only time that anybody can read it.

    The same identifier again makes no second link, and its token is gone: "".
    """
    diaries.lock(diary)
    links = SharedReport.objects.of(diary)
    if links.with_uuid(identifier).exists():
        return ""
    links.over(now).delete()
    if links.count() >= MOST_LINKS:
        raise ValidationError(TOO_MANY)
    token = digests.new_secret()
    SharedReport.objects.create(
        diary=diary,
        uuid=identifier,
        digest=digests.of_secret(token),
        span=span,
        has_entries=has_entries,
        made_on=diary.today(now),
        created_at=now,
        expires_at=now + dt.timedelta(days=life),
    )
    return token


def with_token(token: str, *, now: dt.datetime) -> SharedReport | None:
    """Return what a token opens; None for one that opens nothing, whatever the reason."""
    return SharedReport.objects.usable().with_digest(digests.of_secret(token)).open(now).first()


def count_opening(shared: SharedReport, *, is_read: bool, now: dt.datetime) -> bool:
    """Count a link as opened, and as seen when it `is_read`; False when it was opened `MOST_OPENINGS` times already."""
    row = SharedReport.objects.of(shared.diary).with_uuid(shared.uuid)
    return counted_uses.count(row, most=MOST_OPENINGS, now=now, seen=F("seen") + int(is_read))


def stop(shared: SharedReport) -> None:
    """End a link at once. Nothing of it is kept."""
    shared.delete()
