"""From the dry run to the diary: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from journal.actions import diaries, entries, uploads
from journal.exchange.parse import ParsedFile
from journal.exchange.plan import Plan, plan_of
from journal.models.uploads import Upload


class NotAgreed(Exception):
    """The diary has changed since the dry run, and something is wrong now that the person has not seen."""


class NotWaiting(Exception):
    """The file is gone: brought in by another yes, forgotten, or another was sent since."""


@transaction.atomic
def carry_out(upload: Upload, parsed: ParsedFile, *, wrong_ones: int, takes_settings: bool, now: dt.datetime) -> Plan:
    """Plan again on what the diary holds now, add everything, and forget the file.

    `wrong_ones`: so many entries the person has agreed to leave out.
    """
    diary = upload.diary
    diaries.lock(diary)
    if not uploads.drop_upload(diary, upload.digest):
        raise NotWaiting
    plan = plan_of(parsed, diary, now=now)
    if len(plan.wrong) > wrong_ones:
        raise NotAgreed
    entries.bring_in(diary, plan.rows, settings=plan.settings if takes_settings else {})
    return plan
