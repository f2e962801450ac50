"""What may be laid over a figure: tinted muscles, arrows, the mat, the shadow on the floor."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from poses.domain.figures.keyframes import SIDES, FigureError, sign
from poses.domain.figures.kinematics import Skeleton
from poses.domain.figures.projection import View, hull, polyline, project, units
from poses.domain.figures.vectors import Vector, add, cross, scale

Blob = tuple[Vector, float]
_SHADOW_GROUPS: tuple[tuple[str, ...], ...] = (
    *(
        tuple(name + side for name in group.split())
        for side in SIDES
        for group in ("ankle heel balli ballo toei", "knee calf thm", "elbow wrist kni fii")
    ),
    ("hipL", "hipR", "gluteL", "gluteR"),
    ("ribL", "ribR", "chestL", "chestR", "shL", "shR"),
    ("hair", "jaw"),
)
SHADOW_FADES = 18
"""Height (cm) above which a part casts no shadow."""
SMALLEST_SHADOW = 12


@dataclass(frozen=True)
class Arrow:
    """From and to, in cm right and up of a joint as drawn; `bow` bends the line."""

    joint: str
    start: tuple[float, float]
    end: tuple[float, float]
    bow: float = 0.0


@dataclass(frozen=True)
class Mat:
    """A mat on the floor from x `start` to `end`, `half_width` to either side (cm)."""

    start: float
    end: float
    half_width: float

    def corners(self) -> tuple[Vector, ...]:
        """Return the four corners in order."""
        a, b, w = self.start, self.end, self.half_width
        return ((a, 0, -w), (b, 0, -w), (b, 0, w), (a, 0, w))

    def svg(self, view: View) -> str:
        """Draw the mat and its edge."""
        edge, top = polyline(self.corners(), view, drop=1.6), polyline(self.corners(), view)
        return f'<path class="mat2" d="{edge}z"/><path class="mat" d="{top}z"/>'


@dataclass(frozen=True)
class Strap:
    """A strap from joint to joint: from a hand around a foot to the other hand."""

    joints: tuple[str, ...]

    def svg(self, skeleton: Skeleton) -> str:
        """Draw the strap."""
        for joint in self.joints:
            if joint not in skeleton.joints:
                raise FigureError(f"a strap names the joint {joint!r}, which there is not.")
        line = polyline((skeleton.joints[joint] for joint in self.joints), skeleton.view)
        return f'<path class="strap" d="{line}"/>'


def shadow_svg(skeleton: Skeleton) -> str:
    """Draw a soft contact shadow: for each group of balls an ellipse on the floor under those near it."""
    drawn = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>'
        for x, y, rx, ry in shadow_ellipses(skeleton)
        if rx > SMALLEST_SHADOW
    )
    return f'<g class="shadow">{drawn}</g>'


def shadow_ellipses(skeleton: Skeleton) -> list[tuple[int, int, int, int]]:
    """Return centre and half axes of each shadow, in drawing units."""
    return [_shadow(skeleton, group) for group in _SHADOW_GROUPS]


def _shadow(skeleton: Skeleton, group: Sequence[str]) -> tuple[int, int, int, int]:
    balls = [skeleton.balls[name] for name in group]
    weights = [max(0.0, min(1.0, (SHADOW_FADES - (ball.centre[1] - ball.radius)) / 14)) for ball in balls]
    strength = max(weights)
    low = [ball for ball, weight in zip(balls, weights, strict=True) if weight >= strength * 0.8]
    xs, zs = [ball.centre[0] for ball in low], [ball.centre[2] for ball in low]
    reach = max(ball.radius for ball in low) * 0.8
    x, y, _near = project(((min(xs) + max(xs)) / 2, 0, (min(zs) + max(zs)) / 2), skeleton.view)
    half_x, half_z = (max(xs) - min(xs)) / 2, (max(zs) - min(zs)) / 2
    yaw, pitch = (math.radians(angle) for angle in skeleton.view)
    wide = math.hypot(half_x * math.cos(yaw), half_z * math.sin(yaw)) + reach
    deep = (math.hypot(half_x * math.sin(yaw), half_z * math.cos(yaw)) + reach) * math.sin(pitch)
    return units(x), units(y), units(wide * strength), units(deep * strength)


def arrow_ends(skeleton: Skeleton, arrow: Arrow) -> tuple[float, float, float, float]:
    """Return both ends of an arrow on the picture (cm)."""
    if arrow.joint not in skeleton.joints:
        raise FigureError(f"an arrow names the joint {arrow.joint!r}, which there is not.")
    x, y, _near = project(skeleton.joints[arrow.joint], skeleton.view)
    return x + arrow.start[0], y - arrow.start[1], x + arrow.end[0], y - arrow.end[1]


def arrow_svg(skeleton: Skeleton, arrow: Arrow) -> str:
    """Draw an arrow: a bowed line and its head."""
    x0, y0, x1, y1 = arrow_ends(skeleton, arrow)
    bend_x = (x0 + x1) / 2 + (y1 - y0) * arrow.bow
    bend_y = (y0 + y1) / 2 - (x1 - x0) * arrow.bow
    heading = math.atan2(y1 - bend_y, x1 - bend_x)
    head = [
        (x1 + distance * math.cos(heading + turn), y1 + distance * math.sin(heading + turn))
        for distance, turn in ((4.5, 0), (4.2, 2.25), (4.2, -2.25))
    ]
    line = f"M{_numbers(x0, y0)}Q{_numbers(bend_x, bend_y, x1, y1)}"
    tip = f"M{_numbers(*head[0])}L{_numbers(*head[1])} {_numbers(*head[2])}z"
    return f'<path class="arrow" d="{line}"/><path class="arrowhead" d="{tip}"/>'


def _numbers(*values: float) -> str:
    return " ".join(str(units(value)) for value in values)


def tint_svg(skeleton: Skeleton, muscle: str, side: str) -> tuple[str, str]:
    """Return (the part that the muscle lies on, its drawing)."""
    part, blobs = _muscle(skeleton, muscle, side)
    circles = [(*project(centre, skeleton.view)[:2], radius) for centre, radius in blobs]
    outline = "".join(hull(circles[index : index + 2]) for index in range(len(circles) - 1))
    return part, f'<path class="tint" d="{outline}"/>'


def _at(origin: Vector, *offsets: tuple[Vector, float]) -> Vector:
    for direction, distance in offsets:
        origin = add(origin, direction, distance)
    return origin


def _muscle(skeleton: Skeleton, muscle: str, side: str) -> tuple[str, list[Blob]]:
    """Where a muscle lies on its part: balls (cm) beside the bones."""
    places = {
        "hamstring": _back_of_thigh,
        "quads": _front_of_thigh,
        "inner": _inner_thigh,
        "calf": _calf,
        "hip": _hip,
    }
    if muscle not in places:
        raise FigureError(f"a step stretches {muscle!r}; known are {', '.join(sorted(places))}.")
    return places[muscle](skeleton, side)


def _back_of_thigh(skeleton: Skeleton, side: str) -> tuple[str, list[Blob]]:
    along, front = skeleton.bones["thigh" + side]
    hip = skeleton.joints["hip" + side]
    spots = ((7, -3.6, 3), (18, -2.6, 3.2), (35, -2.2, 1.8))
    return "thigh", [(_at(hip, (along, down), (front, ahead)), radius) for down, ahead, radius in spots]


def _front_of_thigh(skeleton: Skeleton, side: str) -> tuple[str, list[Blob]]:
    along, front = skeleton.bones["thigh" + side]
    hip = skeleton.joints["hip" + side]
    spots = ((8, 4, 3), (20, 4, 3.2), (36, 2.2, 2))
    return "thigh", [(_at(hip, (along, down), (front, ahead)), radius) for down, ahead, radius in spots]


def _inner_thigh(skeleton: Skeleton, side: str) -> tuple[str, list[Blob]]:
    along, front = skeleton.bones["thigh" + side]
    outward = scale(cross(along, front), sign(side))
    hip = skeleton.joints["hip" + side]
    spots = ((4, -4.5, 3), (16, -3.8, 3), (34, -2.4, 1.6))
    return "thigh", [(_at(hip, (along, down), (outward, aside)), radius) for down, aside, radius in spots]


def _calf(skeleton: Skeleton, side: str) -> tuple[str, list[Blob]]:
    along, front = skeleton.bones["shin" + side]
    knee = skeleton.joints["knee" + side]
    spots = ((6, -2.6, 2.6), (13, -3, 2.6), (27, -1.4, 1.3))
    return "shin", [(_at(knee, (along, down), (front, ahead)), radius) for down, ahead, radius in spots]


def _hip(skeleton: Skeleton, side: str) -> tuple[str, list[Blob]]:
    up, forward = skeleton.bones["pelvis"].along, scale(skeleton.bones["pelvis"].face, -1)
    outward = scale(cross(forward, up), sign(side))
    hip = skeleton.joints["hip" + side]
    return "hipp", [
        (_at(hip, (up, 5), (outward, 3), (forward, -1)), 3.6),
        (_at(hip, (outward, 3.5), (forward, -3)), 4.2),
    ]
