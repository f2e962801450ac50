"""Things a pose leans on: furniture, a wall, a cushion. Outlines in the world (cm), drawn behind the body."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from poses.domain.figures.keyframes import FigureError
from poses.domain.figures.projection import View, hull, polyline, project
from poses.domain.figures.vectors import Vector


@dataclass(frozen=True)
class Prop:
    """A thing and where it stands: `at` is the x of its first edge (cm), `half_width` its depth to either side."""

    kind: str
    at: float
    half_width: float = 20.0
    length: float = 205.0
    """Of a bed, a pillow."""
    height: float = 178.0
    """Of a wall; lower where the body is low, so that the picture is close to it. Thickness of a pillow."""
    turned: bool = False
    """A chair whose back is on the near side: somebody who faces ahead sits on it. A bed with its head on the right."""
    base: float = 0.0
    """How high a pillow lies, at `at`."""
    tilt: float = 0.0
    """Degrees by which a pillow rises ahead (90: on edge)."""
    side: float = 0.0
    """How far to the figure's right a pillow lies."""

    def lines(self) -> list[tuple[str, list[Vector], bool]]:
        """Return (class, points, closed?) for each line of the drawing."""
        if self.kind not in _OUTLINES:
            raise FigureError(f"there is no prop {self.kind!r}; known are {', '.join(sorted(_OUTLINES))}.")
        return _OUTLINES[self.kind](self)

    def points(self) -> list[Vector]:
        """Return all points, for framing."""
        return [point for _class, points, _closed in self.lines() for point in points]

    def svg(self, view: View) -> str:
        """Draw the prop."""
        if self.kind == "pillow":
            return self._pillow_svg(view)
        drawn = []
        for name in dict.fromkeys(name for name, _points, _closed in self.lines()):
            paths = [
                polyline(points, view) + ("z" if closed else "")
                for each, points, closed in self.lines()
                if each == name
            ]
            drawn.append(f'<path class="{name}" d="{"".join(paths)}"/>')
        return "".join(drawn)

    def _pillow_svg(self, view: View) -> str:
        """Draw a pillow: the outline of balls at its corners, so that it is round from everywhere."""
        corners = [project(point, view) for _class, points, _closed in self.lines() for point in points]
        return f'<path class="wall" d="{hull([(x, y, self.height / 2) for x, y, _near in corners])}"/>'


def _wall(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    x, w, top = prop.at, prop.half_width, prop.height
    return [("wall", [(x, 0, w), (x, top, w), (x, top, -w), (x, 0, -w)], True)]


def _chair(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    w, seat, back = prop.half_width, 42, 92
    near, far = (prop.at + 38, prop.at) if prop.turned else (prop.at, prop.at + 38)
    return [
        ("prop", [(near, 0, w), (near, seat, w), (far, seat, w), (far, 0, w)], False),
        ("prop", [(near, 0, -w), (near, seat, -w), (far, seat, -w), (far, 0, -w)], False),
        ("prop", [(near, seat, w), (near, seat, -w)], False),
        ("prop", [(far, back, w), (far, seat, w)], False),
        ("prop", [(far, back, w), (far, back, -w), (far, seat, -w)], False),
    ]


def _box(prop: Prop, depth: float, height: float) -> list[tuple[str, list[Vector], bool]]:
    x, w = prop.at, prop.half_width
    front: list[Vector] = [(x, 0, w), (x, height, w), (x + depth, height, w), (x + depth, 0, w)]
    top: list[Vector] = [(x, height, w), (x, height, -w), (x + depth, height, -w), (x + depth, height, w)]
    side: list[Vector] = [
        (x + depth, 0, w),
        (x + depth, height, w),
        (x + depth, height, -w),
        (x + depth, 0, -w),
    ]
    return [("wall", side, True), ("wall", top, True), ("wall", front, True)]


def _cushion(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    return _box(prop, 34, 9)


def _stool(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    return _box(prop, 30, 26)


def _step(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    return _box(prop, 34, 16)


def _worktop(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    x, w, top = prop.at, prop.half_width, 90
    legs: list[tuple[str, list[Vector], bool]] = [
        ("prop", [(x + 3, 0, z), (x + 3, top, z)], False) for z in (w - 4, 4 - w)
    ]
    board: list[Vector] = [(x, top, w), (x, top, -w), (x + 42, top, -w), (x + 42, top, w)]
    edge: list[Vector] = [(x, top, w), (x, top - 4, w), (x + 42, top - 4, w), (x + 42, top, w)]
    return [*legs, ("wall", board, True), ("wall", edge, True)]


def _bed(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    """A mattress whose top is the floor of the figure (height 0), with a headboard at `at`."""
    x, w, length, depth = prop.at, prop.half_width, prop.length, 24
    top: list[Vector] = [(x, 0, w), (x, 0, -w), (x + length, 0, -w), (x + length, 0, w)]
    side: list[Vector] = [(x, 0, w), (x + length, 0, w), (x + length, -depth, w), (x, -depth, w)]
    end_x = x + length
    head_x, foot_x = (end_x, x) if prop.turned else (x, end_x)
    head: list[Vector] = [(head_x, -depth, w), (head_x, 40, w), (head_x, 40, -w), (head_x, -depth, -w)]
    end: list[Vector] = [(foot_x, 0, w), (foot_x, 0, -w), (foot_x, -depth, -w), (foot_x, -depth, w)]
    if prop.turned:
        # All outlines are one path: those that overlap run the same way round, or they leave a hole.
        head.reverse()
        end.reverse()
    return [("wall", head, True), ("wall", end, True), ("mat", top, True), ("wall", side, True)]


def _bedside(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    """A bed seen from its foot, to sit on the edge of: x from `at` to the edge at `at` + 74, its headboard far off."""
    x, w, edge, top, under = prop.at, prop.half_width, prop.at + 74, 42, 14
    board: list[Vector] = [(x, under, -w), (x, top + 34, -w), (edge, top + 34, -w), (edge, 0, -w), (x, 0, -w)]
    sheet: list[Vector] = [(x, top, w), (x, top, -w), (edge, top, -w), (edge, top, w)]
    side: list[Vector] = [(edge, top, w), (edge, top, -w), (edge, under, -w), (edge, under, w)]
    foot: list[Vector] = [(x, top, w), (edge, top, w), (edge, under, w), (x, under, w)]
    feet: list[tuple[str, list[Vector], bool]] = [
        ("prop", [(leg, under, w - 4), (leg, 3, w - 4)], False) for leg in (x + 5, edge - 5)
    ]
    return [("wall", board, True), *feet, ("mat", sheet, True), ("wall", side, True), ("wall", foot, True)]


def _pillow(prop: Prop) -> list[tuple[str, list[Vector], bool]]:
    """The middle of a pillow: the centres of the balls at its corners."""
    radius, lean = prop.height / 2, math.radians(prop.tilt)
    reach, w = prop.length - prop.height, prop.half_width - radius
    x, y = prop.at + radius, prop.base + radius
    ends = ((x, y), (x + reach * math.cos(lean), y + reach * math.sin(lean)))
    return [("wall", [(x, y, prop.side + z) for x, y in ends for z in (-w, w)], True)]


_OUTLINES: dict[str, Callable[[Prop], list[tuple[str, list[Vector], bool]]]] = {
    "wall": _wall,
    "chair": _chair,
    "cushion": _cushion,
    "stool": _stool,
    "step": _step,
    "worktop": _worktop,
    "bed": _bed,
    "bedside": _bedside,
    "pillow": _pillow,
}
