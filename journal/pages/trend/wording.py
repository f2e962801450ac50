"""What the trend says, in words: every sentence of the verdict, and nothing that claims more than the numbers."""

from __future__ import annotations

import math

from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.domain.charts.range_bar import percent_of
from journal.domain.evidence.answers import Answer
from journal.domain.evidence.comparison import LONGEST_SILENCE, Estimate, Verdict
from journal.domain.evidence.exposure import Reason, Shortage
from journal.domain.evidence.power import Design, diary_power, power
from journal.pages.formatting import long_day
from journal.pages.trend.interim import TrendStatus

NEARLY_SAME = (0.8, 1.25)
"""A whole range in here is as good as no difference."""
MOSTLY_SAID_OF_TEN, RAREST_SAID = 0.4, 0.02
"""Chances from which "of 10" is easier to grasp than "1 of"; and the smallest that is told apart."""


def headline_of(status: TrendStatus) -> str:
    """Say what was found, or why it is too early to say; numbers are bold."""
    found = status.answer
    if found is None or found.estimate is None:
        return _too_early(status)
    rates = format_html(
        _("On days after a regular week you logged <b>{regular} cramps a week</b>, otherwise <b>{other}</b>."),
        regular=_number(found.regular_rate),
        other=_number(found.other_rate),
    )
    return format_html("{} {}", rates, _finding(status, found.estimate))


def notes_of(status: TrendStatus) -> list[str]:
    """Return the quiet notes under the headline."""
    found = status.answer
    if found is not None and found.estimate is not None:
        return _notes(status, found, found.estimate)
    if status.shortage is None:
        return [_interim_note(status)]
    pace = pace_in_words(status)
    return [pace] if pace else []


def range_in_words(estimate: Estimate) -> str:
    """Say what the range bar shows: where silent days decide, only the ranges are honest."""
    ranges = _("Likely range %(likely)s. Wide range %(wide)s.") % {
        "likely": span_in_words(estimate.low_half, estimate.high_half),
        "wide": span_in_words(estimate.low, estimate.high),
    }
    guess = _("Best guess %(change)s.") % {"change": change_in_words(estimate.ratio)}
    return ranges if estimate.silence_decides else f"{guess} {ranges}"


def span_in_words(low: float, high: float) -> str:
    """Say a range of ratios in per cent: "from 20% to 73% fewer", "from 45% fewer to 30% more"."""
    least, most = abs(percent_of(low)), abs(percent_of(high))
    if high <= 1:
        return _("from %(least)d%% to %(most)d%% fewer") % {"least": most, "most": least}
    if low >= 1:
        return _("from %(least)d%% to %(most)d%% more") % {"least": least, "most": most}
    return _("from %(fewer)d%% fewer to %(more)d%% more") % {"fewer": least, "more": most}


def change_in_words(ratio: float) -> str:
    """Say one ratio: "54% fewer", "30% more", "the same"."""
    percent = percent_of(ratio)
    if percent == 0:
        return _("the same")
    return (_("%(percent)d%% fewer") if percent < 0 else _("%(percent)d%% more")) % {"percent": abs(percent)}


def missing_in_words(shortage: Shortage, goal: int) -> str:
    """Name the first thing that a comparison lacks."""
    values = {"have": shortage.have, "need": shortage.need, "goal": goal}
    if shortage.reason is Reason.NEVER_REGULAR:
        return _("No week has reached %(goal)d practice days yet, so there is nothing to set side by side.") % values
    if shortage.reason is Reason.FEW_DAYS:
        return _("Not enough to compare yet: %(have)d of %(need)d logged nights.") % values
    if shortage.reason is Reason.FEW_CRAMPS:
        return _("%(have)d of %(need)d cramps needed. Good news for you, too few for a comparison.") % values
    if shortage.reason is Reason.ONE_STATE_RARE:
        if shortage.regular:
            return _("Only %(have)d of %(need)d logged nights follow a regular week.") % values
        return _("Only %(have)d of %(need)d logged nights follow a week without regular practice.") % values
    return _(
        "So far there is only one stretch of a kind. A comparison needs at least two separate stretches with regular "
        "practice, and two without."
    )


def pace_in_words(status: TrendStatus) -> str:
    """Say fairly when what is missing may be there; empty when nobody can know."""
    shortage = status.shortage
    if shortage is None:
        return ""
    pace = {Reason.FEW_DAYS: status.known_a_week, Reason.FEW_CRAMPS: status.cramps_a_week}.get(shortage.reason)
    if pace is None:
        if shortage.regular or shortage.reason is Reason.NEVER_REGULAR:
            return _("Weeks with %(goal)d or more practice days count as regular.") % {"goal": status.goal}
        return _("A practice break will come by itself. There is no need to force one.")
    if pace <= 0:
        return ""
    weeks = math.ceil((shortage.need - shortage.have) / pace)
    return ngettext("About %(weeks)d more week at your pace.", "About %(weeks)d more weeks at your pace.", weeks) % {
        "weeks": weeks
    }


