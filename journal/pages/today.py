"""The Today page as one object: tonight, last night, this week, and what to do next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from journal.domain.choices import Precision
from journal.domain.nights import last_night
from journal.domain.tallies.recent import WINDOW_NIGHTS, YEAR_NIGHTS
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import Day, days_between, each_day
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.pages.experiment import Block, block_of
from journal.pages.formatting import when_in_words
from journal.pages.player import RoutineCard, tonight
from journal.pages.trend.line import TrendLine, trend_line

DAYS_READ = YEAR_NIGHTS + WINDOW_NIGHTS
"""As far back as the same four weeks a year ago; the cost of the page does not grow with the diary."""

NIGHT_HOUR, MORNING_HOUR, NOON_HOUR, EVENING_HOUR = 22, 5, 12, 17
"""Hours at which the parts of the day begin. The night ends early here: whoever is up at five can say how it was.
Its colours last longer (`yogasite.appearance`), and a cramp counts as one of the night until nine
(`journal.models.days`)."""


class Moment(Enum):
    """What a person most likely wants at this hour."""

    NIGHT = "night"
    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


@dataclass(frozen=True)
class TodayPage:
    """What the template shows."""

    today: dt.date
    night: dt.date
    """The night that the person would call tonight: after midnight it is still the one that began yesterday."""
    moment: Moment
    last_night: Day
    week: list[Day]
    is_new: bool
    last_cramp: Cramp | None
    trend: TrendLine
    practice_days: int
    goal: int
    tonight: RoutineCard | None
    block: Block | None
    pause: Circumstance | None
    """The pause that today belongs to: nothing is asked."""

    @property
    def week_paused(self) -> bool:
        """Whether the week shown holds a pause: its mark then needs a key."""
        return any(day.paused for day in self.week)

    @property
    def nights_since(self) -> int | None:
        """How many nights ago the last cramp was."""
        return None if self.last_cramp is None else (self.night - self.last_cramp.night_of).days

    @property
    def is_last_cramp_of_daytime(self) -> bool:
        """Whether the last cramp came in an afternoon: nobody would call that a night."""
        cramp = self.last_cramp
        if cramp is None or cramp.precision == Precision.NIGHT:
            return False
        return moment_at(cramp.occurred_at.astimezone(cramp.zone).hour) is Moment.DAY

    @property
    def last_cramp_in_words(self) -> str:
        """How long ago the last cramp was, and when: "Last night, Friday at 3:12 am". Empty without one."""
        nights = self.nights_since
        if self.last_cramp is None or nights is None:
            return ""
        if nights > 1:
            ago = _("%(nights)s nights ago") % {"nights": nights}
        elif nights == 1:
            ago = _("Yesterday") if self.is_last_cramp_of_daytime else _("Last night")
        else:
            ago = _("Today") if self.is_last_cramp_of_daytime else _("Tonight")
        return f"{ago}, {when_in_words(self.last_cramp)}"

    def greeting(self, name: str) -> str:
        """Greet somebody by name and by the hour; a guest, whose name is empty, by the hour alone."""
        if name and self.is_new:
            return _("Welcome, %(name)s") % {"name": name}
        by_hour = {
            Moment.MORNING: (_("Good morning"), _("Good morning, %(name)s")),
            Moment.DAY: (_("Good afternoon"), _("Good afternoon, %(name)s")),
            Moment.EVENING: (_("Good evening"), _("Good evening, %(name)s")),
        }
        nameless, named = by_hour.get(self.moment, (_("Tonight"), _("Tonight")))
        return named % {"name": name} if name else nameless


def today_page(diary: Diary, *, now: dt.datetime) -> TodayPage:
    """Read what Today shows. Nine queries."""
    local = now.astimezone(diary.zone)
    today = local.date()
    monday = today - dt.timedelta(days=today.weekday())
    first, last = today - dt.timedelta(days=DAYS_READ), monday + dt.timedelta(days=6)
    pauses = list(Circumstance.objects.of(diary).pauses().touching(first, last))
    record = days_between(diary, first, last, circumstances=pauses)
    days = {day.date: day for day in each_day(record)}
    week = [days[monday + dt.timedelta(days=offset)] for offset in range(7)]
    last_cramp = Cramp.objects.of(diary).newest()
    experiment = Experiment.objects.latest_of(diary)
    return TodayPage(
        today=today,
        night=last_night(now, diary.zone) if local.hour < MORNING_HOUR else today,
        moment=moment_at(local.hour),
        last_night=days[last_night(now, diary.zone)],
        week=week,
        is_new=last_cramp is None and not any(day.practised or day.cramps is not None for day in days.values()),
        last_cramp=last_cramp,
        trend=trend_line(diary, record.without_pauses(), experiment, today=today),
        practice_days=sum(day.practised for day in week),
        goal=diary.goal,
        tonight=tonight(diary.conditions),
        block=block_of(experiment, pauses, today=today),
        pause=next((pause for pause in pauses if pause.holds(today)), None),
    )


def moment_at(hour: int) -> Moment:
    """Tell the part of the day from the hour of the person's clock."""
    if hour >= NIGHT_HOUR or hour < MORNING_HOUR:
        return Moment.NIGHT
    if hour < NOON_HOUR:
        return Moment.MORNING
    return Moment.DAY if hour < EVENING_HOUR else Moment.EVENING
