"""Vectors in three dimensions as plain tuples: x forward, y up, z to the figure's right."""

from __future__ import annotations

import math

Vector = tuple[float, float, float]


def add(a: Vector, b: Vector, factor: float = 1.0) -> Vector:
    """Return a + factor * b."""
    return (a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor)


def subtract(a: Vector, b: Vector) -> Vector:
    """Return a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, factor: float) -> Vector:
    """Return factor * a."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """Return the length."""
    return math.sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """Return the vector of length 1 in the direction of `a`; the zero vector stays."""
    return scale(a, 1 / (length(a) or 1.0))


def between(a: Vector, b: Vector, share: float) -> Vector:
    """Return the point at `share` (0 to 1) of the way from `a` to `b`."""
    return add(scale(a, 1 - share), b, share)


def square_to(a: Vector, axis: Vector) -> Vector:
    """Return the unit vector nearest to `a` that stands square to the unit vector `axis`."""
    return unit(add(a, axis, -dot(a, axis)))


def turned(vector: Vector, axis: Vector, degrees: float) -> Vector:
    """Return `vector` turned about the unit vector `axis` (Rodrigues' formula)."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    swung = add(scale(vector, cosine), cross(axis, vector), sine)
    return add(swung, axis, dot(axis, vector) * (1 - cosine))


def swung_between(a: Vector, b: Vector, share: float) -> Vector:
    """Return the unit vector at `share` of the shorter arc from `a` to `b` (spherical interpolation)."""
    angle = math.acos(max(-1.0, min(1.0, dot(a, b))))
    if angle < 1e-3:
        return unit(between(a, b, share))
    if angle > 3.13:
        # Opposite directions have no shorter arc: choose one, always the same.
        b = unit(add(b, (0.05, 0.05, 0.05)))
    return unit(add(scale(a, math.sin((1 - share) * angle)), b, math.sin(share * angle)))
