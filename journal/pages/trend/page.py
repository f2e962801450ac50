"""The trend page as one object: its questions in the order in which people ask them, and their drawings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from journal.domain.charts.range_bar import RangeBar, range_bar
from journal.domain.charts.weekly import WeeklyChart, weekly_chart
from journal.domain.choices import Precision, Span
from journal.domain.evidence.exposure import DAYS_NEEDED, Reason
from journal.domain.evidence.weeks import DiaryDays, Week, WeekGroup, closed_weeks, summarise_weeks
from journal.domain.nights import zone_or_utc
from journal.domain.tallies.noted import NotedSpell
from journal.domain.tallies.when_and_where import CrampFacts
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.days import CrampFilter, whole_diary
from journal.models.diary import Diary
from journal.models.evidence import Experiment
from journal.pages.circumstances import in_week, spells_of, title_of
from journal.pages.experiment import Block, block_of
from journal.pages.trend import plain, wording
from journal.pages.trend.counts import SIZES, Counts
from journal.pages.trend.interim import POINTING, TrendStatus, trend_status
from journal.pages.trend.needs import missing_in_words
from journal.pages.trend.quantities import change_in_words, end_in_words, range_in_words

WEEKS = {Span.WEEKS_4: 4, Span.WEEKS_8: 8, Span.MONTHS_3: 13, Span.MONTHS_6: 26, Span.YEAR: 52}
"""Calendar weeks, the one that is not over among them: never more nights than a span's name says."""
MOST_WEEKS, MOST_MONTHS_OF_ALL = 522, 120
"""Ten years: of a longer diary the drawings and tables show the last ones."""
MOST_MONTHS = {Span.MONTHS_6: 6, Span.ALL: MOST_MONTHS_OF_ALL}
USUAL_MONTHS = 12
TREND_SPANS = (Span.YEAR, Span.ALL, Span.WEEKS_8)
"""The spans that the trend offers; a report has its own, and an address may name any."""
BY_WEEK = (Span.WEEKS_4, Span.WEEKS_8, Span.MONTHS_3)
NIGHTS_WHEN_AND_WHERE = 365
MOST_TABLE_WEEKS = 53


@dataclass(frozen=True)
class TrendPage:
    """What the template, the report and the API show."""

    span: Span
    goal: int
    days: DiaryDays
    """Every day from the diary's first one on, as the weeks count it."""
    counts: Counts
    weeks: tuple[Week, ...]
    status: TrendStatus
    circumstances: tuple[Circumstance, ...]
    """What else went on in these weeks, newest first."""
    all_circumstances: tuple[Circumstance, ...]
    block: Block | None
    """The present part of a running experiment."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans to choose from: while an experiment runs, only those that are drawn by month."""
        return tuple(span for span in TREND_SPANS if not (self.is_closed and span in BY_WEEK))

    @property
    def headline(self) -> str:
        """What was found, or why it is too early to say."""
        return wording.headline_of(self.status)

    @property
    def answer(self) -> str:
        """The verdict and the two rates."""
        return wording.answer_of(self.status)

    @property
    def verdict(self) -> str:
        """The verdict alone."""
        return wording.verdict_in_words(self.status)

    @property
    def notes(self) -> list[str]:
        """What else has to be said of it."""
        return wording.notes_of(self.status)

    @property
    def ruled_out(self) -> list[str]:
        """What the nights already rule out."""
        return wording.ruled_out(self.status)

    @property
    def is_closed(self) -> bool:
        """Whether an experiment runs, so that nothing may be compared."""
        return self.status.closed_until is not None

    @property
    def is_unclear(self) -> bool:
        """Whether a range is shown that holds no difference."""
        return self.status.estimate is not None and self.status.verdict == "unclear"

    @property
    def range_title(self) -> str:
        """What the range bar shows, in words."""
        return range_in_words(self.status.estimate) if self.status.estimate else ""

    @property
    def range_ends(self) -> tuple[str, str]:
        """The two ends of the range, in words."""
        estimate = self.status.estimate
        return (end_in_words(estimate.low), end_in_words(estimate.high)) if estimate else ("", "")

    @property
    def best_guess(self) -> str:
        """One figure, in words; empty where none may be shown: where silent days decide, only the range is honest."""
        estimate = self.status.estimate
        return change_in_words(estimate.ratio) if estimate and not estimate.silence_decides else ""

    @property
    def missing(self) -> list[str]:
        """Everything that a comparison lacks, in words."""
        return [missing_in_words(each, self.goal) for each in self.status.missing]

    def mark_name(self, ratio: float, *, is_short: bool) -> str:
        """Name a ratio of the range bar's scale."""
        return plain.ratio_name(ratio, is_short=is_short)

    @property
    def before(self) -> str:
        """Which days before the first regular week are left out."""
        return wording.before_in_words(self.status)

    @property
    def boxes(self) -> list[list[bool]]:
        """The nights that a first comparison needs, by week, true for those that are there; empty once they are."""
        short = next((each for each in self.status.missing if each.reason is Reason.FEW_DAYS), None)
        if short is None or self.is_closed:
            return []
        nights = [number < short.have for number in range(DAYS_NEEDED)]
        return [nights[start : start + 7] for start in range(0, DAYS_NEEDED, 7)]

    @property
    def boxes_full(self) -> int:
        """How many of these nights are there."""
        return sum(sum(week) for week in self.boxes)

    @property
    def boxes_needed(self) -> int:
        """How many there are in all."""
        return DAYS_NEEDED

    @property
    def is_early(self) -> bool:
        """Whether nothing can be said yet: neither of the last weeks nor of practice."""
        can_say = self.status.estimate is not None or self.status.is_waiting or self.is_closed
        return not can_say and self.counts.change_is_unknown and self.counts.is_young

    @property
    def is_by_week(self) -> bool:
        """Whether the span is drawn by week. While an experiment runs, weeks beside practice would be a comparison."""
        return self.span in BY_WEEK and not self.is_closed

    @cached_property
    def weekly(self) -> dict[str, WeeklyChart]:
        """Each week's cramps and practice days, in three widths."""
        spells = spells_of(self.circumstances)
        return {
            name: weekly_chart(self.weeks, width, identifier=f"weekly-{name}", spells=spells)
            for name, width in (("narrow", 342), ("mid", 640), ("wide", 1000))
        }

    @property
    def table(self) -> list[tuple[Week, list[str]]]:
        """The weeks of the last year, newest first, each with what else went on."""
        weeks = self.weeks[-MOST_TABLE_WEEKS:]
        return [(week, in_week(week, self.circumstances)) for week in reversed(weeks)]

    @property
    def weeks_in_words(self) -> str:
        """How many of the weeks shown have enough known nights."""
        over = sum(week.group not in (WeekGroup.CURRENT, WeekGroup.PAUSED) for week in self.weeks)
        few = sum(week.group is WeekGroup.UNKNOWN for week in self.weeks)
        return plain.weeks_in_words(over - few, over)

    @property
    def pauses_in_words(self) -> str:
        """How many nights of these weeks were paused."""
        return plain.pauses_in_words(self.paused_nights)

    @property
    def week_key(self) -> str:
        """How to read the drawing of weeks."""
        return plain.week_key(self.weekly["wide"], self.goal)

    @property
    def offers_experiment(self) -> bool:
        """Whether an experiment could tell more than the diary does: why there is a difference that was found."""
        return self.status.verdict in POINTING and not self.is_closed

    @property
    def paused_nights(self) -> int:
        """How many nights of these weeks the diary rested."""
        return sum(week.paused_nights for week in self.weeks)

    @property
    def first_day(self) -> dt.date:
        """The first day shown: the Monday of the first week, or the diary's first day."""
        return max(self.weeks[0].monday, self.days.first)

    @property
    def bars(self) -> dict[str, RangeBar]:
        """Where the true number could be, in two widths; empty where no range may be shown."""
        estimate = self.status.estimate
        if estimate is None:
            return {}
        return {name: range_bar(estimate, width, identifier=f"range-{name}") for name, width in SIZES}

    @property
    def has_medicine(self) -> bool:
        """Whether a medicine is among what went on: its advice then stands beside it."""
        return any(each.medicine for each in self.all_circumstances)


