"""From a diary to what the API tells of it."""

from __future__ import annotations

import datetime as dt
from html import unescape

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from journal.actions.diaries import TOO_EARLY
from journal.domain.choices import Feel, Muscle, Precision, Side, Source, Span
from journal.models.cramps import Cramp, Night
from journal.models.days import CrampFilter
from journal.models.diary import EARLIEST_NIGHT, Diary
from journal.models.practices import Practice
from journal.pages.trend.page import TrendPage, trend_page
from journal.web.api.schemas import CrampEntry, Entries, PracticeEntry, Said, Trend, WeekEntry
from yogasite import flags

USUAL_NIGHTS, MOST_NIGHTS = 30, 366
LATEST_NIGHT = dt.date(9998, 12, 31)


def entries_of(diary: Diary, *, first: dt.date | None, last: dt.date | None, today: dt.date) -> Entries:
    """Return the entries of some nights, both included; raises ValidationError for a span that makes no sense.

    Left out, `last` is the night that begins today and `first` 29 nights before it. Four queries.
    """
    last = last or today
    _check_date("last", last)
    first = first or max(EARLIEST_NIGHT, last - dt.timedelta(days=USUAL_NIGHTS - 1))
    _check_date("first", first)
    if first > last:
        raise ValidationError({"first": _("The first night must not come after the last one.")})
    if (last - first).days >= MOST_NIGHTS:
        raise ValidationError({"first": _("Ask for %(nights)d nights at most.") % {"nights": MOST_NIGHTS}})
    practices = Practice.objects.of(diary).between(first, last).in_order().with_poses(diary)
    return Entries(
        first=first,
        last=last,
        cramps=[_cramp(each) for each in Cramp.objects.of(diary).between(first, last).in_order()],
        clear_nights=sorted(night.date for night in Night.objects.of(diary).between(first, last)),
        practices=[_practice(each) for each in practices],
    )


def trend_of(diary: Diary, *, span: Span, today: dt.date) -> Trend:
    """Return what the trend page says, and its numbers."""
    page = trend_page(diary, span=span, only=CrampFilter(), today=today)
    if page is None:
        return Trend(headline=_("Nothing is logged yet."), verdict=Said.INSUFFICIENT)
    estimate = page.status.estimate
    return Trend(
        headline=_plain(page.headline),
        verdict=Said.CLOSED if page.is_closed else Said(page.status.verdict),
        ratio=estimate.ratio if estimate and not estimate.silence_decides else None,
        low=estimate.low if estimate else None,
        high=estimate.high if estimate else None,
        next_look=page.status.closed_until or page.status.next_interim,
        weeks=[] if page.is_closed else _weeks(page),
        **_rates(page),
    )


def _check_date(field: str, date: dt.date) -> None:
    if date < EARLIEST_NIGHT:
        raise ValidationError({field: TOO_EARLY})
    if date > LATEST_NIGHT:
        raise ValidationError({field: _("This date is too far ahead.")})


def _cramp(cramp: Cramp) -> CrampEntry:
    return CrampEntry(
        uuid=cramp.uuid,
        night=cramp.night_of,
        occurred_at=cramp.occurred_at.astimezone(cramp.zone),
        precision=Precision(cramp.precision),
        count=cramp.count,
        leg=Side(cramp.side) if cramp.side else None,
        muscles=flags.codes(Muscle, cramp.muscles),
        pain=cramp.pain,
        note=cramp.note,
    )


def _practice(practice: Practice) -> PracticeEntry:
    is_timed = practice.source != Source.PAPER
    return PracticeEntry(
        uuid=practice.uuid,
        day=practice.day,
        started_at=practice.started_at.astimezone(practice.zone) if is_timed else None,
        minutes=practice.minutes if is_timed else None,
        poses=[item.pose_name for item in practice.items.all()],
        feel=Feel(practice.feel) if practice.feel else None,
        note=practice.note,
    )


def _plain(html: str) -> str:
    return unescape(strip_tags(html))


def _rates(page: TrendPage) -> dict[str, float | None]:
    """Return the two rates that the headline speaks of, or none while it speaks of none."""
    found = page.status.answer
    if found is None or found.estimate is None:
        return {"regular_rate": None, "other_rate": None}
    return {"regular_rate": found.regular_rate, "other_rate": found.other_rate}


def _weeks(page: TrendPage) -> list[WeekEntry]:
    return [
        WeekEntry(
            monday=week.monday,
            cramps=week.cramps,
            known_nights=week.known_nights,
            practice_days=week.practice_days,
            group=week.group.value,
        )
        for week in page.weeks
    ]
