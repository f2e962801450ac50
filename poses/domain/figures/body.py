"""The body: about 80 balls on a skeleton of fixed limb lengths. Centimetres, for a height of 170.

Every visible part is the union of convex hulls of a few balls. Without perspective the hull of balls projects to
the hull of circles, so any camera draws the same body.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from poses.domain.figures.keyframes import SIDES, sign
from poses.domain.figures.vectors import Vector, add, cross, dot, scale

LENGTHS = {
    "pelvis": 20.0,
    "thorax": 29.0,
    "neck": 9.5,
    "head": 8.5,
    "upper": 30.5,
    "fore": 24.5,
    "thigh": 41.7,
    "shin": 41.5,
}
HALF_SHOULDERS, HALF_HIPS = 15.2, 8.2
ANKLE_HEIGHT = 6.6
"""Of the joint above the sole of a flat foot."""


class Bone(NamedTuple):
    """A bone's direction, and the direction square to it that its front (for the spine: its back) faces."""

    along: Vector
    face: Vector


class Ball(NamedTuple):
    """A ball of flesh."""

    centre: Vector
    radius: float


Joints = dict[str, Vector]
Bones = Mapping[str, Bone]
Balls = dict[str, Ball]


def joints_of(bones: Bones) -> Joints:
    """Return all joints by forward kinematics, with the pelvis at the origin."""
    joints: Joints = {"pelvis": (0, 0, 0)}
    joints["waist"] = scale(bones["pelvis"].along, LENGTHS["pelvis"])
    joints["chest"] = add(joints["waist"], bones["thorax"].along, LENGTHS["thorax"])
    joints["nape"] = add(joints["chest"], bones["thorax"].along, 4)
    joints["skull"] = add(joints["nape"], bones["neck"].along, LENGTHS["neck"])
    top = add(joints["skull"], bones["head"].along, LENGTHS["head"] - 1)
    joints["head"] = add(top, _forward(bones["head"]), 1.2)
    for side in SIDES:
        _add_arm(joints, bones, side)
        _add_leg(joints, bones, side)
    return joints


def _forward(bone: Bone) -> Vector:
    return scale(bone.face, -1)


def _right(bone: Bone) -> Vector:
    return cross(_forward(bone), bone.along)


def _add_arm(joints: Joints, bones: Bones, side: str) -> None:
    """The shoulder rises and comes in when the arm goes up."""
    thorax, upper = bones["thorax"], bones["upper" + side]
    raised = max(0.0, dot(upper.along, thorax.along))
    shoulder = add(joints["chest"], _right(thorax), (HALF_SHOULDERS - 1.5 * raised) * sign(side))
    joints["sh" + side] = add(shoulder, thorax.along, 5 * raised - 1.2)
    joints["elbow" + side] = add(joints["sh" + side], upper.along, LENGTHS["upper"])
    joints["wrist" + side] = add(joints["elbow" + side], bones["fore" + side].along, LENGTHS["fore"])


def _add_leg(joints: Joints, bones: Bones, side: str) -> None:
    joints["hip" + side] = scale(_right(bones["pelvis"]), HALF_HIPS * sign(side))
    joints["knee" + side] = add(joints["hip" + side], bones["thigh" + side].along, LENGTHS["thigh"])
    joints["ankle" + side] = add(joints["knee" + side], bones["shin" + side].along, LENGTHS["shin"])
    foot, toe = bones["foot" + side], bones["toe" + side]
    ball = add(add(joints["ankle" + side], foot.along, 10.5), foot.face, -(ANKLE_HEIGHT - 2.0))
    joints["ballf" + side], joints["toe" + side] = ball, add(ball, toe.along, 6)
    hand = bones["hand" + side]
    joints["palm" + side] = add(joints["wrist" + side], hand.along, 8)
    joints["fingers" + side] = add(joints["wrist" + side], hand.along, 16)


def balls_of(joints: Joints, bones: Bones, gripping: Collection[str] = ()) -> Balls:
    """Return all balls around the joints. `gripping`: the sides (L, R) whose fingers are curled around something."""
    balls: Balls = {}
    for side in SIDES:
        _put_trunk(balls, joints, bones, side)
    _put_head(balls, joints, bones)
    for side in SIDES:
        _put_leg(balls, joints, bones, side)
        _put_arm(balls, joints, bones, side)
        _put_hand(balls, joints, bones, side, is_gripping=side in gripping)
    return balls


def _put(balls: Balls, name: str, base: Vector, radius: float, *offsets: tuple[Vector, float]) -> None:
    for direction, distance in offsets:
        base = add(base, direction, distance)
    balls[name] = Ball(base, radius)


def _put_trunk(balls: Balls, joints: Joints, bones: Bones, side: str) -> None:
    up, forward, right = bones["pelvis"].along, _forward(bones["pelvis"]), _right(bones["pelvis"])
    top, ahead, across = bones["thorax"].along, _forward(bones["thorax"]), _right(bones["thorax"])
    s, hip, waist, chest = sign(side), joints["hip" + side], joints["waist"], joints["chest"]
    _put(balls, "hip" + side, hip, 8.4)
    _put(balls, "glute" + side, joints["pelvis"], 7.6, (right, 6.2 * s), (forward, -4.2), (up, -1.6))
    _put(balls, "iliac" + side, joints["pelvis"], 7.6, (right, 6.2 * s), (forward, 1), (up, 9))
    _put(balls, "hipc" + side, hip, 8.5, (forward, -0.9), (up, 1.3))
    _put(balls, "hipm" + side, hip, 8.4, (right, -6 * s))
    _put(balls, "waist" + side, waist, 7.2, (right, 4.6 * s), (ahead, 0.3))
    _put(balls, "rib" + side, waist, 8.1, (across, 5.4 * s), (top, 13), (ahead, 0.4))
    _put(balls, "bust" + side, waist, 5.4, (across, 5.2 * s), (top, 16), (ahead, 4.4))
    _put(balls, "chest" + side, waist, 7.0, (across, 6.4 * s), (top, 24), (ahead, -0.4))
    _put(balls, "trap" + side, chest, 3.2, (across, 8 * s), (top, 1.6), (ahead, -0.8))
    _put(balls, "neckl" + side, chest, 2.2, (across, 6 * s), (top, 2.2), (ahead, 2))


