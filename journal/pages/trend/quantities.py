"""Rates, changes, ranges and chances in words: every page says the same number in the same way."""

from __future__ import annotations

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from journal.domain.charts.range_bar import MANY, percent_of
from journal.domain.evidence.comparison import Estimate

MOSTLY_SAID_OF_TEN, RAREST_SAID = 0.4, 0.02
"""Chances from which "of 10" is easier to grasp than "1 of"; and the smallest that is told apart."""


def number(value: float) -> str:
    """Write a rate as every page writes it: one decimal, halves rounded up."""
    return floatformat(value, 1)


def change_in_words(ratio: float) -> str:
    """Say one ratio: "54% fewer", "30% more", "the same", "4.2 times as many"."""
    if ratio >= MANY:
        return _("%(times)s times as many") % {"times": _times(ratio)}
    percent = percent_of(ratio)
    if percent == 0:
        return _("the same")
    return (_("%(percent)d%% fewer") if percent < 0 else _("%(percent)d%% more")) % {"percent": abs(percent)}


def end_in_words(ratio: float) -> str:
    """Say one end of the range bar, in as few letters as there is room for: "54% fewer", "4.2 times"."""
    return _("%(times)s times") % {"times": _times(ratio)} if ratio >= MANY else change_in_words(ratio)


def span_in_words(low: float, high: float) -> str:
    """Say a range of ratios: "from 20% to 73% fewer", "from 45% fewer to 30% more", "from 3 to 6 times as many".

    An end that rounds to 0% is "next to no change": it may lie on either side of it.
    """
    if high >= MANY:
        return _many(low, high)
    first, last = percent_of(low), percent_of(high)
    if first < 0 < last:
        return _("from %(fewer)d%% fewer to %(more)d%% more") % {"fewer": -first, "more": last}
    least, most = sorted((abs(first), abs(last)))
    if least == 0:
        text = (
            _("from next to no change up to %(most)d%% more")
            if last > 0
            else _("from next to no change up to %(most)d%% fewer")
        )
    else:
        text = _("from %(least)d%% to %(most)d%% more") if last > 0 else _("from %(least)d%% to %(most)d%% fewer")
    return text % {"least": least, "most": most}


def _times(ratio: float) -> str:
    return floatformat(round(ratio, 1), -1)


def _many(low: float, high: float) -> str:
    if low >= MANY:
        ends = {"least": _times(low), "most": _times(high)}
        return _("from %(least)s to %(most)s times as many") % ends
    if percent_of(low) == 0:
        return _("from next to no change up to %(most)s") % {"most": change_in_words(high)}
    return _("from %(least)s to %(most)s") % {"least": change_in_words(low), "most": change_in_words(high)}


def range_in_words(estimate: Estimate) -> str:
    """Say what the range bar shows: where silent days decide, only the ranges are honest."""
    ranges = _("Likely range %(likely)s. Wide range %(wide)s.") % {
        "likely": span_in_words(estimate.low_half, estimate.high_half),
        "wide": span_in_words(estimate.low, estimate.high),
    }
    guess = _("Best guess %(change)s.") % {"change": change_in_words(estimate.ratio)}
    return ranges if estimate.silence_decides else f"{guess} {ranges}"


def cases_in_words(chance: float) -> str:
    """Say how often something would be noticed: "1 time in 6", "5 times in 10"."""
    if chance >= MOSTLY_SAID_OF_TEN:
        return _("%(share)d times in 10") % {"share": min(9, round(10 * chance))}
    return _("1 time in %(cases)d") % {"cases": round(1 / max(chance, RAREST_SAID))}
