"""From the plan to the diary: all of it in one transaction, or nothing."""

from __future__ import annotations

from django.db import transaction

from journal.actions import diaries, entries, uploads
from journal.exchange.plan import Plan
from journal.models.uploads import Upload


class DiaryChanged(Exception):
    """The diary holds something else than when the plan was made, so that the plan may no longer fit."""


class NotWaiting(Exception):
    """The file is gone: imported by another confirmation, forgotten, or another was sent since."""


@transaction.atomic
def apply_plan(plan: Plan, upload: Upload, *, takes_settings: bool) -> None:
    """Add everything that was planned, and forget the file. The diary must be as it was when the plan was made."""
    diary = upload.diary
    diaries.lock(diary)
    if not uploads.remove(diary, upload.digest):
        raise NotWaiting
    if plan.context.has_changed():
        raise DiaryChanged
    entries.bring_in(diary, plan.rows, settings=plan.settings if takes_settings else {})
