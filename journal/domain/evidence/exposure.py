"""Which days count as regular practice, and whether a diary holds enough to compare them (docs/statistics.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

WINDOW = 7
"""Days that make a day's exposure: a whole week, so that weekday habits cancel."""
DAYS_NEEDED, CRAMPS_NEEDED, DAYS_NEEDED_EACH = 42, 10, 14
SPELLS_NEEDED, SPELL_DAYS = 2, 5
MOST_CRAMPS = 1000
"""A night with more is no count of cramps."""
GOALS = range(1, WINDOW + 1)


class Reason(Enum):
    """Why no comparison is made; the first that applies, in this order."""

    NEVER_REGULAR = "never-regular"
    FEW_DAYS = "few-days"
    FEW_CRAMPS = "few-cramps"
    ONE_STATE_RARE = "one-state-rare"
    NO_REPEATED_CHANGE = "no-repeated-change"


@dataclass(frozen=True)
class Shortage:
    """What is missing first: `have` of `need`. For a state that is rare or came once, `regular` says which."""

    reason: Reason
    have: int
    need: int
    regular: bool = True


@dataclass(frozen=True)
class Analysed:
    """The days that are compared, all arrays of one length n.

    `counts`: cramps, 0 where unconfirmed. `confirmed`, `regular`, `left_out`: one bool a day. `start`: the index in the
    diary of the first analysed day.
    """

    counts: Floats
    confirmed: Bools
    regular: Bools
    left_out: Bools
    start: int

    @property
    def cramps(self) -> int:
        """All cramps on confirmed days."""
        return int(self.counts[self.confirmed].sum())

    def confirmed_in(self, *, regular: bool) -> int:
        """How many confirmed days are in one of the two states."""
        return int((self.confirmed & (self.regular == regular)).sum())

    def known_share(self, *, regular: bool) -> float:
        """Which share of the days of one state is confirmed, days left out apart; 0 where there are none."""
        days = int(((self.regular == regular) & ~self.left_out).sum())
        return self.confirmed_in(regular=regular) / days if days else 0.0

    def weekly_rate(self, *, regular: bool) -> float:
        """Cramps in seven confirmed days of one state; 0 where there are none."""
        days = self.confirmed_in(regular=regular)
        cramps = self.counts[self.confirmed & (self.regular == regular)].sum()
        return float(WINDOW * cramps / days) if days else 0.0


def read_diary(
    cramps: Sequence[int | None], practised: Sequence[bool], left_out: Sequence[bool] = ()
) -> tuple[Floats, Bools, Bools, Bools]:
    """Return counts (0 where unconfirmed), confirmed days, practice days and days left out as arrays.

    `left_out`: one bool a day, or nothing when no day is; such a day is not confirmed, whatever is known of it. Raises
    ValueError when the lengths differ, a count is no whole number from 0 to 1,000, or a flag is neither true nor false
    (0 and 1 will do).
    """
    nights, practice, out = as_list(cramps), as_flags(practised), as_flags(left_out)
    if len(nights) != len(practice) or (len(out) and len(out) != len(nights)):
        raise ValueError("Cramps and practice must cover the same days.")
    for count in nights:
        if count is not None and not (is_whole(count) and 0 <= count <= MOST_CRAMPS):
            raise ValueError(f"A night holds a whole number of cramps from 0 to {MOST_CRAMPS}, or None.")
    out = out if len(out) else np.zeros(len(nights), dtype=np.bool_)
    confirmed = np.array([count is not None for count in nights], dtype=np.bool_) & ~out
    counts = np.array([0 if count is None else count for count in nights], dtype=np.float64) * confirmed
    return counts, confirmed, practice, out


def as_list(values: Iterable[Any]) -> list[Any]:
    """Return what stands in a row; ValueError for what is no row of things."""
    try:
        return list(values)
    except TypeError as error:
        raise ValueError("One entry a day or a block is needed, in order.") from error


def as_flags(values: Iterable[object]) -> Bools:
    """Return true and false (also as 0 and 1) as an array; ValueError for anything else."""
    flags = as_list(values)
    if not all(isinstance(flag, bool | np.bool_) or (_is_number(flag) and flag in (0, 1)) for flag in flags):
        raise ValueError("Each day or block is true or false.")
    return np.array([bool(flag) for flag in flags], dtype=np.bool_)


