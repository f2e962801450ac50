"""A solved skeleton as SVG text. Colours are classes; the page's style sheet gives them their tones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from poses.domain.figures.keyframes import SIDES
from poses.domain.figures.kinematics import Skeleton
from poses.domain.figures.overlays import Arrow, Mat, Strap, arrow_svg, shadow_svg, tint_svg
from poses.domain.figures.parts import HULLS, PATCHES, Arrangement, Hull, arrange, hidden_patches
from poses.domain.figures.projection import Box, hull, units
from poses.domain.figures.props import Prop
from poses.domain.figures.vectors import dot

NEARLY_STRAIGHT = 0.2
"""Cosine between two bones above which their parts are drawn as one: no patch needed."""
_MERGES = (("thigh", "shin", "kneep"), ("fore", "hand", "wristp"), ("upper", "fore", "elbowp"))


class _Merged:
    """Which parts are drawn with another, and which are not drawn."""

    def __init__(self, skeleton: Skeleton, arrangement: Arrangement) -> None:
        self.skipped = hidden_patches(skeleton, arrangement.tones)
        self.extra: dict[str, tuple[Hull, ...]] = {}
        self.host: dict[str, str] = {}
        for side in SIDES:
            for keep, drop, patch in _MERGES:
                if self._is_one(skeleton, keep, drop, side):
                    self._merge(keep + side, drop + side, patch + side)

    @staticmethod
    def _is_one(skeleton: Skeleton, keep: str, drop: str, side: str) -> bool:
        if drop == "hand" and "hand" + side in skeleton.keyframe.lift:
            return False
        return dot(skeleton.bones[keep + side].along, skeleton.bones[drop + side].along) > NEARLY_STRAIGHT

    def _merge(self, keep: str, drop: str, patch: str) -> None:
        self.extra[keep] = self.extra.get(keep, ()) + HULLS[drop] + self.extra.get(drop, ())
        self.skipped |= {drop, patch}
        self.host[drop] = keep

    def drawn_with(self, part: str) -> str:
        """Return the part that `part` is drawn with: itself, or the one it was merged into."""
        while part in self.host:
            part = self.host[part]
        return part


def figure_svg(
    skeleton: Skeleton,
    box: Box,
    *,
    title: str,
    description: str,
    mat: Mat | None = None,
    props: Sequence[Prop] = (),
    stretch: Sequence[str] = (),
    arrows: Sequence[Arrow] = (),
    strap: Strap | None = None,
) -> str:
    """Return one figure. With a title it is an image with a name; without one it is decoration."""
    arrangement = arrange(skeleton)
    merged = _Merged(skeleton, arrangement)
    tints = _tints(skeleton, arrangement, merged, stretch)
    view_box = " ".join(str(units(side)) for side in box)
    pieces = [f'<svg class="figure" viewBox="{view_box}" {_naming(title, description)}']
    if mat is not None:
        pieces.append(mat.svg(skeleton.view))
    pieces += [prop.svg(skeleton.view) for prop in props]
    pieces.append(shadow_svg(skeleton))
    for part in arrangement.order:
        if part.name not in merged.skipped:
            hulls = part.hulls + merged.extra.get(part.name, ())
            patch = " patch" if part.name in PATCHES else ""
            path = _path(arrangement, hulls)
            far = "2" if arrangement.tones[part.name] == 2 else ""
            pieces.append(f'<path class="{part.colour}{far}{patch}" d="{path}"/>')
        pieces += tints.get(part.name, [])
    if strap is not None:
        pieces.append(strap.svg(skeleton))
    pieces += [arrow_svg(skeleton, arrow) for arrow in arrows]
    return "".join([*pieces, "</svg>"])


def _naming(title: str, description: str) -> str:
    if not title:
        return 'aria-hidden="true">'
    return f'role="img"><title>{escape(title)}</title><desc>{escape(description)}</desc>'


def _path(arrangement: Arrangement, hulls: Sequence[Hull]) -> str:
    def circle(name: str) -> tuple[float, float, float]:
        x, y, _near, radius = arrangement.circles[name]
        return x, y, radius

    return "".join(hull([circle(name) for name in names]) for names in hulls)


def _tints(
    skeleton: Skeleton, arrangement: Arrangement, merged: _Merged, stretch: Sequence[str]
) -> Mapping[str, list[str]]:
    """Return tinted muscles by the part after which they are drawn; far limbs only when named by side."""
    position = {part.name: index for index, part in enumerate(arrangement.order)}
    tints: dict[str, list[str]] = {}
    for name in stretch:
        is_one_sided = name[-1] in SIDES
        for side in name[-1] if is_one_sided else SIDES:
            part, drawn = tint_svg(skeleton, name.rstrip("LR"), side)
            if arrangement.tones[part + side] == 2 and not is_one_sided:
                continue
            host = merged.drawn_with(part + side)
            if part in {"thigh", "shin"} and "hipp" + side not in merged.skipped:
                host = max(host, "hipp" + side, key=position.__getitem__)
            host = "thigh" + side if host in merged.skipped else host
            tints.setdefault(host, []).append(drawn)
    return tints