def cases_in_words(chance: float) -> str:
    """Say how often something would be noticed: "1 of 6 cases", "5 of 10 cases"."""
    if chance >= MOSTLY_SAID_OF_TEN:
        return _("%(share)d of 10 cases") % {"share": min(9, round(10 * chance))}
    return _("1 of %(cases)d cases") % {"cases": round(1 / max(chance, RAREST_SAID))}


def reach_in_words(status: TrendStatus) -> str:
    """Say how often a log as long as this one, or of a year, shows cramps halved; empty while there is no rate."""
    found = status.answer
    if found is not None and found.estimate is not None and found.other_rate:
        by_now = diary_power(found.regular_days + found.other_days, found.other_rate)
        text = _("By now, cramps cut in half would have shown in about %(cases)s like yours.")
        return text % {"cases": cases_in_words(by_now)}
    if not status.known_a_week or not status.cramps_a_week:
        return ""
    rate = 7 * status.cramps_a_week / status.known_a_week
    text = _(
        "With %(rate)s cramps a week, as of late, a log of one year would show cramps cut in half in about %(year)s."
    )
    return text % {"rate": _number(rate), "year": cases_in_words(power(52, rate, design=Design.DIARY))}


def _too_early(status: TrendStatus) -> str:
    if status.shortage is None:
        text = _("There is enough to compare now. The first answer comes with the next look, on %(day)s.")
        return text % {"day": long_day(status.next_interim)}
    return format_html("{} {}", _("Too early to say."), missing_in_words(status.shortage, status.goal))


def _finding(status: TrendStatus, estimate: Estimate) -> str:
    span = span_in_words(estimate.low, estimate.high)
    if status.verdict is Verdict.UNCLEAR:
        return format_html(_("Your nights cannot tell yet: anything <b>{span}</b> fits."), span=span)
    if estimate.silence_decides:
        fewer = _("Regular practice coincides with fewer cramps: anything <b>{span}</b> fits.")
        more = _("Regular practice coincides with more cramps: anything <b>{span}</b> fits.")
        return format_html(fewer if status.verdict is Verdict.FEWER else more, span=span)
    return format_html(
        _(
            "Regular practice coincides with about <b>{change}</b> cramps. Given how your nights vary, anything {span} "
            "fits."
        ),
        change=change_in_words(estimate.ratio),
        span=span,
    )


def _notes(status: TrendStatus, found: Answer, estimate: Estimate) -> list[str]:
    notes = []
    if status.is_waiting:
        text = _("This look is the first to point one way. One look can be chance: it counts when the next agrees.")
        notes.append(text)
    if status.verdict is Verdict.UNCLEAR and not _is_nearly_same(estimate):
        notes.append(_("That is not evidence that it makes no difference."))
    if status.verdict in (Verdict.FEWER, Verdict.MORE):
        notes.append(_("A diary cannot show why."))
    if status.verdict is Verdict.MORE:
        notes.append(_("If cramps get worse, talk to a doctor."))
    notes += _shares(found) + _silence(estimate) + _before(found)
    notes.append(_interim_note(status))
    return notes


def _is_nearly_same(estimate: Estimate) -> bool:
    return estimate.low >= NEARLY_SAME[0] and estimate.high <= NEARLY_SAME[1]


def _silence(estimate: Estimate) -> list[str]:
    """Nights without an entry may decide the answer; the remedy is one tap."""
    if not estimate.silence_decides:
        return []
    text = _(
        "Nights without an entry matter here. If gaps of up to %(nights)d nights were quiet, the difference is about "
        "%(quiet)s; if they were like the others, about %(unknown)s. Tap “No cramps” after quiet nights to settle this."
    )
    quiet, unknown = (change_in_words(each.median) for each in (estimate.quiet, estimate.unknown))
    return [text % {"nights": LONGEST_SILENCE, "quiet": quiet, "unknown": unknown}]


def _shares(found: Answer) -> list[str]:
    """Say where much more is known of the one kind of week: two rates of such nights are no fair pair."""
    if not found.shares_differ:
        return []
    text = _(
        "You filled in %(regular)d%% of the nights after regular weeks, and %(other)d%% of the other nights. So the "
        "two rates are not a fair pair. Trust the range: it counts blank nights both ways."
    )
    return [text % {"regular": round(100 * found.regular_share), "other": round(100 * found.other_share)}]


def _before(found: Answer) -> list[str]:
    if not found.days_before:
        return []
    if found.falling_before is not None:
        text = _(
            "Your cramps were already becoming fewer before you began (from %(first)s to %(second)s a week). Days "
            "before you began are not part of the comparison."
        )
        halves = found.falling_before
        return [text % {"first": _number(halves.first_half), "second": _number(halves.second_half)}]
    text = _("The %(days)d days before you began are not compared: people begin in bad times, and bad times pass.")
    return [text % {"days": found.days_before}]


def _interim_note(status: TrendStatus) -> str:
    return _("Your log is looked at every four weeks, so that chance gets few chances. Next look: %(day)s.") % {
        "day": long_day(status.next_interim)
    }


def _number(value: float) -> str:
    return floatformat(value, 1)
