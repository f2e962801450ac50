"""The trend in one line, as Today shows it: never more than the trend itself says, and cheap for a long diary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.domain.evidence.weeks import DiaryDays
from journal.domain.tallies.recent import Change, recent_of
from journal.models.days import first_day
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.pages.formatting import long_day
from journal.pages.trend.interim import stored_verdict
from journal.pages.trend.plain import change_said, recent_in_a_line
from journal.pages.trend.wording import said_of


@dataclass(frozen=True)
class TrendLine:
    """What Today says of the trend: of practice, and of the last weeks. `recent` is empty while that is too early."""

    practice: str
    recent: str = ""
    counts: str = ""


def trend_line(diary: Diary, days: DiaryDays, experiment: Experiment | None, *, today: dt.date) -> TrendLine:
    """Return the line. Two queries; none while an experiment runs.

    `days`: those of the last 13 months at least, with the nights of pauses unknown. The verdict is the one that was
    stored when the trend was last opened; a newer check that is due is left to the trend.
    """
    closed_until = experiment.opens_on(today) if experiment else None
    if closed_until is not None:
        return TrendLine(_("closed until %(day)s") % {"day": long_day(closed_until)})
    first = first_day(diary)
    verdict = stored_verdict(diary, first=first, today=today) if first else None
    practice = said_of(verdict) if verdict else _("A new check is ready.")
    recent = recent_of(days, last_night=today - dt.timedelta(days=1))
    if recent.change is Change.FEW_NIGHTS:
        return TrendLine(practice)
    return TrendLine(practice, change_said(recent, is_young=False), recent_in_a_line(recent))
