"""The addresses under /api/v1/."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from journal.domain.choices import Span
from journal.models.diary import Diary
from journal.web.api import reading, writing
from journal.web.api.schemas import CrampBody, Day, Entries, Logged, NightBody, PracticeBody, Refusal, Trend
from journal.web.api.tokens import LogToken, ReadToken

REFUSALS = dict.fromkeys((400, 401, 403, 413, 422, 429, 503), Refusal)
TOO_LONG = {
    "responses": {
        414: {"description": "The address is too long: said by the server itself.", "content": {"text/html": {}}}
    }
}
router = Router()


@router.post("/cramps", auth=LogToken(), response={200: Logged, **REFUSALS}, summary="Log a cramp")
def log_cramp(request: HttpRequest, body: CrampBody | None = None) -> Logged:
    """Store a cramp of now, or of another time. A night said to be clear is no longer so."""
    return writing.log_cramp(_diary(request), body or CrampBody(), now=timezone.now())


@router.post("/nights", auth=LogToken(), response={200: Logged, **REFUSALS}, summary="Confirm a clear night")
def confirm_night(request: HttpRequest, body: NightBody | None = None) -> Logged:
    """Store that last night, or another one, had no cramps.

    Refused while a cramp is logged for it: so much a token that logs can learn.
    """
    return writing.confirm_night(_diary(request), body or NightBody(), now=timezone.now())


@router.post("/practices", auth=LogToken(), response={200: Logged, **REFUSALS}, summary="Log a practice")
def log_practice(request: HttpRequest, body: PracticeBody) -> Logged:
    """Store a practice that has just ended, or one of another time."""
    return writing.log_practice(_diary(request), body, now=timezone.now())


@router.get(
    "/entries",
    auth=ReadToken("first", "last"),
    response={200: Entries, **REFUSALS},
    summary="Read the entries",
    openapi_extra=TOO_LONG,
)
def entries(request: HttpRequest, first: Day = None, last: Day = None) -> Entries:
    """Read cramps, clear nights and practices: of the last 30 nights, or of up to 366 that you name."""
    diary = _diary(request)
    return reading.entries_of(diary, first=first, last=last, today=_today(diary))


@router.get(
    "/trend",
    auth=ReadToken("span"),
    response={200: Trend, **REFUSALS},
    summary="Read the trend",
    openapi_extra=TOO_LONG,
)
def trend(request: HttpRequest, span: Span = Span.MONTHS_6) -> Trend:
    """Read what the trend page says, with its numbers."""
    diary = _diary(request)
    return reading.trend_of(diary, span=span, today=_today(diary))


def _diary(request: HttpRequest) -> Diary:
    """Return the diary of the token that was sent."""
    return cast("Diary", request.auth)  # type: ignore[attr-defined]  # set by ninja from `tokens`


def _today(diary: Diary) -> dt.date:
    return diary.today(timezone.now())
