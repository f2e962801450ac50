"""What else went on, as quiet marks in lanes under the weekly chart: a shape, a word, and a line for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journal.domain.charts.frame import Frame
from journal.domain.charts.shapes import px

MOST_LANES = 4
LANE_HEIGHT, LINE_BELOW, HALF_MARK = 29, 12, 8
LETTER, TEXT_GAP, MARKS_APART = 8.2, 4, 5
SHAPES = {
    "medicine": "M-3.5-4H3.5a4 4 0 0 1 0 8H-3.5a4 4 0 0 1 0-8z",
    "illness": "M-2.2-6.5H2.2V-2.2H6.5V2.2H2.2V6.5H-2.2V2.2H-6.5V-2.2H-2.2z",
    "travel": "M-5-6.5L6.5 0L-5 6.5z",
    "exertion": "M0-7L6 0L0 7L-6 0z",
    "standing": "M-2.5-7H2.5V7H-2.5z",
    "heat": "M0-7.5L2 -2L7.5 0L2 2L0 7.5L-2 2L-7.5 0L-2-2z",
    "alcohol": "M-6-6.5H6L1 .5V5H4V7H-4V5H-1V.5z",
    "pregnancy": "M-3-7a7 7 0 0 1 0 14z",
    "other": "M-5-5H5V5H-5z",
    "pause": "M-5.5-6.5H-1.5V6.5H-5.5zM1.5-6.5H5.5V6.5H1.5z",
}
"""Each drawn around 0, 0, at most 8 to a side. Shape carries the meaning: all are ink."""


@dataclass(frozen=True)
class Spell:
    """Something that began on a day and may have ended. `last` None: it goes on.

    `marks_end`: its end has a mark too.
    """

    shape: str
    label: str
    first: date
    last: date | None
    marks_end: bool = False


@dataclass(frozen=True)
class Mark:
    """A shape and where it stands; hollow where something ended."""

    path: str
    x: str
    y: str
    is_hollow: bool


@dataclass(frozen=True)
class Word:
    """What a shape means; `is_before`: it stands to the left of the shape."""

    text: str
    x: str
    y: str
    is_before: bool


@dataclass(frozen=True)
class Line:
    """From the first to the last day."""

    x: str
    end: str
    y: str


@dataclass(frozen=True)
class Strip:
    """All lanes. `hidden`: how many found no room."""

    height: int
    title_y: str
    marks: tuple[Mark, ...]
    words: tuple[Word, ...]
    lines: tuple[Line, ...]
    hidden: int


@dataclass(frozen=True)
class _Placed:
    """A spell with its place: from `x` to `end`, its word reaching from `left` to `right`."""

    spell: Spell
    x: float
    end: float
    left: float
    right: float
    has_word: bool
    begins_here: bool
    ends_here: bool

    def collides(self, other: _Placed) -> bool:
        return self.left < other.right + MARKS_APART and other.left < self.right + MARKS_APART


def strip_of(frame: Frame, spells: Sequence[Spell], *, top: float) -> Strip:
    """Lay out the spells that touch the frame's weeks, in as few lanes as hold them."""
    first = frame.columns[0].monday
    last = frame.columns[-1].monday + timedelta(days=6)
    shown = [each for each in spells if each.first <= last and (each.last is None or each.last >= first)]
    lanes: list[list[_Placed]] = []
    hidden = 0
    for spell in sorted(shown, key=lambda each: each.first):
        hidden += not _put(lanes, [_placed(frame, spell, first, last, has_word=word) for word in (True, False)])
    rows = [(place, top + LANE_HEIGHT * (number + 0.5) - 3) for number, lane in enumerate(lanes) for place in lane]
    return Strip(
        height=LANE_HEIGHT * len(lanes),
        title_y=px(top + LANE_HEIGHT / 2 + 2),
        marks=tuple(mark for place, y in rows for mark in _marks(place, y)),
        words=tuple(_word(place, y) for place, y in rows if place.has_word),
        lines=tuple(_line(place, y) for place, y in rows if place.end - place.x > 2 * HALF_MARK),
        hidden=hidden,
    )


def _put(lanes: list[list[_Placed]], ways: Sequence[_Placed]) -> bool:
    """Put a spell into the first lane with room, with its word if it can be; say whether there was one."""
    for way in ways:
        for lane in lanes:
            if not any(way.collides(other) for other in lane):
                lane.append(way)
                return True
        if len(lanes) < MOST_LANES:
            lanes.append([way])
            return True
    return False


def _placed(frame: Frame, spell: Spell, first: date, last: date, *, has_word: bool) -> _Placed:
    day_after = spell.last + timedelta(days=1) if spell.last else last + timedelta(days=1)
    low, high = frame.left + HALF_MARK, frame.right - HALF_MARK
    x = min(max(frame.x_of(spell.first), low), high)
    end = min(max(frame.x_of(day_after), x), high)
    reach = HALF_MARK + TEXT_GAP + LETTER * len(spell.label) if has_word else HALF_MARK
    is_before = x + reach > frame.right
    return _Placed(
        spell=spell,
        x=x,
        end=end,
        left=x - (reach if is_before else HALF_MARK),
        right=max(end + HALF_MARK, x + (HALF_MARK if is_before else reach)),
        has_word=has_word,
        begins_here=spell.first >= first,
        ends_here=spell.last is not None and spell.last <= last,
    )


def _marks(place: _Placed, y: float) -> list[Mark]:
    path = SHAPES[place.spell.shape]
    marks = [Mark(path, px(place.x), px(y), is_hollow=False)] if place.begins_here else []
    if place.spell.marks_end and place.ends_here:
        marks.append(Mark(path, px(place.end), px(y), is_hollow=True))
    return marks


def _word(place: _Placed, y: float) -> Word:
    is_before = place.left < place.x - HALF_MARK
    shift = -HALF_MARK - TEXT_GAP if is_before else HALF_MARK + TEXT_GAP
    return Word(place.spell.label, px(place.x + shift), px(y + 5), is_before)


def _line(place: _Placed, y: float) -> Line:
    return Line(px(place.x), px(place.end), px(y + LINE_BELOW))
