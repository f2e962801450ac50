"""Does regular practice coincide with fewer cramps? One question, answered with an interval or not at all.

`compare` fits the daily count model twice, with unconfirmed days unknown and with silences of up to four weeks read as
quiet, and gives a verdict only when both assumptions agree. "More" must hold once more, against a benefit of earlier
practice that comes late. Method and how it was checked: docs/statistics.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from journal.domain.evidence.exposure import (
    Analysed,
    Bools,
    Floats,
    Shortage,
    analysed_days,
    read_diary,
    runs_of,
    shortage_of,
)
from journal.domain.evidence.posterior import NormalMixture
from journal.domain.evidence.state_space import CONVERGED, LEVEL_SD, Data, GridPoint, grid_points, posterior_of

PRACTICE_SD, TREND_SD, SEASON_SD = 1.0, 1.0, 0.5
"""Priors, in log units: of the difference, of the whole line from end to end, and of each half of the yearly wave."""
SEASON_FROM_DAYS, DAYS_A_YEAR = 180, 365.25
LONGEST_SILENCE = 28
"""Unconfirmed days in a row that may have been quiet; longer gaps stay unknown under both assumptions."""
DELAYS = (14, 21, 28)
"""Days ago: regular weeks whose benefit may come only now, when practice has stopped, and make it look like harm."""
HALVING = 0.5
ASSUMPTIONS_DIFFER = 1.15
"""Ratio of the two assumptions' medians from which silent days decide the answer."""
PRACTICE = 1
"""The column of the design whose coefficient is the answer."""


class Verdict(StrEnum):
    """What may be said."""

    INSUFFICIENT = "insufficient"
    UNCLEAR = "unclear"
    FEWER = "fewer"
    MORE = "more"


@dataclass(frozen=True)
class SilenceAssumption:
    """The ratio of cramp rates (regular against other days) under one assumption about silent days."""

    median: float
    low: float
    high: float
    low_half: float
    high_half: float
    """The middle 50 %."""

    @property
    def verdict(self) -> Verdict:
        """What this assumption alone would say."""
        return _verdict(self.low, self.high)


@dataclass(frozen=True)
class Estimate:
    """The ratio of cramp rates under both assumptions about silent days. Its ranges cover theirs."""

    unknown: SilenceAssumption
    """Unconfirmed days unknown."""
    quiet: SilenceAssumption
    """Silences of up to `LONGEST_SILENCE` days read as no cramps."""
    delayed: SilenceAssumption | None = None
    """Unconfirmed days unknown, and regular weeks of some weeks ago may act too; only where the others say "more"."""

    @property
    def _all(self) -> list[SilenceAssumption]:
        return [each for each in (self.unknown, self.quiet, self.delayed) if each is not None]

    @property
    def ratio(self) -> float:
        """The best guess."""
        return math.sqrt(self.unknown.median * self.quiet.median)

    @property
    def low(self) -> float:
        """Lower end of the 95 % range."""
        return min(each.low for each in self._all)

    @property
    def high(self) -> float:
        """Upper end of the 95 % range."""
        return max(each.high for each in self._all)

    @property
    def low_half(self) -> float:
        """Lower end of the middle 50 %."""
        return min(each.low_half for each in self._all)

    @property
    def high_half(self) -> float:
        """Upper end of the middle 50 %."""
        return max(each.high_half for each in self._all)

    @property
    def verdict(self) -> Verdict:
        """What all of them together say."""
        return _verdict(self.low, self.high)

    @property
    def excludes_halving(self) -> bool:
        """Whether the nights do not fit that regular weeks come with half the cramps, or fewer."""
        return self.low > HALVING

    @property
    def excludes_doubling(self) -> bool:
        """Whether the nights do not fit that regular weeks come with twice the cramps, or more."""
        return self.high < 1 / HALVING

    @property
    def silence_decides(self) -> bool:
        """Whether silent days decide the answer: no single figure is honest then."""
        lower, higher = sorted((self.unknown.median, self.quiet.median))
        return self.unknown.verdict is not self.quiet.verdict or higher / lower > ASSUMPTIONS_DIFFER


@dataclass(frozen=True)
class Comparison:
    """The answer: an estimate, or what is missing first. `days` is None for a diary without a regular week."""

    days: Analysed | None
    shortage: Shortage | None = None
    estimate: Estimate | None = None

    @property
    def verdict(self) -> str:
        """One of `Verdict`."""
        return (self.estimate.verdict if self.estimate else Verdict.INSUFFICIENT).value

    @property
    def reason(self) -> str:
        """The code (`exposure.Reason`) of what is missing; empty when a comparison was made."""
        return self.shortage.reason.value if self.shortage else ""

    @property
    def rate_ratio(self) -> float | None:
        """The best guess; None when there is too little to say, as are both ends of the 95 % range."""
        return self.estimate.ratio if self.estimate else None

    @property
    def low(self) -> float | None:
        """Lower end of the 95 % range."""
        return self.estimate.low if self.estimate else None

    @property
    def high(self) -> float | None:
        """Upper end of the 95 % range."""
        return self.estimate.high if self.estimate else None