def parse_span(text: str, default: Span = Span.YEAR) -> Span:
    """Return the span named in an address; nonsense is the default."""
    return Span(text) if text in Span.values else default


def trend_page(
    diary: Diary, *, span: Span, only: CrampFilter, today: dt.date, has_cramps: bool = False
) -> TrendPage | None:
    """Read the diary and make the page, or None while there is nothing to show. Four queries.

    `has_cramps`: also read when and where cramps came in the last year, by one more query.
    """
    days = whole_diary(diary, today=today, only=only)
    if days is None or days.everything.first > today:
        return None
    experiment = Experiment.objects.begun_by(diary, today)
    closed_until = experiment.opens_on(today) if experiment else None
    status = trend_status(diary, days.everything, today=today, closed_until=closed_until)
    weeks = summarise_weeks(days.shown, goal=diary.goal, today=today)
    weeks = weeks[-WEEKS.get(span, MOST_WEEKS) :]
    pauses = [each for each in days.circumstances if each.is_pause]
    return TrendPage(
        span=span,
        goal=diary.goal,
        days=days.shown,
        counts=Counts(
            today=today,
            days=days.shown,
            everything=days.everything,
            most_months=MOST_MONTHS.get(span, USUAL_MONTHS),
            cramps=_cramps_of_a_year(diary, days.everything, today) if has_cramps else (),
            spells=_spells(days.circumstances),
        ),
        weeks=closed_weeks(weeks) if closed_until else weeks,
        status=status,
        circumstances=_touching(days.circumstances, weeks, today),
        all_circumstances=days.circumstances,
        block=block_of(experiment, pauses, today=today) if closed_until else None,
    )


def _spells(circumstances: Sequence[Circumstance]) -> tuple[NotedSpell, ...]:
    noted = (each for each in circumstances if not each.is_pause)
    return tuple(NotedSpell(title_of(each), each.first_day, each.last_day) for each in noted)


def _touching(circumstances: Sequence[Circumstance], weeks: Sequence[Week], today: dt.date) -> tuple[Circumstance, ...]:
    """Return what still went on in the first of the weeks, or later, as it was known on `today`."""
    return tuple(
        each.as_of(today) for each in circumstances if each.last_day is None or each.last_day >= weeks[0].monday
    )


def _cramps_of_a_year(diary: Diary, days: DiaryDays, today: dt.date) -> tuple[CrampFacts, ...]:
    """Return what is known of each cramp of the last year; those of paused nights are in no sum."""
    first = max(days.first, today - dt.timedelta(days=NIGHTS_WHEN_AND_WHERE - 1))
    rows = Cramp.objects.of(diary).counted().between(first, today).when_and_where()
    return tuple(
        CrampFacts(
            hour=None if precision == Precision.NIGHT else at.astimezone(zone_or_utc(zone)).hour,
            cramps=count,
            side=side,
            muscles=muscles,
            pain=pain,
        )
        for night, at, zone, precision, count, side, muscles, pain in rows
        if days.cramps[(night - days.first).days] is not None
    )
