"""A position between two solved keyframes: for checking that the way from one to the next is possible too."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from poses.domain.figures.keyframes import LIMBS, Angles, Keyframe, Pin, Target
from poses.domain.figures.kinematics import Skeleton, solve
from poses.domain.figures.vectors import Vector, add, between, scale, square_to, swung_between, unit

LIMB_ENDS = {"arm": "wrist", "leg": "ankle"}
TIP_BALLS = {"arm": ("wrist", "kni", "kno", "fii", "fio"), "leg": ("ankle", "heel", "balli", "ballo", "toei")}
MIDDLE_BALL = {"arm": "elbow", "leg": "knee"}
SINK_ALLOWED = 0.3
"""Centimetres that a moving limb may dip under the floor before it is lifted."""


def blend(start: Skeleton, end: Skeleton, share: float) -> Skeleton:
    """Return the skeleton at `share` (0 to 1) of the way: angles are interpolated, pinned limbs stay pinned."""
    keyframe = _blended(start, end, share)
    skeleton = solve(keyframe)
    for _round in range(3):
        lifted = _lifted_from_floor(keyframe, skeleton)
        if lifted is keyframe:
            break
        keyframe = lifted
        skeleton = solve(keyframe)
    return _raised_from_floor(keyframe, skeleton)


def _raised_from_floor(keyframe: Keyframe, skeleton: Skeleton) -> Skeleton:
    """Raise the body where a limb given by angles (one that nothing pins) would pass through the floor."""
    lowest = min(ball.centre[1] - ball.radius for ball in skeleton.balls.values())
    x, y, z = keyframe.root
    if lowest >= -SINK_ALLOWED or y is None:
        return skeleton
    return solve(replace(keyframe, root=(x, y - lowest, z)))


def _blended(start: Skeleton, end: Skeleton, share: float) -> Keyframe:
    first, second = start.keyframe, end.keyframe
    limbs = first.pins.keys() | second.pins.keys()
    anchor = first.anchor if first.anchor == second.anchor else "pelvis"
    return Keyframe(
        angles=_angles(first, second, limbs, share),
        pins={limb: _pin(start, end, limb, share) for limb in sorted(limbs)},
        root=_root(start, end, anchor, share),
        view=_pair(first.view, second.view, share),
        anchor=anchor,
        turn=between(first.turn, second.turn, share),
        lift=second.lift if share > 0.5 else first.lift,
        grip=second.grip if share > 0.5 else first.grip,
        fixed_bones=_ends(start, end, limbs, share),
    )


def _pair(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _limb_of(bone: str) -> str:
    """Return the limb of a bone ("armL"), or nothing for the spine."""
    return next((limb + bone[-1] for limb, names in LIMBS.items() if bone[:-1] in names), "")


def _angles(first: Keyframe, second: Keyframe, pinned: AbstractSet[str], share: float) -> dict[str, Angles]:
    names = [name for name in first.angles if name in second.angles and _limb_of(name) not in pinned]
    return {name: _mixed(first.angles[name], second.angles[name], share) for name in names}


def _mixed(a: Angles, b: Angles, share: float) -> Angles:
    side, out, twist = between((a.side, a.out, a.twist), (b.side, b.out, b.twist), share)
    return Angles(side, out, twist)


def _ends(start: Skeleton, end: Skeleton, pinned: AbstractSet[str], share: float) -> dict[str, tuple[Vector, Vector]]:
    """Hands and feet of pinned limbs follow their own direction, turned the short way."""
    fixed = {}
    for name, bone in start.bones.items():
        if name[:-1] in {"hand", "foot", "toe"} and _limb_of(name) in pinned:
            other = end.bones[name]
            along = swung_between(bone.along, other.along, share)
            fixed[name] = (along, square_to(swung_between(bone.face, other.face, share), along))
    return fixed


def _pin(start: Skeleton, end: Skeleton, limb: str, share: float) -> Pin:
    pole = swung_between(unit(_pole(start, limb)), unit(_pole(end, limb)), share)
    first, second = start.keyframe.pins.get(limb), end.keyframe.pins.get(limb)
    if first and second and first.target == second.target and first.target.joint:
        return Pin(first.target, pole)
    joint = LIMB_ENDS[limb[:3]] + limb[3]
    return Pin(Target(between(start.joints[joint], end.joints[joint], share)), pole)


def _pole(skeleton: Skeleton, limb: str) -> Vector:
    pin = skeleton.keyframe.pins.get(limb)
    if pin is not None:
        return pin.pole
    if limb.startswith("arm"):
        return scale(skeleton.bones["upper" + limb[3]].face, -1)
    return skeleton.bones["thigh" + limb[3]].face


def _root(start: Skeleton, end: Skeleton, anchor: str, share: float) -> tuple[float, float | None, float | None]:
    first, second = start.keyframe, end.keyframe
    if first.anchor == second.anchor and first.root[1] is None and second.root[1] is None:
        return (first.root[0] + (second.root[0] - first.root[0]) * share, None, None)
    return between(start.joints[anchor], end.joints[anchor], share)


def _lifted_from_floor(keyframe: Keyframe, skeleton: Skeleton) -> Keyframe:
    """Return the keyframe with sinking targets raised and elbows and knees turned up; itself when none sinks."""
    pins = {limb: _lifted_pin(pin, limb, skeleton) for limb, pin in keyframe.pins.items()}
    return replace(keyframe, pins=pins) if pins != keyframe.pins else keyframe


def _lifted_pin(pin: Pin, limb: str, skeleton: Skeleton) -> Pin:
    if pin.target.joint:
        return pin
    kind, side = limb[:3], limb[3]
    lowest = min(_bottom(skeleton, name + side) for name in TIP_BALLS[kind])
    if lowest < -SINK_ALLOWED:
        pin = replace(pin, target=Target(add(pin.target.point, (0, 1, 0), -lowest)))
    if _bottom(skeleton, MIDDLE_BALL[kind] + side) < -SINK_ALLOWED:
        pin = replace(pin, pole=unit(add(pin.pole, (0, 1, 0), 0.35)))
    return pin


def _bottom(skeleton: Skeleton, name: str) -> float:
    ball = skeleton.balls[name]
    return ball.centre[1] - ball.radius
