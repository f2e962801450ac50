"""When a logged cramp calls for a doctor: which advice, in which words, from which source.

Nothing here is a diagnosis. What is said depends only on what the person logged, and each sentence stands beside its
source; no clinician has reviewed them. Pure: reads no clock and no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntFlag

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.choices import Duration, Sign

SLEEP_DAYS = 28
SLEEP_NIGHTS = 8
"""Broken sleep is "often" from two nights a week over four weeks. The sources name no number; this one is ours."""
SLEEP_SILENCE = 182
"""Days for which the advice about sleep is not given again: half a year."""

NHS_COPIES = _("NHS text (copies: zana, nidirect); Mayo")
GP_REASONING = _("gpreasoning (based on NICE)")
GP_VISIT = _("NHS, CKS, Mayo")


class Advice(IntFlag):
    """What a cramp has called for; a cramp remembers which it has shown (`Cramp.advised`)."""

    LONG = 1
    SWOLLEN = 2
    NUMB = 4
    WEAK = 8
    SLEEP = 16


class Urgency(Enum):
    """How soon, in the order in which it is said. An EMERGENCY ends the words "Call the emergency number if"."""

    NOW = "now"
    TODAY = "today"
    VISIT = "visit"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Sentence:
    """One red flag in words, and where that stands."""

    urgency: Urgency
    text: str | Promise
    source: str | Promise


SENTENCES: dict[Advice, tuple[Sentence, ...]] = {
    Advice.LONG: (
        Sentence(
            Urgency.NOW,
            _("If a cramp lasts more than 10 minutes and stretching does not ease it, get medical help at once."),
            NHS_COPIES,
        ),
        Sentence(
            Urgency.EMERGENCY,
            _("your leg is suddenly very painful, cold and pale"),
            GP_REASONING,
        ),
        Sentence(
            Urgency.EMERGENCY,
            _("your calf is tense and hurts far more than you would expect"),
            GP_REASONING,
        ),
    ),
    Advice.SWOLLEN: (
        Sentence(
            Urgency.TODAY,
            _("If one calf is swollen, warm, red and sore, call a doctor today, to check for a clot."),
            GP_REASONING,
        ),
        Sentence(
            Urgency.EMERGENCY,
            _("your chest hurts or you are short of breath"),
            GP_REASONING,
        ),
    ),
    Advice.NUMB: (
        Sentence(Urgency.VISIT, _("A numb leg is a reason to book a visit to a doctor."), GP_VISIT),
        Sentence(
            Urgency.EMERGENCY,
            _("you are numb between the legs or your bladder has changed"),
            GP_REASONING,
        ),
    ),
    Advice.WEAK: (
        Sentence(Urgency.VISIT, _("A weak leg is a reason to book a visit to a doctor."), GP_VISIT),
    ),
    Advice.SLEEP: (
        Sentence(
            Urgency.VISIT,
            _("Cramps woke you on many nights this month. If they often break your sleep, book a visit to a doctor."),
            GP_VISIT,
        ),
    ),
}  # fmt: skip


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


@dataclass(frozen=True)
class Note:
    """What to say at once about what was logged, the most urgent first, and when to call the emergency number."""

    sentences: list[Sentence]
    emergencies: list[Sentence]


def note(advice: Advice) -> Note | None:
    """Return the note for some advice, or None for none."""
    said = [sentence for flag, each in SENTENCES.items() if flag & advice for sentence in each]
    if not said:
        return None
    order = list(Urgency)
    said.sort(key=lambda sentence: order.index(sentence.urgency))
    emergencies = [sentence for sentence in said if sentence.urgency is Urgency.EMERGENCY]
    return Note(said[: len(said) - len(emergencies)], emergencies)
