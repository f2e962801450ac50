"""What the trend says, in words: every sentence of the verdict, and nothing that claims more than the numbers."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.domain.evidence.answers import Answer
from journal.domain.evidence.comparison import LONGEST_SILENCE, Estimate, Verdict
from journal.domain.evidence.power import diary_power
from journal.pages.formatting import long_day
from journal.pages.trend.interim import TrendStatus
from journal.pages.trend.needs import missing_in_words, pace_in_words
from journal.pages.trend.quantities import MOSTLY_SAID_OF_TEN, RAREST_SAID, change_in_words, number, span_in_words

NEARLY_SAME = (0.8, 1.25)
"""A whole range in here is as good as no difference."""


def headline_of(status: TrendStatus) -> str:
    """Say what was found, or why nothing can be said; the verdict is bold."""
    answer = answer_of(status)
    if status.closed_until is not None:
        return format_html("{} {}", answer, _("Your experiment is on. A look too soon can fool you."))
    if status.estimate is not None or status.is_waiting:
        return answer
    if status.shortage is None:
        return format_html("{} {}", answer, _first_answer(status))
    return format_html("{} {}", answer, missing_in_words(status.shortage, status.goal))


def answer_of(status: TrendStatus) -> str:
    """Say the verdict, in bold, and the two rates where they may be shown."""
    verdict = format_html("<b>{}</b>", verdict_in_words(status))
    found = status.answer
    return format_html("{} {}", verdict, _rates(found)) if found is not None and found.estimate else verdict


def verdict_in_words(status: TrendStatus) -> str:
    """Say the verdict alone: "No clear difference yet."."""
    if status.closed_until is not None:
        return closed_in_words(status)
    return said_of(status.verdict)


def said_of(verdict: Verdict) -> str:
    """Say a verdict in a few words: the same on the trend, on Today, in the API."""
    return {
        Verdict.INSUFFICIENT: _("Too early to say."),
        Verdict.UNCLEAR: _("No clear difference yet."),
        Verdict.FEWER: _("Fewer cramps after regular weeks."),
        Verdict.MORE: _("More cramps after regular weeks."),
    }[verdict]


def closed_in_words(status: TrendStatus) -> str:
    """Say until when a running experiment keeps all comparisons closed."""
    return _("Closed until %(day)s.") % {"day": long_day(status.closed_until)} if status.closed_until else ""


def ruled_out(status: TrendStatus) -> list[str]:
    """Name what the nights already rule out, from the ends of the range of both assumptions about silent nights."""
    estimate = status.estimate
    if estimate is None or status.verdict is not Verdict.UNCLEAR:
        return []
    said = []
    if estimate.excludes_halving:
        said.append(_("Cramps cut in half after a regular week, or even fewer."))
    if estimate.excludes_doubling:
        said.append(_("Twice as many cramps after a regular week, or more."))
    return said


def notes_of(status: TrendStatus) -> list[str]:
    """Return the quiet notes under the headline, most important first."""
    older = _(
        "Your diary is longer than ten years. Checks and drawings use the last ten; the rest stays in your journal."
    )
    return [*_notes_of(status), *([older] if status.left_out else [])]


def _notes_of(status: TrendStatus) -> list[str]:
    found = status.answer
    if status.closed_until is not None:
        text = _(
            "We compare nothing until %(day)s, so a good or bad spell cannot fool you. Please keep filling in your "
            "nights."
        )
        return [text % {"day": long_day(status.closed_until)}]
    if status.is_waiting:
        text = _(
            "This check shows a difference. The one before did not show the same, so it may be luck. If the next one "
            "agrees, on %(day)s, you will see the numbers."
        )
        return [text % {"day": long_day(status.next_interim)}]
    if found is not None and found.estimate is not None:
        beside = [*_shares(found), *_silence(found.estimate)]
        return [*_notes(status, found.estimate), *beside, _next_check(status), _regular(status)]
    if status.shortage is None:
        return [_first_answer(status)]
    pace = pace_in_words(status)
    return [*([pace] if pace else []), _regular(status)]


def by_now_in_words(status: TrendStatus) -> str:
    """Say how often a diary of as many known nights shows cramps halved; empty while that cannot be told.

    Also where a halving is ruled out: how many would show it then reads as if it could still be there.
    """
    found = status.answer
    if found is None or found.estimate is None or found.estimate.excludes_halving or not found.other_rate:
        return ""
    chance = diary_power(found.regular_days + found.other_days, found.other_rate)
    is_of_ten = chance >= MOSTLY_SAID_OF_TEN
    share, diaries = (min(9, round(10 * chance)), 10) if is_of_ten else (1, round(1 / max(chance, RAREST_SAID)))
    text = _(
        "Say practice did cut cramps in half. Of %(diaries)d diaries as long as yours, about %(share)d would show it "
        "by now."
    )
    return text % {"diaries": diaries, "share": share}


def before_in_words(status: TrendStatus) -> str:
    """Say which days before the first regular week are left out; empty without such days."""
    found = status.answer
    if found is None or not found.days_before:
        return ""
    text = _("So we leave out the %(days)d days before you began.") % {"days": found.days_before}
    halves = found.falling_before
    if halves is None:
        return text
    fell = _("In the first half of those days: %(first)s a week. In the second: %(second)s.")
    return f"{text} {fell % {'first': number(halves.first_half), 'second': number(halves.second_half)}}"


def _rates(found: Answer) -> str:
    text = _("After a regular week: %(regular)s cramps a week. Other weeks: %(other)s.")
    return text % {"regular": number(found.regular_rate), "other": number(found.other_rate)}


def _first_answer(status: TrendStatus) -> str:
    text = _("There is enough to compare now. The first answer comes on %(day)s.")
    return text % {"day": long_day(status.next_interim)}


def _notes(status: TrendStatus, estimate: Estimate) -> list[str]:
    if status.verdict is Verdict.UNCLEAR:
        return _unclear_notes(status, estimate)
    span = _("Anything %(span)s fits.") % {"span": span_in_words(estimate.low, estimate.high)}
    change = _("About %(change)s.") % {"change": change_in_words(estimate.ratio)}
    text = ngettext("It has held for %(checks)d check.", "It has held for %(checks)d checks in a row.", status.held)
    held = text % {"checks": status.held}
    notes = [span if estimate.silence_decides else f"{change} {span}", held, _("A diary cannot show why.")]
    return [*notes, _("If cramps get worse, talk to a doctor.")] if status.verdict is Verdict.MORE else notes


def _unclear_notes(status: TrendStatus, estimate: Estimate) -> list[str]:
    is_nearly_same = estimate.low >= NEARLY_SAME[0] and estimate.high <= NEARLY_SAME[1]
    notes = [] if is_nearly_same else [_("This does not mean that practice makes no difference. We cannot tell yet.")]
    if still_fits := _still_fits(estimate):
        notes.insert(0, still_fits)
    by_now = by_now_in_words(status)
    return [*notes, by_now] if by_now else notes


def _still_fits(estimate: Estimate) -> str:
    """Say what is left beside what is ruled out: in which direction a change may still be as big as it likes."""
    if estimate.excludes_halving and estimate.excludes_doubling:
        return _("A smaller change, up or down, still fits. So does none at all.")
    if estimate.excludes_halving:
        return _("A smaller fall still fits. So does a rise, even a big one.")
    return _("A smaller rise still fits. So does a fall, even a big one.") if estimate.excludes_doubling else ""


def _silence(estimate: Estimate) -> list[str]:
    """Nights without an entry may decide the answer; the remedy is one tap."""
    if not estimate.silence_decides:
        return []
    text = _(
        "Blank nights matter here. If those in gaps of up to %(nights)d nights were quiet, the difference is about "
        "%(quiet)s. If they were like the others, about %(unknown)s. Tap “No cramps” after quiet nights to settle this."
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


def _next_check(status: TrendStatus) -> str:
    return _("We check again on %(day)s.") % {"day": long_day(status.next_interim)}


def _regular(status: TrendStatus) -> str:
    text = ngettext(
        "Regular means %(goal)d practice day or more in 7 days.",
        "Regular means %(goal)d practice days or more in 7 days.",
        status.goal,
    )
    return text % {"goal": status.goal}
