"""From the dry run to the diary: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from journal.actions import diaries, entries, uploads
from journal.exchange.csv_reader import Sheet, read_sheet
from journal.exchange.documents import Document, read_json
from journal.exchange.plan import Plan, plan_of
from journal.exchange.unpack import is_json, text_of
from journal.models.uploads import Upload


class NotAgreed(Exception):
    """The diary has changed since the dry run, and something is wrong now that the person has not seen."""


class NotWaiting(Exception):
    """The file is gone: brought in by another yes, forgotten, or another was sent since."""


def opened(content: bytes) -> Document | Sheet:
    """Read a file: a diary, or a table whose columns somebody has to match."""
    text = text_of(content)
    return read_json(text) if is_json(text) else read_sheet(text)


@transaction.atomic
def carry_out(upload: Upload, document: Document, *, wrong_ones: int, takes_settings: bool, now: dt.datetime) -> Plan:
    """Plan again on what the diary holds now, add everything, and forget the file.

    `wrong_ones`: so many entries the person has agreed to leave out.
    """
    diary = upload.diary
    diaries.lock(diary)
    if not uploads.drop_upload(diary, upload.digest):
        raise NotWaiting
    plan = plan_of(document, diary, now=now)
    if len(plan.wrong) > wrong_ones:
        raise NotAgreed
    entries.bring_in(diary, plan.rows, settings=plan.settings if takes_settings else {})
    return plan
