"""The way between keyframes as compact data, from which static/js/figure-motion.js rebuilds a moving figure."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from poses.domain.figures.blending import blend
from poses.domain.figures.catalogue import FigurePose
from poses.domain.figures.kinematics import Skeleton
from poses.domain.figures.overlays import Mat, shadow_ellipses
from poses.domain.figures.parts import PARTS, PATCHES, arrange, hidden_patches
from poses.domain.figures.projection import UNITS_PER_CM, project, units

SAMPLES = 5
"""Frames from one keyframe to the next."""
FIRST_CODE = 48
"""Parts are named by one character each, from "0" on."""


def motion_track(figure: FigurePose) -> dict[str, Any]:
    """Return the track of a pose, ready for JSON, in drawing units.

    `box`: the picture. `r`: radius of each ball. `parts`: [class, is a patch?, hulls of ball numbers]. `keys`: the
    frame of each keyframe. `things`: the drawing of what does not move. `frames`: `p` ball centres (x, y, x, y ...),
    `o` the parts from far to near, `t` their tones (0 hidden), `m` the mat's corners, `s` shadow ellipses.
    """
    skeletons = [step.skeleton for step in figure.steps]
    names = list(skeletons[0].balls)
    index = {name: number for number, name in enumerate(names)}
    return {
        "box": [units(side) for side in figure.box],
        "r": [round(skeletons[0].balls[name].radius * UNITS_PER_CM, 1) for name in names],
        "parts": [
            [part.colour, int(part.name in PATCHES), [[index[ball] for ball in hull] for hull in part.hulls]]
            for part in PARTS
        ],
        "keys": [number * SAMPLES for number in range(len(skeletons))],
        "things": "".join(prop.svg(skeletons[0].view) for prop in figure.props),
        "frames": [_frame(skeleton, names, figure.mat) for skeleton in _sampled(skeletons)],
    }


def _sampled(skeletons: list[Skeleton]) -> list[Skeleton]:
    sampled = [skeletons[0]]
    for start, end in pairwise(skeletons):
        sampled += [blend(start, end, step / SAMPLES) for step in range(1, SAMPLES)]
        sampled.append(end)
    return sampled


def _frame(skeleton: Skeleton, names: list[str], mat: Mat | None) -> dict[str, Any]:
    arrangement = arrange(skeleton)
    hidden = hidden_patches(skeleton, arrangement.tones)
    number = {part.name: chr(FIRST_CODE + position) for position, part in enumerate(PARTS)}
    corners = [project(corner, skeleton.view)[:2] for corner in mat.corners()] if mat else []
    return {
        "p": [units(arrangement.circles[name][axis]) for name in names for axis in (0, 1)],
        "o": "".join(number[part.name] for part in arrangement.order),
        "t": "".join("0" if part.name in hidden else str(arrangement.tones[part.name]) for part in PARTS),
        "m": [units(value) for corner in corners for value in corner],
        "s": [value for ellipse in shadow_ellipses(skeleton) for value in ellipse],
    }
