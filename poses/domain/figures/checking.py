"""What an anatomist would object to in a figure."""

from __future__ import annotations

import math
from itertools import pairwise

from poses.domain.figures.blending import blend
from poses.domain.figures.catalogue import FigurePose
from poses.domain.figures.keyframes import SIDES
from poses.domain.figures.kinematics import Skeleton
from poses.domain.figures.vectors import Vector, add, dot, scale

MASS = {
    "head": 0.08,
    "waist": 0.22,
    "chest": 0.28,
    "knee": 0.1,
    "ankle": 0.06,
    "hip": 0.06,
    "elbow": 0.027,
    "wrist": 0.022,
}
"""Share of the body's mass at each joint; paired joints have it twice."""
MISS_ALLOWED, SINK_ALLOWED, FLOAT_ALLOWED = 1.0, 1.2, 1.5
"""Centimetres."""
BEND_SEEN = 8
"""Degrees; a smaller bend has no direction to speak of."""
SHARES = (0.25, 0.5, 0.75)
_BENDS = (("thigh", "shin", "knee", -1, 158), ("upper", "fore", "elbow", 1, 152))


def check_figure(figure: FigurePose) -> list[str]:
    """Return the complaints about the keyframes of a figure; empty when all are possible."""
    return [
        f"{figure.slug}, keyframe {number}: {complaint}"
        for number, step in enumerate(figure.steps, start=1)
        for complaint in check_skeleton(step.skeleton, is_supported=bool(figure.props))
    ]


def check_motion(figure: FigurePose) -> list[str]:
    """Return the complaints about the ways from each keyframe to the next."""
    return [
        f"{figure.slug}, keyframe {number} + {share}: {complaint}"
        for number, (start, end) in enumerate(pairwise(figure.steps), start=1)
        for share in SHARES
        for complaint in check_skeleton(blend(start.skeleton, end.skeleton, share), is_supported=bool(figure.props))
    ]


def check_skeleton(skeleton: Skeleton, *, is_supported: bool) -> list[str]:
    """Return the complaints about one position. A body that leans on a prop need not balance."""
    complaints = [
        f"{limb} misses its target by {miss:.1f} cm"
        for limb, miss in skeleton.misses.items()
        if abs(miss) > MISS_ALLOWED
    ]
    complaints += _floor(skeleton, is_supported=is_supported)
    complaints += [complaint for side in SIDES for complaint in _bends(skeleton, side)]
    return complaints if is_supported else complaints + _balance(skeleton)


def _lowest(skeleton: Skeleton) -> float:
    return min(ball.centre[1] - ball.radius for ball in skeleton.balls.values())


def _floor(skeleton: Skeleton, *, is_supported: bool) -> list[str]:
    low = _lowest(skeleton)
    if low < -SINK_ALLOWED:
        name = min(skeleton.balls, key=lambda name: skeleton.balls[name].centre[1] - skeleton.balls[name].radius)
        return [f"{name} is {-low:.1f} cm under the floor"]
    if low > FLOAT_ALLOWED and not is_supported:
        return [f"floats {low:.1f} cm above the floor"]
    return []


def _bends(skeleton: Skeleton, side: str) -> list[str]:
    complaints = []
    for first, second, joint, way, most in _BENDS:
        upper, lower = skeleton.bones[first + side], skeleton.bones[second + side]
        angle = math.degrees(math.acos(max(-1.0, min(1.0, dot(upper.along, lower.along)))))
        if angle > BEND_SEEN and dot(lower.along, upper.face) * way < -0.1:
            complaints.append(f"{joint}{side} bends the wrong way ({angle:.0f} degrees)")
        if angle > most:
            complaints.append(f"{joint}{side} is folded too far ({angle:.0f} degrees)")
    return complaints


def _balance(skeleton: Skeleton) -> list[str]:
    centre, low = _centre_of_mass(skeleton), _lowest(skeleton)
    feet = [ball for ball in skeleton.balls.values() if ball.centre[1] - ball.radius < low + 2.5]
    complaints = []
    for axis, name in ((0, "x"), (2, "z")):
        least = min(ball.centre[axis] - ball.radius for ball in feet)
        most = max(ball.centre[axis] + ball.radius for ball in feet)
        if not least - 1 <= centre[axis] <= most + 1:
            complaints.append(
                f"off balance: centre of mass at {name} {centre[axis]:.0f}, support {least:.0f} to {most:.0f}"
            )
    return complaints


def _centre_of_mass(skeleton: Skeleton) -> Vector:
    total, weight = (0.0, 0.0, 0.0), 0.0
    for name, share in MASS.items():
        for joint in [name] if name in skeleton.joints else [name + side for side in SIDES]:
            total, weight = add(total, skeleton.joints[joint], share), weight + share
    return scale(total, 1 / weight)
