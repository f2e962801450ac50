"""Weeks of a diary, and cramps a week after regular practice and otherwise (docs/statistics.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

KNOWN_NIGHTS_NEEDED = 5
"""Nights of a week that must be known for the week to count."""

GOAL_RANGE = range(1, 8)
WEEK = 7


@dataclass(frozen=True)
class DiaryDays:
    """A diary, one entry a day from `first` on: cramps of the night (None: nobody knows), and practice."""

    first: dt.date
    cramps: tuple[int | None, ...]
    practised: tuple[bool, ...]

    def __post_init__(self) -> None:
        if len(self.cramps) != len(self.practised):
            raise ValueError("Cramps and practice must cover the same days.")
        if any(count is not None and count < 0 for count in self.cramps):
            raise ValueError("A night cannot have fewer than no cramps.")


class WeekGroup(Enum):
    """Where a week counts."""

    REGULAR = "regular"
    """The calendar week before had at least `goal` practice days."""
    OTHER = "other"
    UNKNOWN = "unknown"
    """Too few known nights: left out of all sums."""
    FIRST = "first"
    """Nobody knows the practice of the week before: drawn, left out of the averages."""
    CURRENT = "current"
    """Not over yet: drawn hollow, left out."""


@dataclass(frozen=True)
class Week:
    """One Monday to Sunday: cramps on known nights, how many nights are known, and days with practice."""

    monday: dt.date
    cramps: int
    known_nights: int
    practice_days: int
    group: WeekGroup


@dataclass(frozen=True)
class Rate:
    """Cramps of a group of weeks."""

    weeks: int
    nights: int
    cramps: int

    @property
    def per_week(self) -> float:
        """Cramps in seven known nights."""
        return WEEK * self.cramps / self.nights


@dataclass(frozen=True)
class Rates:
    """The two rates; None where a group has no week."""

    regular: Rate | None
    other: Rate | None


def summarise_weeks(days: DiaryDays, *, goal: int, today: dt.date) -> tuple[Week, ...]:
    """Return the weeks from the diary's first to the one of `today`, in order.

    `goal`: practice days that make the next week regular, 1 to 7, else ValueError.
    """
    if goal not in GOAL_RANGE:
        raise ValueError("The goal is 1 to 7 days a week.")
    first_monday = _monday(days.first)
    weeks: list[Week] = []
    practice_before: int | None = None
    for index in range((_monday(today) - first_monday).days // WEEK + 1):
        monday = first_monday + dt.timedelta(weeks=index)
        week = _week(days, monday, goal=goal, practice_before=practice_before, is_current=monday == _monday(today))
        weeks.append(week)
        practice_before = week.practice_days
    return tuple(weeks)


def weekly_rates(weeks: Sequence[Week]) -> Rates:
    """Return the rates of the regular and the other weeks."""
    return Rates(_rate(weeks, WeekGroup.REGULAR), _rate(weeks, WeekGroup.OTHER))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _week(days: DiaryDays, monday: dt.date, *, goal: int, practice_before: int | None, is_current: bool) -> Week:
    start = (monday - days.first).days
    span = slice(max(start, 0), max(start + WEEK, 0))
    known = [count for count in days.cramps[span] if count is not None]
    if is_current:
        group = WeekGroup.CURRENT
    elif len(known) < KNOWN_NIGHTS_NEEDED:
        group = WeekGroup.UNKNOWN
    elif practice_before is None:
        group = WeekGroup.FIRST
    else:
        group = WeekGroup.REGULAR if practice_before >= goal else WeekGroup.OTHER
    return Week(monday, sum(known), len(known), sum(days.practised[span]), group)


def _rate(weeks: Sequence[Week], group: WeekGroup) -> Rate | None:
    members = [week for week in weeks if week.group is group]
    if not members:
        return None
    return Rate(len(members), sum(week.known_nights for week in members), sum(week.cramps for week in members))
