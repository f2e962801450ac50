"""When a logged cramp calls for a doctor: which advice, in which words, from which source.

Nothing here is a diagnosis. What is said depends only on what the person logged; no clinician has reviewed it. Pure:
reads no clock and no database.
"""

from __future__ import annotations

from enum import IntFlag

from journal.domain.choices import Duration, Sign
from poses.domain.facts.red_flags import RED_FLAGS, Signs, by_urgency

SLEEP_DAYS = 28
SLEEP_NIGHTS = 8
"""Broken sleep is "often" from two nights a week over four weeks. The sources name no number; this one is ours."""
SLEEP_SILENCE = 182
"""Days for which the advice about sleep is not given again: half a year."""


class Advice(IntFlag):
    """What a cramp has called for; a cramp remembers which it has shown (`Cramp.advised`)."""

    LONG = 1
    SWOLLEN = 2
    NUMB = 4
    WEAK = 8
    SLEEP = 16


RED_FLAGS_OF: dict[Advice, tuple[str, ...]] = {
    Advice.LONG: ("long", "long_before", "toxin_or_wound", "clot", "breathless", "cold_leg", "tight_leg", "stiff_jaw"),
    Advice.SWOLLEN: ("clot", "breathless", "tight_leg"),
    Advice.NUMB: ("numb", "one_side", "saddle", "cold_leg", "tight_leg"),
    Advice.WEAK: ("weak", "one_side", "saddle", "cold_leg", "tight_leg"),
    Advice.SLEEP: ("sleep",),
}
"""What each advice says, by the signs of `poses.domain.facts.red_flags`."""


def called_for(*, duration: str, signs: int) -> Advice:
    """Return the advice that a cramp's own details call for."""
    advice = Advice(0)
    if duration == Duration.FROM_10:
        advice |= Advice.LONG
    for sign, flag in ((Sign.SWOLLEN, Advice.SWOLLEN), (Sign.NUMB, Advice.NUMB), (Sign.WEAK, Advice.WEAK)):
        if signs & sign:
            advice |= flag
    return advice


def called_for_by_sleep(*, woken_nights: int, is_said_lately: bool) -> Advice:
    """Return the advice that the last four weeks call for: broken sleep, mentioned once in half a year."""
    return Advice.SLEEP if woken_nights >= SLEEP_NIGHTS and not is_said_lately else Advice(0)


def note(advice: Advice) -> list[Signs]:
    """Return what to say at once about what was logged, grouped by how soon, the most urgent first; empty for none."""
    keys = (key for flag, each in RED_FLAGS_OF.items() if flag & advice for key in each)
    return by_urgency(RED_FLAGS[key] for key in keys)
