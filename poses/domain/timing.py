"""How a routine runs on the clock: getting ready, holding each side, changing over. Pure: numbers in, parts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

READY_SECONDS = 12
"""To get into the next pose."""
SWITCH_SECONDS = 4
"""To change to the other side. While one leg is held the other rests, as in the trial."""
REST_SECONDS = 10
"""Between two holds of a pose that works both sides at once."""
SIDES = ("left", "right")


def whole_minutes(seconds: float) -> int:
    """Round to whole minutes, at least one."""
    return max(1, round(seconds / 60))


class Part(Enum):
    """What happens in a segment."""

    READY = "ready"
    HOLD = "hold"
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True)
class Dose:
    """How long, how often, and whether each side has its own turn."""

    hold_seconds: int
    repeats: int
    each_side: bool
    first_side: str = "left"
    """The side that the figure shows."""


@dataclass(frozen=True)
class Segment:
    """A stretch of time: `station` counts the routine's poses from 0, `turn` the holds of one side from 1."""

    part: Part
    station: int
    seconds: int
    turn: int = 1
    side: str = ""


def segments(doses: Sequence[Dose]) -> tuple[Segment, ...]:
    """Return the whole routine in order."""
    return tuple(segment for station, dose in enumerate(doses) for segment in _station(station, dose))


def total_seconds(doses: Sequence[Dose]) -> int:
    """Return how long the routine takes with all its changes."""
    return sum(segment.seconds for segment in segments(doses))


def _station(station: int, dose: Dose) -> Iterator[Segment]:
    ordered = SIDES if dose.first_side == SIDES[0] else SIDES[::-1]
    sides = ordered if dose.each_side else ("",)
    between = Segment(Part.SWITCH, station, SWITCH_SECONDS) if dose.each_side else None
    pause = between or Segment(Part.REST, station, REST_SECONDS)
    yield Segment(Part.READY, station, READY_SECONDS, side=sides[0])
    turns = [(turn, side) for turn in range(1, dose.repeats + 1) for side in sides]
    for position, (turn, side) in enumerate(turns):
        if position:
            yield Segment(pause.part, station, pause.seconds, turn, side)
        yield Segment(Part.HOLD, station, dose.hold_seconds, turn, side)
