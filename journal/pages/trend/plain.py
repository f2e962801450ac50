"""What a diary holds, in words and small bars: four weeks beside four weeks, when and where, and what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from journal.domain.charts.weekly import WeeklyChart
from journal.domain.choices import MUSCLE_LABELS, Muscle, Side
from journal.domain.tallies.months import Month
from journal.domain.tallies.noted import NotedNights
from journal.domain.tallies.recent import KNOWN_NEEDED, Change, ClearRun, Recent, Window
from journal.domain.tallies.when_and_where import STRENGTHS, WhenAndWhere
from journal.pages.formatting import clock_hour
from journal.pages.trend.quantities import number

MOST_NOTED = 12
DAYS_UNTIL_MONTHS, DAYS_UNTIL_YEARS, DAYS_A_MONTH, DAYS_A_YEAR = 60, 1000, 30.44, 365.25
BAR = 100
"""Width of the widest small bar."""


PLACES: dict[tuple[Side | None, Muscle], str | Promise] = {
    (None, Muscle.CALF): gettext_lazy("calf"),
    (None, Muscle.FOOT): gettext_lazy("foot or toes"),
    (None, Muscle.SHIN): gettext_lazy("shin"),
    (None, Muscle.THIGH_BACK): gettext_lazy("back of the thigh"),
    (None, Muscle.THIGH_FRONT): gettext_lazy("front of the thigh"),
    (Side.LEFT, Muscle.CALF): gettext_lazy("left calf"),
    (Side.LEFT, Muscle.FOOT): gettext_lazy("left foot or toes"),
    (Side.LEFT, Muscle.SHIN): gettext_lazy("left shin"),
    (Side.LEFT, Muscle.THIGH_BACK): gettext_lazy("back of the left thigh"),
    (Side.LEFT, Muscle.THIGH_FRONT): gettext_lazy("front of the left thigh"),
    (Side.RIGHT, Muscle.CALF): gettext_lazy("right calf"),
    (Side.RIGHT, Muscle.FOOT): gettext_lazy("right foot or toes"),
    (Side.RIGHT, Muscle.SHIN): gettext_lazy("right shin"),
    (Side.RIGHT, Muscle.THIGH_BACK): gettext_lazy("back of the right thigh"),
    (Side.RIGHT, Muscle.THIGH_FRONT): gettext_lazy("front of the right thigh"),
}
"""Whole phrases, because languages put leg and muscle together in different ways."""


@dataclass(frozen=True)
class SmallBar:
    """A name, a count, and how wide its bar is of `BAR`."""

    name: str
    count: int
    width: int


@dataclass(frozen=True)
class WindowInWords:
    """One of the windows that stand beside each other."""

    name: str
    cramps: int
    rate: str
    known: str


def change_said(recent: Recent, *, is_young: bool) -> str:
    """Say how the last four weeks stand beside the four before. `is_young`: the diary is not that old."""
    if recent.change is Change.FEW_NIGHTS:
        if is_young:
            return _("Too early to say.")
        return _("Not enough nights yet. Each 4 weeks need %(nights)d known nights.") % {"nights": KNOWN_NEEDED}
    if recent.change is Change.SAME:
        has_cramps = recent.last.cramps or recent.before.cramps
        return _("About the same.") if has_cramps else _("No cramps in the last 4 weeks that you know of.")
    if recent.change is Change.LESS:
        return _("A little less, lately. That may be luck, or a good spell.")
    return _("A little more, lately. That may be luck, or a bad spell.")


def windows_of(recent: Recent) -> list[WindowInWords]:
    """Return the windows, the last one first."""
    named = [(_("last 4 weeks"), recent.last), (_("the 4 before"), recent.before)]
    named += [(_("a year ago"), recent.year_ago)] if recent.year_ago else []
    return [_window(name, window, is_first=window is recent.last) for name, window in named]


def recent_in_a_line(recent: Recent) -> str:
    """Say the same counts in one line, as Today does: "Last 4 weeks: 7 cramps in 23 known nights. ..."."""
    said = [_line(_("Last 4 weeks"), cramps=recent.last.cramps, known=recent.last.known)]
    earlier = [(_("The 4 before"), recent.before), *([(_("A year ago"), recent.year_ago)] if recent.year_ago else [])]
    for name, window in earlier:
        values = {"name": name, "cramps": window.cramps, "known": window.known}
        said.append(_("%(name)s: %(cramps)d in %(known)d.") % values)
    return " ".join(said)


def so_far(known: int, cramps: int) -> str:
    """Say what a young diary holds: "So far: 4 cramps in 9 known nights."."""
    return _line(_("So far"), cramps=cramps, known=known)


def size(nights: int, known: int) -> str:
    """Say how long a diary is: "13 months, 338 known nights."."""
    told = ngettext("%(count)d known night", "%(count)d known nights", known) % {"count": known}
    return _("%(long)s, %(known)s.") % {"long": _how_long(nights), "known": told}


def few_nights(month: Month) -> str:
    """Say why a month shows no number: "9 of 28 nights: too few"."""
    text = ngettext("%(known)d of %(nights)d night: too few", "%(known)d of %(nights)d nights: too few", month.nights)
    return text % {"known": month.known, "nights": month.nights}


def hours_in_words(counts: WhenAndWhere) -> str:
    """Say the cramps of each hour: "2 am: 3, 3 am: 7"."""
    return ", ".join(f"{clock_hour(hour)}: {count}" for hour, count in counts.hours if count)


def short_hour(hour: int, *, is_edge: bool) -> str:
    """Say an hour in as few letters as a chart has room for: "10pm" at its edges and after 12, else "11"."""
    number, half = clock_hour(hour).split()
    return f"{number}{half}" if is_edge or number == "1" else number


def clear_run_in_words(run: ClearRun | None) -> str:
    """Say the longest run of clear nights: "11, from 3 to 13 October 2026"."""
    if run is None:
        return ""
    if run.first == run.last:
        return _("1, on %(day)s.") % {"day": date_format(run.first, "j F Y")}
    is_one_month = (run.first.year, run.first.month) == (run.last.year, run.last.month)
    first = date_format(run.first, "j" if is_one_month else "j F" if run.first.year == run.last.year else "j F Y")
    values = {"nights": run.nights, "first": first, "last": date_format(run.last, "j F Y")}
    return _("%(nights)d, from %(first)s to %(last)s.") % values


@dataclass(frozen=True)
class WhenAndWhereInWords:
    """When and where, as the page shows it; with no cramp there is nothing to show."""

    counts: WhenAndWhere

    @property
    def headline(self) -> str:
        """What most cramps have in common; empty while nothing holds for half of them."""
        said = [each for each in (self._hours(), self._place()) if each]
        return format_html_join(" ", "{}", ([each] for each in said))

    @property
    def timed(self) -> str:
        """Of how many cramps the hour is known."""
        text = ngettext(
            "%(timed)d of %(total)d cramp has a time.", "%(timed)d of %(total)d cramps have a time.", self.counts.total
        )
        return text % {"timed": self.counts.timed, "total": self.counts.total}

    @cached_property
    def groups(self) -> list[tuple[str, list[SmallBar]]]:
        """Muscle, leg and strength, each with its small bars; a muscle that has no cramp is left out."""
        counts = self.counts
        muscles = [(str(MUSCLE_LABELS[each]), count) for each, count in counts.muscles.items() if count]
        muscles.sort(key=lambda each: -each[1])
        sides = [(str(side.label), count) for side, count in counts.sides.items()]
        strengths = [
            (_("%(low)d to %(high)d") % {"low": low, "high": high}, count)
            for (low, high), count in zip(STRENGTHS, counts.strengths, strict=True)
        ]
        return [
            (_("Muscle"), _bars(muscles, counts.muscle_unknown)),
            (_("Leg"), _bars(sides, counts.side_unknown)),
            (_("Strength, 0 to 10"), _bars(strengths, counts.strength_unknown)),
        ]

    def _hours(self) -> str:
        usual = self.counts.usual_hours
        if usual is None:
            return ""
        hours = _("between %(first)s and %(end)s") % {"first": clock_hour(usual[0]), "end": clock_hour(usual[1])}
        return format_html(_("Mostly <b>{hours}</b>."), hours=hours)

    def _place(self) -> str:
        usual = self.counts.usual_place
        if usual is None:
            return ""
        return format_html(_("Mostly in the <b>{place}</b>."), place=PLACES[usual])


def noted_lines(counted: Sequence[NotedNights]) -> list[str]:
    """Say each thing that was noted: "Heat: 3 nights with a cramp, 8 without."; the last line is all other nights."""
    if not counted:
        return []
    *noted, others = counted
    shown = [*noted[:MOST_NOTED], others]
    return [
        ngettext(
            "%(name)s: %(bad)d night with a cramp, %(clear)d without.",
            "%(name)s: %(bad)d nights with a cramp, %(clear)d without.",
            each.with_cramp,
        )
        % {"name": each.name or _("All other nights"), "bad": each.with_cramp, "clear": each.without_cramp}
        for each in shown
    ]


def ratio_name(ratio: float, *, is_short: bool) -> str:
    """Name a ratio of the range bar's scale, in few letters where there is little room."""
    names = {
        0.25: (_("a quarter as many"), _("a quarter")),
        0.5: (_("half as many"), _("half")),
        1.5: (_("half more"), _("half more")),
        2.0: (_("twice as many"), _("twice")),
        4.0: (_("4 times as many"), _("4 times")),
    }
    return names[ratio][is_short]


