"""The figures of a pose, drawn from its text and its keyframes: still pictures, the leg map, and the motion."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from poses.domain.choices import MUSCLE_LABELS
from poses.domain.content import GuideText, PoseText
from poses.domain.figures.catalogue import FigurePose, draw_step
from poses.domain.figures.legmap import draw_leg_map
from poses.domain.figures.motion import motion_track
from yogasite import flags

Figures = Mapping[str, FigurePose]
PLATE_ASPECT = 4 / 3


@dataclass(frozen=True)
class Motion:
    """A track as JSON text, and its fingerprint for the address."""

    track: str
    digest: str


@dataclass(frozen=True)
class PoseDrawings:
    """Everything drawn for a pose, as SVG; `steps` in their order."""

    plate: str
    easier: str
    leg_map: str
    steps: tuple[str, ...]
    motion: Motion


def draw_pose(text: PoseText, figures: Figures) -> PoseDrawings:
    """Draw all figures of a pose."""
    easier_title = _("%(pose)s, an easier way") % {"pose": text.name}
    return PoseDrawings(
        plate=_figure(figures, text.slug, text.plate, text.name, _first_sentence(text.summary), PLATE_ASPECT),
        easier=_figure(figures, text.easier.figure, 1, easier_title, text.easier.text, PLATE_ASPECT),
        leg_map=_leg_map(text),
        steps=tuple(
            _figure(figures, text.slug, step.figure, f"{text.name}: {step.title}", step.text) for step in text.steps
        ),
        motion=draw_motion(figures[text.slug]),
    )


def _first_sentence(text: str) -> str:
    """Return what a picture shows; the rest of the summary stands beside it."""
    return text.partition(". ")[0].removesuffix(".") + "."


def draw_guide(text: GuideText, figures: Figures) -> tuple[str, str]:
    """Draw what to do during a cramp, and what may follow."""
    now = _figure(figures, text.figure, 1, text.name, " ".join(text.lines), PLATE_ASPECT)
    return now, _figure(figures, text.then_figure, 1, text.then_title, text.then_text, PLATE_ASPECT)


def draw_motion(figure: FigurePose) -> Motion:
    """Return the track of a figure."""
    track = json.dumps(motion_track(figure), separators=(",", ":"))
    return Motion(track, hashlib.sha256(track.encode()).hexdigest()[:16])


def _figure(figures: Figures, slug: str, step: int, title: str, words: str, aspect: float | None = None) -> str:
    return draw_step(figures[slug], step, title=title, description=words, aspect=aspect)


def _leg_map(text: PoseText) -> str:
    labels = {code: str(label) for code, label in flags.choices(MUSCLE_LABELS)}
    labels |= {"front": _("front"), "back": _("back")}
    muscles = [*text.stretches, *text.strengthens]
    worked = ", ".join(labels[muscle].lower() for muscle in muscles)
    title = _("A leg, with the muscles that this pose works: %(muscles)s.") % {"muscles": worked}
    return draw_leg_map(muscles, title=title, labels=labels)
