"""From the dry run to the diary: all of it in one transaction, or nothing."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from journal import actions
from journal.actions.diaries import lock
from journal.exchange.documents import Document, read_json
from journal.exchange.planning import Plan, plan_of
from journal.exchange.sheets import Sheet, read_sheet
from journal.exchange.unpacking import is_json, text_of
from journal.models import Diary, Upload


class NotAgreed(Exception):
    """The diary has changed since the dry run, and something is wrong now that the person has not seen."""


def opened(upload: Upload) -> Document | Sheet:
    """Read a kept file: a diary, or a table whose columns somebody has to match."""
    text = text_of(bytes(upload.content))
    return read_json(text) if is_json(text) else read_sheet(text)


@transaction.atomic
def carry_out(diary: Diary, document: Document, *, wrong_ones: int, takes_settings: bool, now: dt.datetime) -> Plan:
    """Plan again on what the diary holds now, add everything, and forget the file.

    `wrong_ones`: so many entries the person has agreed to leave out.
    """
    lock(diary)
    plan = plan_of(document, diary, now=now)
    if len(plan.wrong) > wrong_ones:
        raise NotAgreed
    settings = dict(plan.settings) if takes_settings else {}
    if plan.opened_at is not None:
        settings["created_at"] = plan.opened_at
    actions.bring_in(diary, plan.rows, settings=settings)
    actions.drop_upload(diary)
    return plan
