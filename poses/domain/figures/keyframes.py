"""Keyframes as they are written in TOML, read into typed data.

A direction is `a` or `[a, out, twist]` in degrees: a = in the side plane (0 ahead, 90 up, -90 down), out = away
from the midline (for the spine: towards the right), twist = about the bone's own axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from poses.domain.figures.vectors import Vector

SPINE = ("pelvis", "thorax", "neck", "head")
LIMBS = {"arm": ("upper", "fore", "hand"), "leg": ("thigh", "shin", "foot", "toe")}
SIDES = "LR"
ELBOW_POLE: Vector = (-1, -0.3, 0.4)
KNEE_POLE: Vector = (1, 0, 0.1)
DEFAULT_POLE = {"arm": ELBOW_POLE, "leg": KNEE_POLE}


class FigureError(ValueError):
    """A figure's data cannot be drawn; the message names the file, the step and the field."""


@dataclass(frozen=True)
class Angles:
    """A bone's direction, in degrees."""

    side: float
    out: float = 0.0
    twist: float = 0.0


@dataclass(frozen=True)
class Target:
    """Where a pinned wrist or ankle goes: a point of the world, or a joint with an offset (cm)."""

    point: Vector
    joint: str = ""


@dataclass(frozen=True)
class Pin:
    """A limb that ends at a target: where its elbow or knee points, and the direction of hand or foot."""

    target: Target
    pole: Vector
    ends: tuple[Angles, ...] = ()


@dataclass(frozen=True)
class Keyframe:
    """One position of the body, not yet solved."""

    angles: Mapping[str, Angles]
    pins: Mapping[str, Pin]
    root: tuple[float, float | None, float | None]
    view: tuple[float, float]
    anchor: str = "pelvis"
    turn: Vector = (0, 0, 0)
    lift: Mapping[str, float] = field(default_factory=dict)
    grip: str = ""
    """The sides (L, R, LR) whose hands are closed around something."""
    fixed_bones: Mapping[str, tuple[Vector, Vector]] = field(default_factory=dict)
    """Bones in world axes, from a blend of two keyframes."""


def sign(name: str) -> int:
    """Return -1 for the left side, 1 for the right."""
    return -1 if name.endswith("L") else 1


def mirrored(vector: Vector, side: str) -> Vector:
    """Return a vector given for the right side, for `side`."""
    return (vector[0], vector[1], vector[2] * sign(side))


def read_keyframe(data: Mapping[str, Any], *, view: tuple[float, float], where: str) -> Keyframe:
    """Read one step's table; `where` names it in errors."""
    try:
        return _read(data, view)
    except FigureError:
        raise
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise FigureError(f"{where}: cannot read this step ({type(error).__name__}: {error}).") from error


def _read(data: Mapping[str, Any], view: tuple[float, float]) -> Keyframe:
    angles = {name: _angles(value) for name, value in zip(SPINE, data["spine"], strict=True)}
    pins: dict[str, Pin] = {}
    for limb, bones in LIMBS.items():
        for side in SIDES:
            value = data.get(limb + side, data.get(limb + "s"))
            if isinstance(value, Mapping):
                pins[limb + side] = _pin(value, limb, side)
            elif value is None:
                raise FigureError(f"the step says nothing about {limb}{side}.")
            else:
                filled = _filled(limb, [_angles(each) for each in value])
                angles.update({bone + side: each for bone, each in zip(bones, filled, strict=True)})
    x, y, z = (*data.get("root", [0]), None, None)[:3]
    seen = data.get("view", view)
    return Keyframe(
        angles=angles,
        pins=pins,
        root=(float(x), y, z),
        view=(seen[0], seen[1]),
        anchor=data.get("anchor", "pelvis"),
        turn=_vector(data.get("turn", (0, 0, 0))),
        lift=dict(data.get("lift", {})),
        grip=str(data.get("grip", "")),
    )


def _angles(value: Any) -> Angles:
    return Angles(*value) if isinstance(value, list | tuple) else Angles(float(value))


def _vector(value: Any) -> Vector:
    x, y, z = (float(part) for part in value)
    return (x, y, z)


def _filled(limb: str, given: list[Angles]) -> list[Angles]:
    """Complete a limb of which the last bones were left out: a hand goes on straight, a foot stands square."""
    if limb == "arm" and len(given) == 2:
        return [*given, given[1]]
    if limb == "leg" and len(given) == 2:
        given = [*given, Angles(given[1].side + 90, given[1].out, given[1].twist)]
    if limb == "leg" and len(given) == 3:
        return [*given, given[2]]
    return given


def _pin(value: Mapping[str, Any], limb: str, side: str) -> Pin:
    at = value["at"]
    if isinstance(at[0], str):
        offset = (*at[1:4], 0, 0, 0)[:3]
        target = Target(_vector(offset), at[0])
    else:
        target = Target(mirrored(_vector(at), side))
    pole = mirrored(_vector(value.get("pole", DEFAULT_POLE[limb])), side)
    return Pin(target, pole, tuple(_angles(end) for end in value.get("end", [0])))
