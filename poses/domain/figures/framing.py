"""Which part of the picture to show (cm on the picture: left, top, width, height)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from poses.domain.figures.blending import blend
from poses.domain.figures.kinematics import Skeleton
from poses.domain.figures.overlays import Arrow, Mat, arrow_ends
from poses.domain.figures.parts import arrange
from poses.domain.figures.projection import Box, View, project
from poses.domain.figures.props import Prop

Bounds = tuple[float, float, float, float]
COMMON_PADDING, CLOSE_PADDING = 6, 9
WIDEST, NARROWEST = 1.9, 1.0
"""Width by height of a pose's common box."""
BETWEEN = (0.25, 0.5, 0.75)


def bounds_of(skeleton: Skeleton) -> Bounds:
    """Return left, top, right and bottom of the body on the picture."""
    circles = arrange(skeleton).circles.values()
    return (
        min(x - radius for x, _y, _near, radius in circles),
        min(y - radius for _x, y, _near, radius in circles),
        max(x + radius for x, _y, _near, radius in circles),
        max(y + radius for _x, y, _near, radius in circles),
    )


def common_box(
    skeletons: Sequence[Skeleton], arrows: Sequence[Sequence[Arrow]], mat: Mat | None, props: Sequence[Prop]
) -> Box:
    """Return the box that holds every keyframe of a pose and the way between them: all steps share a scale."""
    found = [bounds_of(skeleton) for skeleton in skeletons]
    for skeleton, drawn in zip(skeletons, arrows, strict=True):
        found += [_arrow_bounds(skeleton, arrow) for arrow in drawn]
    for start, end in pairwise(skeletons):
        found += [bounds_of(blend(start, end, share)) for share in BETWEEN]
    left, top, right, bottom = _padded(_union(found), COMMON_PADDING)
    for view in sorted({skeleton.view for skeleton in skeletons}):
        for x, y in _things(view, mat, props):
            left, right, top, bottom = (
                min(left, x - 2),
                max(right, x + 2),
                min(top, y - 4),
                max(bottom, y + 4),
            )
    return _grown((left, top, right, bottom), NARROWEST, WIDEST, headroom=0.75)


def close_box(skeleton: Skeleton, mat: Mat | None, props: Sequence[Prop], aspect: float) -> Box:
    """Return the box around one step, of the given width by height."""
    found = [bounds_of(skeleton), *((x, y, x, y) for x, y in _things(skeleton.view, mat, props))]
    return _grown(_padded(_union(found), CLOSE_PADDING), aspect, aspect, headroom=0.6)


def _things(view: View, mat: Mat | None, props: Sequence[Prop]) -> Iterable[tuple[float, float]]:
    corners = [*(mat.corners() if mat else ()), *(point for prop in props for point in prop.points())]
    return (project(corner, view)[:2] for corner in corners)


def _arrow_bounds(skeleton: Skeleton, arrow: Arrow) -> Bounds:
    x0, y0, x1, y1 = arrow_ends(skeleton, arrow)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _union(found: Sequence[Bounds]) -> Bounds:
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _padded(bounds: Bounds, padding: float) -> Bounds:
    left, top, right, bottom = bounds
    return left - padding, top - padding, right + padding, bottom + padding


def _grown(bounds: Bounds, narrowest: float, widest: float, *, headroom: float) -> Box:
    """Grow the shorter side until the shape fits; `headroom` is the share of new height that goes above."""
    left, top, right, bottom = bounds
    width, height = right - left, bottom - top
    if width / height < narrowest:
        gain = height * narrowest - width
        left, width = left - gain / 2, width + gain
    if width / height > widest:
        gain = width / widest - height
        top, height = top - gain * headroom, height + gain
    return left, top, width, height