def weeks_in_words(counted: int, over: int) -> str:
    """Say how many weeks have enough known nights."""
    text = ngettext(
        "%(counted)d of %(over)d week has enough known nights.",
        "%(counted)d of %(over)d weeks have enough known nights.",
        over,
    )
    return text % {"counted": counted, "over": over}


def pauses_in_words(nights: int) -> str:
    """Say how many nights were paused."""
    text = ngettext(
        "%(nights)d night was paused. It is in no sum and in no answer here.",
        "%(nights)d nights were paused. They are in no sum and in no answer here.",
        nights,
    )
    return text % {"nights": nights}


def week_key(chart: WeeklyChart, goal: int) -> str:
    """Say how to read the drawing of weeks; a mark that is not in it is not named."""
    said = [
        _("Each dot is one cramp.") if chart.is_stacked else _("Each mark is one week’s cramps."),
        _("Bars under the line are practice days."),
        _("Ring on the line: a week with no cramps. Striped: not filled in. Last column: this week so far."),
    ]
    if chart.bands:
        said.append(_("Shaded: the week before had %(goal)d practice days or more.") % {"goal": goal})
    if chart.pauses:
        said.append(_("Outlined: paused."))
    if chart.strip.height:
        said.append(_("Below the months: your notes."))
    return " ".join(said)


