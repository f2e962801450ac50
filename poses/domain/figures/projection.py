"""The camera, and the outline of a few circles as an SVG path. One drawing unit is a fifth of a centimetre."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from poses.domain.figures.vectors import Vector

UNITS_PER_CM = 5
"""Whole numbers are then precise enough, and short."""

View = tuple[float, float]
Circle = tuple[float, float, float]
Box = tuple[float, float, float, float]
_FLAT = 0.12
"""An arc that leaves its chord by less (cm) is drawn straight."""


def project(point: Vector, view: View) -> Vector:
    """Return right, down and nearness (cm) of a point, seen at yaw and pitch (degrees) without perspective."""
    yaw, pitch = math.radians(view[0]), math.radians(view[1])
    x = point[0] * math.cos(yaw) - point[2] * math.sin(yaw)
    z = point[0] * math.sin(yaw) + point[2] * math.cos(yaw)
    return (
        x,
        -(point[1] * math.cos(pitch) - z * math.sin(pitch)),
        point[1] * math.sin(pitch) + z * math.cos(pitch),
    )


def units(value: float) -> int:
    """Return centimetres as drawing units."""
    return round(value * UNITS_PER_CM)


def pair(x: int, y: int) -> str:
    """Write two numbers as short as SVG allows."""
    return f"{x}{y}" if y < 0 else f"{x} {y}"


def polyline(points: Iterable[Vector], view: View, drop: float = 0.0) -> str:
    """Return a path through points of the world; `drop` (cm) moves it down the picture."""
    corners = (project(point, view) for point in points)
    return "M" + "L".join(pair(units(corner[0]), units(corner[1] + drop)) for corner in corners)


def hull(circles: Sequence[Circle]) -> str:
    """Return the closed path around the convex hull of circles (x, y, radius in cm), in relative commands."""
    visible = _without_hidden([(x, y, radius + index * 1e-5) for index, (x, y, radius) in enumerate(circles)])
    tangents = _outer_tangents(visible)
    if not tangents:
        return _whole_circle(max(visible, key=lambda circle: circle[2]))
    return _outline(tangents)


def _without_hidden(circles: list[Circle]) -> list[Circle]:
    def is_inside(inner: Circle, outer: Circle) -> bool:
        apart = math.hypot(inner[0] - outer[0], inner[1] - outer[1])
        return outer[2] > inner[2] and apart + inner[2] <= outer[2] + 0.25

    return [circle for circle in circles if not any(is_inside(circle, other) for other in circles)]


def _outer_tangents(circles: list[Circle]) -> list[tuple[float, Circle, Circle]]:
    """Return (angle of the normal, from, to) for each tangent that has all circles on one side, by angle."""
    found = []
    for first in circles:
        for second in circles:
            angle = _tangent_angle(first, second)
            if angle is not None and _supports(first, angle, circles):
                found.append((angle % math.tau, first, second))
    return sorted(found, key=lambda tangent: tangent[0])


def _tangent_angle(first: Circle, second: Circle) -> float | None:
    if first is second:
        return None
    dx, dy = second[0] - first[0], second[1] - first[1]
    cosine = (first[2] - second[2]) / (math.hypot(dx, dy) or 1e-9)
    return None if abs(cosine) >= 1 else math.atan2(dy, dx) - math.acos(cosine)


def _supports(circle: Circle, angle: float, circles: list[Circle]) -> bool:
    normal = (math.cos(angle), math.sin(angle))
    reach = normal[0] * circle[0] + normal[1] * circle[1] + circle[2]
    return all(normal[0] * x + normal[1] * y + radius <= reach + 1e-6 for x, y, radius in circles)


def _whole_circle(circle: Circle) -> str:
    x, y, radius = (units(value) for value in circle)
    return f"M{x - radius} {y}a{radius} {radius} 0 1 1 {2 * radius} 0a{radius} {radius} 0 1 1{-2 * radius} 0z"


def _point_on(circle: Circle, angle: float) -> tuple[int, int]:
    x, y, radius = circle
    return units(x + radius * math.cos(angle)), units(y + radius * math.sin(angle))


def _outline(tangents: list[tuple[float, Circle, Circle]]) -> str:
    here = _point_on(tangents[0][1], tangents[0][0])
    path = f"M{pair(*here)}"
    for index, (angle, _first, circle) in enumerate(tangents):
        following = tangents[(index + 1) % len(tangents)][0]
        begin, end = _point_on(circle, angle), _point_on(circle, following)
        bend = (following - angle) % math.tau
        is_flat = circle[2] * (1 - math.cos(bend / 2)) < _FLAT
        if is_flat:
            begin = end
        path += f"l{pair(begin[0] - here[0], begin[1] - here[1])}"
        if not is_flat:
            radius, gap = units(circle[2]), "" if end[0] < begin[0] else " "
            path += f"a{radius} {radius} 0 {int(bend > math.pi)} 1{gap}{pair(end[0] - begin[0], end[1] - begin[1])}"
        here = end
    return path + "z"
