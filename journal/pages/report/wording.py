"""The report in words: the page, the paper and the PDF say the same, because all of them say this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.domain.choices import RELIEF_LABELS, Duration
from journal.domain.evidence.comparison import Verdict
from journal.domain.evidence.outcomes import Outcomes, Scores
from journal.domain.evidence.weeks import KNOWN_NIGHTS_NEEDED, WEEK, Week
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.pages.formatting import clock_time, long_day, where_in_words
from journal.pages.report.symptoms import Feature
from journal.pages.trend.interim import TrendStatus
from journal.pages.trend.page import TrendPage
from yogasite import flags

NOT_LOGGED = "–"


@dataclass(frozen=True)
class ReportLine:
    """A name, what is known of it, and on what that rests."""

    name: str
    said: str
    basis: str


@dataclass(frozen=True)
class Compared:
    """The known nights after a regular week, or the others: how many, and cramps a week."""

    name: str
    nights: int
    per_week: float

    @property
    def cells(self) -> list[str]:
        """Nights, cramps, and cramps a week."""
        return [str(self.nights), str(round(self.per_week * self.nights / WEEK)), _number(self.per_week)]


def period(first: dt.date, last: dt.date, nights: int, made_on: dt.date) -> str:
    """Say which nights the report is about, how many they are, and why just those."""
    text = ngettext(
        "Nights of %(first)s to %(last)s: %(nights)d night, in weeks from Monday on.",
        "Nights of %(first)s to %(last)s: %(nights)d nights, in weeks from Monday on.",
        nights,
    )
    found = text % {"first": long_day(first), "last": long_day(max(first, last)), "nights": nights}
    made = _("Made on %(made)s with Night Heron, from the person’s own log.") % {"made": long_day(made_on)}
    return f"{found} {made}"


def outcome_lines(outcomes: Outcomes, pain: Scores | None, sleep: Scores | None) -> list[ReportLine]:
    """Name the outcomes as trials of leg cramps do."""
    fortnight = _number(outcomes.cramp_nights_per_fortnight)
    short = "" if outcomes.is_enough else _("; a rate needs %(nights)d") % {"nights": KNOWN_NIGHTS_NEEDED}
    return [
        ReportLine(_("Cramps/week"), _number(outcomes.per_week), _in_nights(outcomes.cramps, outcomes.known) + short),
        ReportLine(_("Cramp-nights/14"), fortnight, _in_nights(outcomes.cramp_nights, outcomes.known) + short),
        ReportLine(_("Mean pain"), *_scores(pain)),
        ReportLine(_("Sleep score"), *_scores(sleep)),
        ReportLine(
            _("Coverage"),
            _("%(percent)d%%") % {"percent": outcomes.coverage},
            _logged_of(outcomes.known, outcomes.nights),
        ),
    ]


def compared(status: TrendStatus) -> list[Compared]:
    """Return the two rates of the trend; nothing where its numbers may not be shown."""
    found = status.answer
    if found is None or found.estimate is None:
        return []
    text = ngettext(
        "After a regular week (%(goal)d practice day or more)",
        "After a regular week (%(goal)d practice days or more)",
        status.goal,
    )
    return [
        Compared(text % {"goal": status.goal}, found.regular_days, found.regular_rate),
        Compared(_("Other weeks"), found.other_days, found.other_rate),
    ]


def comparison_headings() -> list[str]:
    """Name what is counted of the nights after each kind of week."""
    return [_("Known nights"), _("Cramps"), _("Per week")]


def chart_key(trend: TrendPage) -> str:
    """Say how to read the drawing; a mark that is not in it is not named."""
    chart = trend.weekly["wide"]
    said = [
        _("Each dot is one cramp.") if chart.is_stacked else _("Each mark is one week’s cramps."),
        *([_("Bars under the line are practice days.")] if chart.shows_practice else []),
        _("Ring on the line: a logged week with no cramps. Hatched: not logged."),
        _("Hollow, in the last column: this week so far."),
    ]
    if chart.pauses:
        said.append(_("Outlined: paused."))
    if chart.strip.height:
        said.append(_("Below the months: what else went on."))
    return " ".join(said)


def ratio(status: TrendStatus, since: dt.date) -> str:
    """Say what the last analysis of a diary, begun on the day `since`, found, as a clinician reads it."""
    estimate = status.estimate
    if status.closed_until is not None:
        text = _("An experiment is running. Practice is not compared before %(day)s.")
        return text % {"day": long_day(status.closed_until)}
    if status.is_waiting:
        text = _(
            "The last check found a difference that the one before did not. No number is given unless the next one "
            "agrees, on %(day)s."
        )
        return text % {"day": long_day(status.next_interim)}
    if estimate is None:
        return _("Not enough is known yet for a rate ratio.")
    values = {
        "ratio": floatformat(estimate.ratio, 2),
        "low": floatformat(estimate.low, 2),
        "high": floatformat(estimate.high, 2),
        "what": _("the last ten years") if status.left_out else _("the whole diary"),
        "since": long_day(since + dt.timedelta(days=status.left_out)),
        "until": long_day(since + dt.timedelta(days=status.nights - 1)),
    }
    if estimate.silence_decides:
        text = _(
            "Rate ratio of %(what)s, %(since)s to %(until)s: 95%% interval %(low)s to %(high)s. Nights without "
            "an entry decide where in this interval it is."
        )
    else:
        text = _(
            "Rate ratio of %(what)s, %(since)s to %(until)s: %(ratio)s (95%% interval %(low)s to %(high)s). "
            "Unlike the table, it allows for bad spells, trend and season."
        )
    return f"{text % values} {_verdict(status)}"


def left_out(weeks: Sequence[Week], *, is_compared: bool) -> list[str]:
    """Say what a comparison cannot show, and which nights are left out."""
    said = [_("Not randomised: weeks after practice may differ in other ways.")] if is_compared else []
    paused = sum(week.paused_nights for week in weeks)
    if paused:
        text = ngettext(
            "%(nights)d night was paused by the person and counts as not logged.",
            "%(nights)d nights were paused by the person and count as not logged.",
            paused,
        )
        said.append(text % {"nights": paused})
    return said


def days(noted: Circumstance) -> str:
    """Say from when to when something went on."""
    first = long_day(noted.first_day)
    if noted.last_day is None:
        return _("from %(first)s, still going on") % {"first": first}
    if noted.last_day == noted.first_day:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": long_day(noted.last_day)}


def latest_heading(shown: int, known: int) -> str:
    """Name the table of those cramps that have room on paper."""
    return _("Latest cramps: %(shown)d of %(known)d") % {"shown": shown, "known": known}


def hidden_note(hidden: int) -> str:
    """Say how many cramps have no room on paper."""
    text = ngettext(
        "%(hidden)d earlier cramp is in the numbers, but has no room here.",
        "%(hidden)d earlier cramps are in the numbers, but have no room here.",
        hidden,
    )
    return text % {"hidden": hidden}


def more_circumstances(hidden: int) -> ReportLine:
    """Say how much of what else went on has no room."""
    return ReportLine(_("And more"), _("%(more)d not shown here") % {"more": hidden}, "")


def feature_cells(feature: Feature, total: int) -> list[str]:
    """Say a feature: its name, what was logged of it, and of how many cramps."""
    known = _("%(known)d of %(total)d") % {"known": feature.known, "total": total}
    return [feature.name, feature.said or _("not logged"), known]


def entry_headings() -> list[str]:
    """Name the columns of the table of cramps."""
    return [
        _("Night"), _("Time"), _("Where"), _("Pain"), _("Lasted"), _("Woke"), _("Sleep"), _("What was done"),
        _("Practised"),
    ]  # fmt: skip


def entry_cells(cramp: Cramp, at: dt.datetime | None, *, practised: bool) -> list[str]:
    """Say a cramp in as many short texts as there are headings; what is not known is a dash."""
    times = f" ×{cramp.count}" if cramp.count > 1 else ""
    woke = {True: _("yes"), False: _("no"), None: ""}[cramp.woke]
    cells = [
        date_format(cramp.night_of, "D j M Y") + times,
        clock_time(at) if at else "",
        where_in_words(cramp),
        "" if cramp.pain is None else str(cramp.pain),
        str(Duration(cramp.duration).label) if cramp.duration else "",
        woke,
        "" if cramp.sleep_disturbance is None else str(cramp.sleep_disturbance),
        ", ".join(flags.shown(RELIEF_LABELS, cramp.relief)),
        _("yes") if practised else "",
    ]
    return [cell or NOT_LOGGED for cell in cells]


def _in_nights(count: int, nights: int) -> str:
    text = ngettext("%(count)d in %(nights)d logged night", "%(count)d in %(nights)d logged nights", nights)
    return text % {"count": count, "nights": nights}


def _logged_of(known: int, nights: int) -> str:
    text = ngettext("%(known)d of %(nights)d night logged", "%(known)d of %(nights)d nights logged", nights)
    return text % {"known": known, "nights": nights}


def _verdict(status: TrendStatus) -> str:
    """Only a difference that two analyses agreed on is said to be one; and none found is not none."""
    if status.verdict is Verdict.UNCLEAR:
        found = _("No difference was found in two checks in a row.")
        once = _("No difference was found at the last check.")
        none = _("This is not evidence that there is none.")
        return f"{found if status.held > 1 else once} {none}"
    return _("%(checks)d checks in a row point the same way.") % {"checks": status.held}


def _scores(scores: Scores | None) -> tuple[str, str]:
    if scores is None:
        return NOT_LOGGED, _("not logged")
    values = {"low": scores.low, "high": scores.high, "known": scores.known}
    text = ngettext(
        "0 to 10; from %(low)d to %(high)d in %(known)d cramp",
        "0 to 10; from %(low)d to %(high)d in %(known)d cramps",
        scores.known,
    )
    return _number(scores.mean), text % values


def _number(value: float | None) -> str:
    return NOT_LOGGED if value is None else floatformat(value, 1)
