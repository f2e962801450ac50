"""A right leg from the front and from the back; the muscles that a pose works are inked and named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

_LEG = (
    "M16 6C12 50 20 92 29 120C22 142 23 166 33 192C37 208 39 220 39 232C34 240 31 247 35 251"
    "L62 251C64 245 58 238 57 230C58 216 61 202 65 188C73 162 72 140 67 120C76 92 84 50 84 6Z"
)
_SHAPES: Mapping[str, Mapping[str, str]] = {
    "front": {
        "thigh_front": "M27 22C24 52 29 84 38 104Q47 112 54 104C61 86 64 56 62 22Q46 12 27 22Z",
        "inner_thigh": "M70 22C71 52 68 78 62 98C72 82 78 52 78 20Q74 16 70 22Z",
        "shin": "M38 130C33 150 37 178 44 206C48 182 49 152 47 130Q42 124 38 130Z",
        "foot": "M40 234Q36 242 38 248L58 248Q58 240 55 234Z",
    },
    "back": {
        "thigh_back": (
            "M26 26C24 54 29 84 37 106L44 108C47 80 47 50 45 24Q34 16 26 26ZM52 24C50 50 50 80 52 108"
            "L59 106C67 84 73 54 72 26Q62 16 52 24Z"
        ),
        "calf": (
            "M33 128C27 146 29 164 37 182Q44 186 46 176C48 158 48 142 46 128Q39 122 33 128ZM51 128"
            "C49 142 49 158 51 176Q53 186 59 182C67 164 69 146 63 128Q56 122 51 128Z"
        ),
        "foot": "M40 236Q37 243 39 248L58 248Q58 241 55 236Z",
    },
}
_LABEL_HEIGHTS: Mapping[str, Mapping[str, int]] = {
    "front": {"thigh_front": 62, "inner_thigh": 40, "shin": 166, "foot": 242},
    "back": {"thigh_back": 66, "calf": 154, "foot": 242},
}
_VIEW_WIDTH, _HEIGHT = 215, 282


def draw_leg_map(muscles: Collection[str], *, title: str, labels: Mapping[str, str]) -> str:
    """Return the SVG, or nothing when none of the muscles is on the leg.

    `muscles`: calf, foot, inner_thigh, shin, thigh_back, thigh_front; others are passed over. `labels`: the shown
    name of each, and of the views "front" and "back".
    """
    views = [view for view, shapes in _SHAPES.items() if any(name in shapes for name in muscles)]
    if "foot" in muscles and len(views) == 2 and not any(name in _SHAPES["front"] for name in set(muscles) - {"foot"}):
        views = ["back"]
    if not views:
        return ""
    drawn = "".join(_view(view, index, muscles, labels) for index, view in enumerate(views))
    width = _VIEW_WIDTH * len(views)
    return (
        f'<svg viewBox="0 0 {width} {_HEIGHT}" width="{width}" role="img"><title>{escape(title)}</title>{drawn}</svg>'
    )


def _view(view: str, index: int, muscles: Collection[str], labels: Mapping[str, str]) -> str:
    shapes = "".join(
        f'<path class="{"worked" if name in muscles else "idle"}" d="{shape}"/>'
        for name, shape in _SHAPES[view].items()
    )
    names = "".join(
        f'<path class="axis" d="M58 {y}H92"/><text x="97" y="{y + 5}" class="bold">{escape(labels[name])}</text>'
        for name, y in _LABEL_HEIGHTS[view].items()
        if name in muscles
    )
    caption = f'<text x="48" y="274" text-anchor="middle">{escape(labels[view])}</text>'
    return f'<g transform="translate({index * 200} 0)"><path class="outline" d="{_LEG}"/>{shapes}{names}{caption}</g>'
