"""Weeks of a diary, as the weekly chart and the tables show them (docs/statistics.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from journal.domain.evidence.exposure import practice_before_cramps

KNOWN_NIGHTS_NEEDED = 5
"""Nights of a week that must be known for the week to count."""

GOAL_RANGE = range(1, 8)
WEEK = 7


@dataclass(frozen=True)
class DiaryDays:
    """A diary, one entry a day from `first` on: cramps of the night (None: nobody knows), practice, and pauses.

    `paused`: empty for a diary without a pause. `late`: the first cramp of the night came before all practice of the
    day; empty for a diary without such a day.
    """

    first: dt.date
    cramps: tuple[int | None, ...]
    practised: tuple[bool, ...]
    paused: tuple[bool, ...] = ()
    late: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        days = len(self.cramps)
        if len(self.practised) != days or any(len(each) not in (0, days) for each in (self.paused, self.late)):
            raise ValueError("Cramps and practice must cover the same days.")
        if any(count is not None and count < 0 for count in self.cramps):
            raise ValueError("A night cannot have fewer than no cramps.")

    @property
    def counted_practice(self) -> tuple[bool, ...]:
        """Practice as the comparison counts it; the weeks show it on its day."""
        return practice_before_cramps(self.practised, self.late)

    def without_pauses(self) -> DiaryDays:
        """Return the same days with the nights of pauses unknown, whatever was logged for them."""
        if not self.paused:
            return self
        nights = zip(self.cramps, self.paused, strict=True)
        return replace(self, cramps=tuple(None if is_paused else count for count, is_paused in nights))


class WeekGroup(Enum):
    """Where a week counts."""

    REGULAR = "regular"
    """The calendar week before had at least `goal` practice days."""
    OTHER = "other"
    UNKNOWN = "unknown"
    """Too few known nights: left out of all sums."""
    PAUSED = "paused"
    """Too few known nights, and most of the others were paused: left out of all sums."""
    FIRST = "first"
    """The practice of the week before is not known, or a pause hides it: drawn, left out of the averages."""
    CURRENT = "current"
    """Not over yet: drawn hollow, left out."""
    CLOSED = "closed"
    """An experiment runs: drawn without practice, so that nothing is compared before its end."""


@dataclass(frozen=True)
class Week:
    """One Monday to Sunday: cramps on known nights, how many nights are known, and days with practice."""

    monday: dt.date
    cramps: int
    known_nights: int
    practice_days: int
    group: WeekGroup
    paused_nights: int = 0


def summarise_weeks(days: DiaryDays, *, goal: int, today: dt.date) -> tuple[Week, ...]:
    """Return the weeks from the diary's first to the one of `today`, in order.

    `goal`: practice days that make the next week regular, 1 to 7, else ValueError.
    """
    if goal not in GOAL_RANGE:
        raise ValueError("The goal is 1 to 7 days a week.")
    first_monday = _monday(days.first)
    weeks: list[Week] = []
    practice_before: range | None = None
    for index in range((_monday(today) - first_monday).days // WEEK + 1):
        monday = first_monday + dt.timedelta(weeks=index)
        week = _week(days, monday, goal=goal, practice_before=practice_before, is_current=monday == _monday(today))
        weeks.append(week)
        practice_before = _practice_range(days, monday)
    return tuple(weeks)


def closed_weeks(weeks: Sequence[Week]) -> tuple[Week, ...]:
    """Return the weeks as they may be drawn while an experiment runs: no practice, and none said to be regular."""
    compared = (WeekGroup.REGULAR, WeekGroup.OTHER, WeekGroup.FIRST)
    return tuple(
        replace(week, practice_days=0, group=WeekGroup.CLOSED if week.group in compared else week.group)
        for week in weeks
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _week(days: DiaryDays, monday: dt.date, *, goal: int, practice_before: range | None, is_current: bool) -> Week:
    start = (monday - days.first).days
    span = slice(max(start, 0), start + WEEK)
    known = [count for count in days.cramps[span] if count is not None]
    paused = sum(days.paused[span])
    if is_current:
        group = WeekGroup.CURRENT
    elif len(known) < KNOWN_NIGHTS_NEEDED:
        group = WeekGroup.PAUSED if 2 * paused > WEEK - len(known) else WeekGroup.UNKNOWN
    elif practice_before is None or practice_before[0] < goal <= practice_before[-1]:
        group = WeekGroup.FIRST
    else:
        group = WeekGroup.REGULAR if practice_before[0] >= goal else WeekGroup.OTHER
    return Week(monday, sum(known), len(known), sum(days.practised[span]), group, paused)


def _practice_range(days: DiaryDays, monday: dt.date) -> range:
    """Return how many practice days a week may have had: paused days without one logged may hide one."""
    start = (monday - days.first).days
    span = slice(max(start, 0), start + WEEK)
    logged = sum(days.practised[span])
    hidden = sum(
        paused and not practised for paused, practised in zip(days.paused[span], days.practised[span], strict=False)
    )
    return range(logged, logged + hidden + 1)