def _how_long(nights: int) -> str:
    if nights < DAYS_UNTIL_MONTHS:
        return ngettext("%(count)d day", "%(count)d days", nights) % {"count": nights}
    if nights < DAYS_UNTIL_YEARS:
        months = round(nights / DAYS_A_MONTH)
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    years = round(nights / DAYS_A_YEAR)
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}


def _window(name: str, window: Window, *, is_first: bool) -> WindowInWords:
    known = _("%(known)d of %(nights)d nights known") if is_first else _("%(known)d of %(nights)d")
    rate = _("%(rate)s a week") % {"rate": number(window.per_week)} if window.is_enough else ""
    return WindowInWords(name, window.cramps, rate, known % {"known": window.known, "nights": window.nights})


def _line(name: str, *, cramps: int, known: int) -> str:
    counted = ngettext("%(count)d cramp", "%(count)d cramps", cramps) % {"count": cramps}
    nights = ngettext("%(count)d known night", "%(count)d known nights", known) % {"count": known}
    return _("%(name)s: %(cramps)s in %(known)s.") % {"name": name, "cramps": counted, "known": nights}


def _bars(counted: Sequence[tuple[str, int]], unknown: int) -> list[SmallBar]:
    """Return the bars, at the end what was not noted if anything was not."""
    rows = [*counted, *([(_("Not noted"), unknown)] if unknown else [])]
    most = max([1, *(count for _name, count in rows)])
    return [SmallBar(name, count, round(BAR * count / most)) for name, count in rows]
