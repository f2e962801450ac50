"""From the plan to the diary: piece by piece, so that nobody waits, and all of it or nothing in the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import IntegrityError

from journal.actions import arrivals, diaries
from journal.actions.arrivals import NotWaiting
from journal.exchange.plan import Plan
from journal.models.uploads import Upload

__all__ = ["DiaryChanged", "NotWaiting", "apply_plan"]


class DiaryChanged(Exception):
    """The diary holds something else than when the plan was made, so that the plan may no longer fit."""


def apply_plan(plan: Plan, upload: Upload, *, takes_settings: bool, clock: Callable[[], dt.datetime]) -> None:
    """Add everything that was planned, and forget the file. The diary must be as it was when the plan was made.

    All of it is compared before anybody has to wait; under the lock only how much there is.
    """
    if plan.context.has_changed():
        raise DiaryChanged
    with diaries.locked(upload.diary):
        if plan.context.has_grown():
            raise DiaryChanged
        arrivals.begin(upload, plan.rows, now=clock())
    try:
        for piece in arrivals.pieces_of(plan.rows):
            arrivals.add_piece(upload, piece)
            diaries.let_others_write()
        arrivals.finish(upload, plan.rows, settings=plan.settings if takes_settings else {})
    except IntegrityError as error:
        arrivals.take_back(upload)
        raise DiaryChanged from error
    except Exception:
        arrivals.take_back(upload)
        raise
