"""What a diary holds on the features by which leg cramps are told, in words and without a judgement.

The seven are those of Hallegraeff 2017 (BMC Family Practice 18:29). Each says of how many cramps it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.template.defaultfilters import floatformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from journal.domain.choices import (
    MUSCLE_LABELS,
    RELIEF_LABELS,
    SIGN_LABELS,
    Duration,
    Muscle,
    ReliefEffect,
    Side,
    Soreness,
    State,
)
from journal.domain.evidence.outcomes import Scores, scores_of
from journal.models.cramps import Cramp
from yogasite.flags import Flag

CALF_OR_FOOT = Muscle.CALF | Muscle.FOOT
THIGH = Muscle.THIGH_BACK | Muscle.THIGH_FRONT
Cramps = Sequence[Cramp]


@dataclass(frozen=True)
class Feature:
    """A feature by name, what was logged of it, and of how many cramps it is known. Nothing known: `said` is empty."""

    name: str
    said: str
    known: int


def seven_features(cramps: Cramps) -> list[Feature]:
    """Return the diagnostic features, in the order of their source."""
    return [
        Feature(_("Intense pain"), *_scores(pain_of(cramps), _("of 10"))),
        Feature(_("Lasts seconds to 10 minutes"), *_tally(cramps, Duration, lambda cramp: cramp.duration)),
        Feature(_("In the calf or foot"), *_share(cramps, _("Calf or foot"), _is_known_muscle, _is_in(CALF_OR_FOOT))),
        Feature(_("Seldom in the thigh"), *_share(cramps, _("Thigh"), _is_known_muscle, _is_in(THIGH))),
        Feature(_("Pain lingers afterwards"), *_share(cramps, _("Sore the next day"), _is_known_soreness, _is_sore)),
        Feature(_("Disturbs sleep"), *_share(cramps, _("Woke the person"), _is_known_waking, _has_woken)),
        Feature(_("Distress"), *_scores(scores_of((each.distress, each.count) for each in cramps), _("of 4"))),
    ]


def other_features(cramps: Cramps) -> list[Feature]:
    """Return what else tells cramps of the night from others, and what was tried."""
    return [
        Feature(_("Muscle"), *_flags(cramps, MUSCLE_LABELS, lambda cramp: cramp.muscles)),
        Feature(_("Leg"), *_tally(cramps, Side, lambda cramp: cramp.side)),
        Feature(_("When it came"), *_tally(cramps, State, lambda cramp: cramp.state)),
        Feature(_("What was done"), *_flags(cramps, RELIEF_LABELS, lambda cramp: cramp.relief)),
        Feature(_("Eased by that"), *_tally(cramps, ReliefEffect, lambda cramp: cramp.relief_effect)),
        Feature(_("Leg since then"), *_flags(cramps, SIGN_LABELS, lambda cramp: cramp.signs)),
    ]


def pain_of(cramps: Cramps) -> Scores | None:
    """Return the pain scores."""
    return scores_of((each.pain, each.count) for each in cramps)


def sleep_of(cramps: Cramps) -> Scores | None:
    """Return the scores of disturbed sleep."""
    return scores_of((each.sleep_disturbance, each.count) for each in cramps)


def _count(cramps: Cramps, holds: Callable[[Cramp], object]) -> int:
    return sum(each.count for each in cramps if holds(each))


def _is_known_muscle(cramp: Cramp) -> bool:
    return cramp.muscles > 0


def _is_in(muscles: Muscle) -> Callable[[Cramp], bool]:
    return lambda cramp: bool(cramp.muscles & muscles)


def _is_known_soreness(cramp: Cramp) -> bool:
    return bool(cramp.soreness)


def _is_sore(cramp: Cramp) -> bool:
    return cramp.soreness != Soreness.NONE


def _is_known_waking(cramp: Cramp) -> bool:
    return cramp.woke is not None


def _has_woken(cramp: Cramp) -> bool:
    return bool(cramp.woke)


def _scores(scores: Scores | None, scale: str) -> tuple[str, int]:
    if scores is None:
        return "", 0
    text = _("Mean %(mean)s %(scale)s, from %(low)d to %(high)d")
    mean = floatformat(scores.mean, 1)
    return text % {"mean": mean, "scale": scale, "low": scores.low, "high": scores.high}, scores.known


def _share(
    cramps: Cramps, what: str, is_known: Callable[[Cramp], bool], holds: Callable[[Cramp], bool]
) -> tuple[str, int]:
    known = [each for each in cramps if is_known(each)]
    total = _count(known, is_known)
    text = _("%(what)s: %(have)d of %(known)d") % {"what": what, "have": _count(known, holds), "known": total}
    return (text if known else ""), total


def _tally(cramps: Cramps, answers: type[TextChoices], of: Callable[[Cramp], str]) -> tuple[str, int]:
    counts = [(answer.label, sum(each.count for each in cramps if of(each) == answer)) for answer in answers]
    return _listed(counts), _count(cramps, of)


def _flags(cramps: Cramps, labels: Mapping[Flag, str | Promise], of: Callable[[Cramp], int]) -> tuple[str, int]:
    counts = ((label, sum(each.count for each in cramps if of(each) & flag)) for flag, label in labels.items())
    return _listed(counts), _count(cramps, of)


def _listed(counts: Iterable[tuple[str | Promise, int]]) -> str:
    """Say counts in words: "Calf: 40, foot or toes: 11"."""
    text = ", ".join(f"{label}: {count}".lower() for label, count in counts if count)
    return text[:1].upper() + text[1:]