def _put_head(balls: Balls, joints: Joints, bones: Bones) -> None:
    top, ahead = bones["thorax"].along, _forward(bones["thorax"])
    up, forward, right = bones["head"].along, _forward(bones["head"]), _right(bones["head"])
    head = joints["head"]
    _put(balls, "nb", joints["nape"], 4.6, (top, -2))
    _put(balls, "scoop", joints["waist"], 3.4, (top, 24.5), (ahead, 6.4))
    _put(balls, "skull", joints["skull"], 4.1, (bones["neck"].along, 0.5))
    _put(balls, "hair", head, 9.3, (forward, -0.6), (up, 0.6))
    _put(balls, "bun", head, 3.9, (forward, -6.4), (up, 9.8))
    _put(balls, "brow", head, 7.2, (forward, 2.2), (up, -0.6))
    _put(balls, "jaw", head, 5.2, (forward, 2.8), (up, -5.8))
    _put(balls, "chin", head, 3.1, (forward, 5.4), (up, -8.2))
    _put(balls, "nose", head, 1.3, (forward, 9.6), (up, -3.6))
    _put(balls, "bridge", head, 2.0, (forward, 7.2), (up, -1.0))
    for side in SIDES:
        _put(balls, "ear" + side, head, 2.0, (right, 6.8 * sign(side)), (forward, -1.6), (up, -2.4))


def _put_leg(balls: Balls, joints: Joints, bones: Bones, side: str) -> None:
    hip, knee, ankle = joints["hip" + side], joints["knee" + side], joints["ankle" + side]
    along, front = bones["thigh" + side]
    _put(balls, "thm" + side, hip, 7.7, (along, 13), (front, 0.9))
    _put(balls, "hq" + side, hip, 8.05, (along, 6.5), (front, 0.45))
    _put(balls, "knee" + side, knee, 4.9)
    _put(balls, "kup" + side, knee, 5.97, (along, -11), (front, 0.345))
    along, front = bones["shin" + side]
    _put(balls, "calf" + side, knee, 4.9, (along, 12), (front, -1.5))
    _put(balls, "kdn" + side, knee, 4.9, (along, 8), (front, -1.0))
    _put(balls, "shl" + side, knee, 3.2, (along, 31), (front, -0.2))
    _put(balls, "ankle" + side, ankle, 2.9)
    along, up = bones["foot" + side]
    across = cross(along, up)
    _put(balls, "heel" + side, ankle, 2.9, (along, -2.9), (up, -(ANKLE_HEIGHT - 2.9)))
    toe_along, toe_up = bones["toe" + side]
    for name, turn in (("i", -1), ("o", 1)):
        drop = (up, -(ANKLE_HEIGHT - 2.0))
        _put(balls, f"ball{name}{side}", ankle, 2.0, (along, 10.5), drop, (across, 2.2 * turn))
        base = add(joints["ballf" + side], toe_up, -0.6)
        aside = (cross(toe_along, toe_up), 1.9 * turn)
        _put(balls, f"toe{name}{side}", base, 1.4, (toe_along, 6.3), aside)


def _put_arm(balls: Balls, joints: Joints, bones: Bones, side: str) -> None:
    shoulder, elbow = joints["sh" + side], joints["elbow" + side]
    along, front = bones["upper" + side]
    _put(balls, "sh" + side, shoulder, 4.9)
    _put(balls, "upm" + side, shoulder, 4.1, (along, 12), (front, 0.5))
    _put(balls, "elbow" + side, elbow, 3.1)
    _put(balls, "eup" + side, elbow, 3.45, (along, -6.5), (front, 0.176))
    along = bones["fore" + side].along
    _put(balls, "fom" + side, elbow, 3.3, (along, 6.5))
    _put(balls, "wrist" + side, joints["wrist" + side], 2.1)


def _put_hand(balls: Balls, joints: Joints, bones: Bones, side: str, *, is_gripping: bool) -> None:
    """An open hand is a mitten with a thumb; a gripping one is short, with fingers and thumb on the palm's side."""
    wrist = joints["wrist" + side]
    along, front = bones["hand" + side]
    across = cross(along, front)
    reach, depth, spread, aside = (8.4, -3.2, 1.9, -2.2) if is_gripping else (16.2, -0.4, 1.3, -4.6)
    for name, turn in (("i", -1), ("o", 1)):
        _put(balls, f"kn{name}{side}", wrist, 1.7, (along, 8), (across, 2.3 * turn))
        _put(balls, f"fi{name}{side}", wrist, 1.2, (along, reach), (across, spread * turn), (front, depth))
    thumb_depth = depth if is_gripping else -0.9
    _put(balls, "thumb" + side, wrist, 1.3, (along, 8.2), (across, aside * sign(side)), (front, thumb_depth))
