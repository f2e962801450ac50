"""The visible parts of the body, in what order and tone they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from poses.domain.figures.keyframes import SIDES
from poses.domain.figures.kinematics import Skeleton
from poses.domain.figures.projection import project

Hull = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Hulls of balls with one colour. A patch has no outline and hides that of the parts it joins."""

    name: str
    colour: str
    bias: float
    """Added to the depth (cm): hands before sleeves."""
    hulls: tuple[Hull, ...]
    joins: tuple[str, ...] = ()


_LIMB_PARTS: tuple[tuple[str, str, float, str, str], ...] = (
    ("foot", "skin", -0.6, "shl ankle, ankle heel balli ballo, balli ballo toei toeo", ""),
    ("shin", "leg", 0, "knee calf shl", ""),
    ("thigh", "leg", 0, "hip thm knee", ""),
    ("kneep", "leg", 0, "kup knee, knee kdn", "shin thigh"),
    ("hipp", "leg", 0, "hip hipc hipm glute, hip hq", "thigh pelvis"),
    ("hand", "skin", 4.3, "wrist kni kno, kni kno fii fio, wrist thumb", ""),
    ("fore", "skin", 4, "elbow fom wrist", ""),
    ("upper", "skin", 4, "sh upm elbow", ""),
    ("elbowp", "skin", 0, "eup elbow, elbow fom", "fore upper"),
    ("shp", "skin", 0, "trap sh", "upper"),
    ("wristp", "skin", 0, "wrist fom", "fore hand"),
)
_TRUNK_PARTS: tuple[tuple[str, str, float, str], ...] = (
    ("neck", "skin", -5, "nb skull, nb trapL trapR"),
    ("scoop", "skin", 0, "scoop necklL necklR nb"),
    ("top", "shirt", 0, "waistL waistR ribL ribR, ribL ribR bustL bustR chestL chestR"),
    ("pelvis", "leg", -0.2, "hipL hipR gluteL gluteR iliacL iliacR, iliacL iliacR waistL waistR"),
    ("bun", "hair", 0, "bun"),
    ("hair", "hair", 0, "hair"),
    ("face", "skin", 1.2, "brow jaw, jaw chin brow, bridge nose brow"),
)
ARM_PARTS = frozenset({"hand", "fore", "upper", "elbowp", "wristp", "shp"})
FAR_SHOULDER, FAR_HIP = 15, 8
"""A limb is drawn in the darker tone when its root lies this much (cm) further away than its twin."""


def _hulls(text: str, side: str = "") -> tuple[Hull, ...]:
    return tuple(tuple(name + side for name in group.split()) for group in text.split(","))


def _limb_parts(side: str) -> list[Part]:
    return [
        Part(
            name + side,
            colour,
            bias,
            _hulls(hulls, side),
            tuple(joined if joined == "pelvis" else joined + side for joined in joins.split()),
        )
        for name, colour, bias, hulls, joins in _LIMB_PARTS
    ]


PARTS: tuple[Part, ...] = (
    *(part for side in SIDES for part in _limb_parts(side)),
    *(Part(name, colour, bias, _hulls(hulls)) for name, colour, bias, hulls in _TRUNK_PARTS),
)
HULLS: Mapping[str, tuple[Hull, ...]] = {part.name: part.hulls for part in PARTS}
PATCHES = frozenset({part.name for part in PARTS if part.joins} | {"scoop"})


@dataclass(frozen=True)
class Arrangement:
    """Circles of all balls (right, down, nearness, radius in cm), the parts from far to near, their tones (2 far)."""

    circles: Mapping[str, tuple[float, float, float, float]]
    order: tuple[Part, ...]
    tones: Mapping[str, int]


def arrange(skeleton: Skeleton) -> Arrangement:
    """Return what to draw for a skeleton, in order (painter's algorithm by part)."""
    circles = {name: (*project(ball.centre, skeleton.view), ball.radius) for name, ball in skeleton.balls.items()}
    depths = _depths(skeleton, circles)
    order = tuple(sorted(PARTS, key=lambda part: depths[part.name]))
    return Arrangement(circles, order, _tones(circles))


def _depths(skeleton: Skeleton, circles: Mapping[str, tuple[float, float, float, float]]) -> dict[str, float]:
    lift = skeleton.keyframe.lift
    depths = {}
    for part in PARTS:
        names = {name for hull in part.hulls for name in hull}
        raised = lift.get(part.name, lift.get(part.name[:-1], 0))
        depths[part.name] = sum(circles[name][2] for name in sorted(names)) / len(names) + part.bias + raised
    # The neckline shows only from the front.
    seen_from_front = project(skeleton.bones["thorax"].face, skeleton.view)[2] < 0.15
    depths["scoop"] = depths["top"] + (0.02 if seen_from_front else -0.02)
    depths["pelvis"] = min(depths["pelvis"], depths["top"] - 0.05)
    for part in PARTS:
        if part.joins:
            depths[part.name] = max(depths[joined] for joined in part.joins) + 0.01
    return depths


def _tones(circles: Mapping[str, tuple[float, float, float, float]]) -> dict[str, int]:
    def is_far(ball: str, side: str, limit: float) -> bool:
        twin = "R" if side == "L" else "L"
        return circles[ball + side][2] - circles[ball + twin][2] < -limit

    far_arms = {side for side in SIDES if is_far("sh", side, FAR_SHOULDER)}
    far_legs = {side for side in SIDES if is_far("hip", side, FAR_HIP)}
    tones = {}
    for part in PARTS:
        stem, side = part.name[:-1], part.name[-1]
        far = far_arms if stem in ARM_PARTS else far_legs
        tones[part.name] = 2 if side in far and stem != "hipp" else 1
    return tones


def hidden_patches(skeleton: Skeleton, tones: Mapping[str, int]) -> set[str]:
    """Return patches that would show wrongly: on the far side, and at a hip whose thigh points at the viewer."""
    hidden = set()
    for side in SIDES:
        points_at_us = project(skeleton.bones["thigh" + side].along, skeleton.view)[2] > 0.97
        if tones["thigh" + side] == 2 or points_at_us:
            hidden.add("hipp" + side)
        if tones["upper" + side] == 2:
            hidden.add("shp" + side)
    return hidden