def regular_days(practised: Bools, goal: int) -> Bools:
    """Tell for each day whether the week that ends with it holds `goal` practice days or more.

    `goal`: 1 to 7, else ValueError.
    """
    if not is_whole(goal) or goal not in GOALS:
        raise ValueError("The goal is 1 to 7 days a week.")
    total = np.concatenate([[0], np.cumsum(practised)])
    last = np.arange(1, len(practised) + 1)
    return np.asarray(total[last] - total[np.maximum(last - WINDOW, 0)] >= goal)


def analysed_days(counts: Floats, confirmed: Bools, practised: Bools, left_out: Bools, goal: int) -> Analysed | None:
    """Return the days from the first regular one on, or None when there is none.

    Days before it would be a before-and-after comparison, which mistakes any other change for practice. The first
    six days have no whole week behind them.
    """
    regular = regular_days(practised, goal)
    first = np.flatnonzero(regular)
    if len(first) == 0:
        return None
    start = min(max(WINDOW - 1, int(first[0])), len(counts))
    return Analysed(counts[start:], confirmed[start:], regular[start:], left_out[start:], start)


def shortage_of(days: Analysed | None) -> Shortage | None:
    """Return the first thing that is missing for a comparison, or None."""
    return next(shortages_of(days), None)


def shortages_of(days: Analysed | None) -> Iterator[Shortage]:
    """Yield everything that is missing for a comparison, in the order of `Reason`."""
    if days is None:
        yield Shortage(Reason.NEVER_REGULAR, 0, 1)
        return
    confirmed = int(days.confirmed.sum())
    if confirmed < DAYS_NEEDED:
        yield Shortage(Reason.FEW_DAYS, confirmed, DAYS_NEEDED)
    if days.cramps < CRAMPS_NEEDED:
        yield Shortage(Reason.FEW_CRAMPS, days.cramps, CRAMPS_NEEDED)
    each = {regular: days.confirmed_in(regular=regular) for regular in (True, False)}
    rarer = min(each, key=lambda regular: each[regular])
    if each[rarer] < DAYS_NEEDED_EACH:
        yield Shortage(Reason.ONE_STATE_RARE, each[rarer], DAYS_NEEDED_EACH, rarer)
    spells = {regular: _spells(days, regular=regular) for regular in (True, False)}
    fewer = min(spells, key=lambda regular: spells[regular])
    if spells[fewer] < SPELLS_NEEDED:
        yield Shortage(Reason.NO_REPEATED_CHANGE, spells[fewer], SPELLS_NEEDED, fewer)


def practice_before_cramps(practised: Sequence[bool], late: Sequence[bool]) -> tuple[bool, ...]:
    """Return the practice days as nights have them behind them: that of a late day stands with the next night.

    `late`: one bool a day, or nothing: the first cramp of the night came before all practice of the day. Such practice
    may answer to the cramp, and cannot have kept it away.
    """
    if not any(late):
        return tuple(practised)
    before = zip(practised, late, (False, *late), strict=False)
    return tuple((done and not is_late) or was_late for done, is_late, was_late in before)


def left_out_nights(practised: Sequence[bool], paused: Sequence[bool], goal: int) -> tuple[bool, ...]:
    """Return the nights of pauses, and those after one whose week could stand on either side. Nothing without a pause.

    Practice logged in a pause is practice. A paused day without it is unknown, so a night counts only where the paused
    days of its week could not change whether that week is regular.
    """
    if not any(paused):
        return ()
    practice, rest = np.array(practised, dtype=np.bool_), np.array(paused, dtype=np.bool_)
    is_uncertain = regular_days(practice, goal) != regular_days(practice | rest, goal)
    return tuple(bool(night) for night in rest | is_uncertain)


def all_missing(
    cramps: Sequence[int | None], practised: Sequence[bool], goal: int, *, left_out: Sequence[bool] = ()
) -> tuple[Shortage, ...]:
    """Return everything that a diary lacks for a comparison, without making one."""
    return tuple(shortages_of(analysed_days(*read_diary(cramps, practised, left_out), goal)))


def runs_of(flags: Bools) -> list[tuple[int, int]]:
    """Return (first, one past the last) of each unbroken run of True."""
    edges = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))


def _spells(days: Analysed, *, regular: bool) -> int:
    """Count separate spells of a state that are long, and confirmed but for one day at most."""
    return sum(
        end - first >= SPELL_DAYS and days.confirmed[first:end].sum() >= SPELL_DAYS - 1
        for first, end in runs_of(days.regular == regular)
    )


def is_whole(value: object) -> bool:
    """Tell whole numbers from all else: True is none, 7.0 is none."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.integer | np.floating)
