"""From a keyframe to a skeleton in the world: angles, then limbs that reach for a target (two-bone IK)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from poses.domain.figures.body import LENGTHS, Balls, Bone, Joints, balls_of, joints_of
from poses.domain.figures.keyframes import LIMBS, Angles, Keyframe, Pin, sign
from poses.domain.figures.vectors import Vector, add, length, scale, square_to, subtract, turned, unit

ARM_BALLS = frozenset(["sh", "upm", "elbow", "eup", "fom", "wrist", "kni", "kno", "fii", "fio", "thumb"])
LEG_BALLS = frozenset(
    ["thm", "hq", "knee", "kup", "calf", "kdn", "shl", "ankle", "heel", "balli", "ballo", "toei", "toeo"]
)
LIMB_BALLS = {"arm": ARM_BALLS, "leg": LEG_BALLS}
ROUNDS = 3
"""A shoulder moves with its arm, so reaching is repeated until it has settled."""


@dataclass(frozen=True)
class Skeleton:
    """A solved keyframe: joints and balls in cm, bones as unit vectors, and how far pinned limbs fell short."""

    keyframe: Keyframe
    joints: Joints
    bones: dict[str, Bone]
    balls: Balls
    misses: dict[str, float] = field(default_factory=dict)

    @property
    def view(self) -> tuple[float, float]:
        """The camera: yaw and pitch in degrees."""
        return self.keyframe.view


def bone_from(angles: Angles, side: int) -> Bone:
    """Return the bone of a direction written for the right side (`side` 1) or mirrored (-1)."""
    pitch, out = math.radians(angles.side), math.radians(angles.out * side)
    along = (math.cos(out) * math.cos(pitch), math.cos(out) * math.sin(pitch), math.sin(out))
    face = (-math.sin(pitch), math.cos(pitch), 0.0)
    return Bone(along, turned(face, along, angles.twist * side) if angles.twist else face)


def rotation(turn: Vector) -> Callable[[Vector], Vector]:
    """Return the turn of the whole body by pitch, roll and yaw (degrees)."""
    pitch, roll, yaw = turn

    def rotate(vector: Vector) -> Vector:
        vector = turned(vector, (0, 0, 1), pitch)
        vector = turned(vector, (1, 0, 0), roll)
        return turned(vector, (0, 1, 0), yaw)

    return rotate


def reach(
    origin: Vector, target: Vector, first: float, second: float, pole: Vector
) -> tuple[Vector, Vector, Vector, float]:
    """Return the directions of two bones from `origin` to `target`, the way their joint points, and the miss (cm)."""
    offset = subtract(target, origin)
    wanted = length(offset)
    along = unit(offset)
    distance = max(abs(first - second) + 0.5, min(first + second - 0.05, wanted))
    aside = square_to(pole, along)
    cosine = (first * first + distance * distance - second * second) / (2 * first * distance)
    cosine = max(-1.0, min(1.0, cosine))
    joint = add(add(origin, along, first * cosine), aside, first * math.sqrt(1 - cosine * cosine))
    end = add(origin, along, distance)
    return unit(subtract(joint, origin)), unit(subtract(end, joint)), aside, wanted - distance


def solve(keyframe: Keyframe) -> Skeleton:
    """Return the skeleton of a keyframe."""
    bones = _bones_from_angles(keyframe)
    offset = _placement(keyframe, bones)
    misses = {
        limb: _pull(keyframe.pins[limb], limb, bones, offset)
        # Legs first: a hand may hold a foot.
        for limb in sorted(keyframe.pins, key=lambda limb: limb.startswith("arm"))
    }
    joints = _moved(joints_of(bones), offset)
    balls = {
        name: ball._replace(centre=add(ball.centre, offset))
        for name, ball in balls_of(joints_of(bones), bones, keyframe.grip).items()
    }
    return Skeleton(keyframe, joints, bones, balls, misses)


def _bones_from_angles(keyframe: Keyframe) -> dict[str, Bone]:
    rotate = rotation(keyframe.turn)
    bones: dict[str, Bone] = {}
    for name, angles in keyframe.angles.items():
        bone = bone_from(angles, sign(name))
        bones[name] = Bone(rotate(bone.along), rotate(bone.face))
    for name, (along, face) in keyframe.fixed_bones.items():
        bones[name] = Bone(along, face)
    hanging = Bone(rotate((0, -1, 0)), rotate((1, 0, 0)))
    for limb in keyframe.pins:
        for name in LIMBS[limb[:3]]:
            bones.setdefault(name + limb[3], hanging)
    return bones


def _placement(keyframe: Keyframe, bones: dict[str, Bone]) -> Vector:
    """Return the shift that puts the anchor at the root; without a height the body is set down on the floor."""
    joints = joints_of(bones)
    anchor = joints[keyframe.anchor]
    x, y, z = keyframe.root
    if y is None:
        balls = balls_of(joints, bones, keyframe.grip)
        lowest = min(centre[1] - radius for name, (centre, radius) in balls.items() if not _is_pinned(name, keyframe))
        y = anchor[1] - lowest
    return subtract((x, y, anchor[2] if z is None else z), anchor)


def _is_pinned(ball: str, keyframe: Keyframe) -> bool:
    side = ball[-1]
    return any(limb + side in keyframe.pins and ball[:-1] in names for limb, names in LIMB_BALLS.items())


def _moved(joints: Joints, offset: Vector) -> Joints:
    return {name: add(point, offset) for name, point in joints.items()}


def _pull(pin: Pin, limb: str, bones: dict[str, Bone], offset: Vector) -> float:
    miss = 0.0
    for _round in range(ROUNDS):
        joints = _moved(joints_of(bones), offset)
        target = add(joints[pin.target.joint], pin.target.point) if pin.target.joint else pin.target.point
        bend = _bend_arm if limb.startswith("arm") else _bend_leg
        miss = bend(pin, limb[3], bones, joints, target)
    return miss


def _bend_arm(pin: Pin, side: str, bones: dict[str, Bone], joints: Joints, target: Vector) -> float:
    upper, fore, aside, miss = reach(joints["sh" + side], target, LENGTHS["upper"], LENGTHS["fore"], pin.pole)
    back = scale(aside, -1)
    bones["upper" + side] = Bone(upper, square_to(back, upper))
    bones["fore" + side] = Bone(fore, square_to(back, fore))
    if pin.ends:
        bones["hand" + side] = bone_from(pin.ends[0], sign(side))
    return miss


def _bend_leg(pin: Pin, side: str, bones: dict[str, Bone], joints: Joints, target: Vector) -> float:
    thigh, shin, aside, miss = reach(joints["hip" + side], target, LENGTHS["thigh"], LENGTHS["shin"], pin.pole)
    bones["thigh" + side] = Bone(thigh, square_to(aside, thigh))
    bones["shin" + side] = Bone(shin, square_to(aside, shin))
    if pin.ends:
        bones["foot" + side] = bone_from(pin.ends[0], sign(side))
        bones["toe" + side] = bone_from(pin.ends[-1], sign(side))
    return miss