def compare(
    cramps: Sequence[int | None], practised: Sequence[bool], goal: int = 3, *, left_out: Sequence[bool] = ()
) -> Comparison:
    """Compare days after a regular week with other days.

    `cramps`: one entry a diary day, a count or None (nobody knows). `practised`: one bool a diary day, the same
    length. `goal`: practice days that make a week regular, 1 to 7. `left_out`: one bool a diary day, or nothing; such a
    day is unknown under both assumptions. Raises ValueError for lengths that differ, for what is no count or neither
    true nor false, and for other goals; nothing else. Pure and deterministic.
    """
    days = analysed_days(*read_diary(cramps, practised, left_out), goal)
    shortage = shortage_of(days)
    if days is None or shortage is not None:
        return Comparison(days, shortage)
    return Comparison(days, estimate=estimate_of(days))


def _verdict(low: float, high: float) -> Verdict:
    if high < 1:
        return Verdict.FEWER
    return Verdict.MORE if low > 1 else Verdict.UNCLEAR


def estimate_of(days: Analysed, *, converged: float = CONVERGED) -> Estimate:
    """Return the estimate from days that are enough for one. `converged` as in `difference`."""
    unknown = _assuming(days, days.confirmed, converged=converged)
    silent_as_quiet = with_short_silences(days.confirmed, days.left_out)
    is_same = bool((silent_as_quiet == days.confirmed).all())
    quiet = unknown if is_same else _assuming(days, silent_as_quiet, converged=converged)
    if not unknown.verdict is quiet.verdict is Verdict.MORE:
        return Estimate(unknown, quiet)
    return Estimate(unknown, quiet, _assuming(days, days.confirmed, delays=DELAYS, converged=converged))


def difference(
    days: Analysed,
    confirmed: Bools,
    *,
    delays: Sequence[int] = (),
    points: Sequence[GridPoint] = (),
    converged: float = CONVERGED,
) -> NormalMixture:
    """Return the posterior of the log ratio of cramp rates, regular days against others.

    `confirmed`: the days whose counts are read. `delays`: regular weeks so many days ago may act too. `points`: the
    grid of the nuisance parameters, nothing for the usual one. `converged`: the gain in log posterior at which the
    search ends.
    """
    design, prior_sd = _design(days.regular, delays)
    data = Data(days.counts, confirmed, design, prior_sd)
    return posterior_of(PRACTICE, data, points or grid_points(), converged=converged)


def _assuming(days: Analysed, confirmed: Bools, *, delays: Sequence[int] = (), converged: float) -> SilenceAssumption:
    posterior = difference(days, confirmed, delays=delays, converged=converged)
    median, low, high, low_half, high_half = (
        math.exp(posterior.quantile(probability)) for probability in (0.5, 0.025, 0.975, 0.25, 0.75)
    )
    return SilenceAssumption(median, low, high, low_half, high_half)


def _design(regular: Bools, delays: Sequence[int]) -> tuple[Floats, Floats]:
    """Return columns and their prior sds: level, practice, line, a yearly wave (from half a year), delayed practice."""
    days = len(regular)
    line = 2 * ((np.arange(days) + 0.5) / days - 0.5)
    columns, prior_sd = [np.ones(days), regular.astype(np.float64), line], [LEVEL_SD, PRACTICE_SD, TREND_SD]
    if days >= SEASON_FROM_DAYS:
        angle = 2 * np.pi * np.arange(days) / DAYS_A_YEAR
        columns += [np.cos(angle), np.sin(angle)]
        prior_sd += [SEASON_SD, SEASON_SD]
    for delay in delays:
        columns.append(np.concatenate([np.zeros(delay), columns[PRACTICE]])[:days])
        prior_sd.append(PRACTICE_SD)
    return np.stack(columns, axis=1), np.array(prior_sd)


def with_short_silences(confirmed: Bools, left_out: Bools) -> Bools:
    """Return the confirmed days, with short runs of unconfirmed ones counted as confirmed, but none left out."""
    filled = confirmed.copy()
    for first, end in runs_of(~confirmed & ~left_out):
        if end - first <= LONGEST_SILENCE:
            filled[first:end] = True
    return filled
