"""What the trend counts without comparing: recent weeks, months, when and where, and what was noted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from journal.domain.charts.hours import HoursChart, hours_chart
from journal.domain.charts.months import MonthsChart, months_chart
from journal.domain.charts.years import YearsChart, years_chart
from journal.domain.evidence.weeks import DiaryDays
from journal.domain.nights import DAY
from journal.domain.tallies.months import Month, summarise_months
from journal.domain.tallies.noted import NotedSpell, noted_nights
from journal.domain.tallies.recent import WINDOW_NIGHTS, Change, Recent, longest_clear_run, recent_of
from journal.domain.tallies.when_and_where import CrampFacts, when_and_where
from journal.pages.trend import plain

MOST_MONTHS = 18
"""Of one chart of months; a longer diary has a row for each year."""
SIZES = (("narrow", 350), ("wide", 520))


@dataclass(frozen=True)
class MonthRow:
    """A month of the table, with how wide its two bars are of `plain.BAR`."""

    month: Month
    cramps_width: int
    practice_width: int

    @property
    def few(self) -> str:
        """Why it shows no number."""
        return plain.few_nights(self.month)


@dataclass(frozen=True)
class Counts:
    """Plain counts of known nights. Each is worked out when it is asked for, and once.

    `days`: with the cramps that a filter shows; `everything`: with all. `most_months`: of the months, the newest.
    `cramps`: those of the last year. `spells`: what was noted, without pauses.
    """

    today: dt.date
    days: DiaryDays
    everything: DiaryDays
    most_months: int
    cramps: tuple[CrampFacts, ...]
    spells: tuple[NotedSpell, ...]

    @property
    def last_night(self) -> dt.date:
        """The night that ended this morning: windows end with it."""
        return self.today - DAY

    @cached_property
    def recent(self) -> Recent:
        """The last four weeks, the four before, and the same weeks a year ago."""
        return recent_of(self.everything, last_night=self.last_night)

    @property
    def is_young(self) -> bool:
        """Whether the diary does not reach as far as the windows do."""
        return (self.today - self.everything.first).days < 2 * WINDOW_NIGHTS

    @property
    def change_is_unknown(self) -> bool:
        """Whether too few nights are known for a word about the last four weeks."""
        return self.recent.change is Change.FEW_NIGHTS

    @property
    def change(self) -> str:
        """How the last four weeks stand beside the four before."""
        return plain.change_said(self.recent, is_young=self.is_young)

    @property
    def windows(self) -> list[plain.WindowInWords]:
        """The windows, the last one first."""
        return plain.windows_of(self.recent)

    @property
    def so_far(self) -> str:
        """What a young diary holds."""
        return plain.so_far(self.known, sum(count or 0 for count in self.everything.cramps))

    @property
    def size(self) -> str:
        """How long the diary is, and how many of its nights are known."""
        return plain.size(max(1, (self.today - self.everything.first).days), self.known)

    @cached_property
    def known(self) -> int:
        """Known nights of the whole diary."""
        return sum(count is not None for count in self.everything.cramps)

    @property
    def clear_run(self) -> str:
        """The longest run of clear nights."""
        return plain.clear_run_in_words(longest_clear_run(self.everything))

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months of the span, in order."""
        months = summarise_months(self.days, last=self.today)
        return months[-self.most_months :]

    @property
    def thin_months(self) -> list[Month]:
        """Those with too few known nights to count."""
        return [month for month in self.months if not month.is_enough]

    @property
    def months_charts(self) -> dict[str, MonthsChart]:
        """One bar a month, in two widths; empty for a diary of many years."""
        if len(self.months) > MOST_MONTHS:
            return {}
        return {name: months_chart(self.months, width, identifier=f"months-{name}") for name, width in SIZES}

    @property
    def is_long(self) -> bool:
        """Whether there are so many months that their table is folded away."""
        return len(self.months) > 2 * MOST_MONTHS

    @property
    def years_charts(self) -> dict[str, YearsChart]:
        """One row a year, in two widths."""
        return {name: years_chart(self.months, width, identifier=f"years-{name}") for name, width in SIZES}

    @property
    def month_rows(self) -> list[tuple[int, list[MonthRow]]]:
        """The months by year, newest first, with small bars."""
        most = max([1, *(month.cramps for month in self.months if month.is_enough)])
        days = max([1, *(month.practice_days for month in self.months)])
        rows = [
            MonthRow(month, round(plain.BAR * month.cramps / most), round(plain.BAR * month.practice_days / days))
            for month in reversed(self.months)
        ]
        return [(year, list(each)) for year, each in groupby(rows, key=lambda row: row.month.first.year)]

    @cached_property
    def where(self) -> plain.WhenAndWhereInWords:
        """When cramps come, where, and how strong they are: those of the last year."""
        return plain.WhenAndWhereInWords(when_and_where(self.cramps))

    @property
    def hours_title(self) -> str:
        """The same counts, for who does not see the drawing."""
        return plain.hours_in_words(self.where.counts)

    @property
    def hours_charts(self) -> dict[str, HoursChart]:
        """Cramps of each hour, in two widths; empty while no time is known."""
        counts = self.where.counts
        if not counts.hours:
            return {}
        return {
            name: hours_chart(
                counts.hours, width, identifier=f"hours-{name}", named=plain.short_hour, usual=counts.usual_hours
            )
            for name, width in SIZES
        }

    @property
    def noted(self) -> list[str]:
        """Nights with and without a cramp for each thing that was noted."""
        return plain.noted_lines(noted_nights(self.everything, self.spells))
