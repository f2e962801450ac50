"""Links to a report: made, opened by whoever has one, and ended."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from journal.actions.diaries import lock
from journal.actions.digests import digest_of, new_secret
from journal.choices import LinkLife, Span
from journal.models import Diary, SharedReport

MOST_LINKS = 10
TOO_MANY = _("You have ten links already. Stop one of them first.")


@transaction.atomic
def share_report(
    diary: Diary, *, identifier: uuid.UUID, span: Span, has_entries: bool, life: LinkLife, now: dt.datetime
) -> str:
    """Make a link that opens a report, and return its token: the only time that anybody can read it.

    The same identifier again makes no second link, and its token is gone: "".
    """
    lock(diary)
    links = SharedReport.objects.of(diary)
    if links.with_uuid(identifier).exists():
        return ""
    links.over(now).delete()
    if links.count() >= MOST_LINKS:
        raise ValidationError(TOO_MANY)
    token = new_secret()
    SharedReport.objects.create(
        diary=diary,
        uuid=identifier,
        digest=digest_of(token),
        span=span,
        has_entries=has_entries,
        made_on=now.astimezone(diary.zone).date(),
        created_at=now,
        expires_at=now + dt.timedelta(days=life),
    )
    return token


def open_shared(token: str, *, now: dt.datetime, counts: bool) -> SharedReport | None:
    """Return what a token opens, and count it as seen; None for one that opens nothing, whatever the reason."""
    found = SharedReport.objects.usable().with_digest(digest_of(token)).open(now)
    shared = found.first()
    if shared is None or not counts:
        return shared
    return shared if found.update(seen=F("seen") + 1) else None


def stop_sharing(shared: SharedReport) -> None:
    """End a link at once. Nothing of it is kept."""
    shared.delete()
