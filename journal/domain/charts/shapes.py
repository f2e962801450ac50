"""The few shapes that all charts are made of. Coordinates are text with a dot, whatever the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


def px(value: float) -> str:
    """Write a coordinate: one decimal at most, always with a dot."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Point:
    """Where a text stands."""

    x: str
    y: str


@dataclass(frozen=True)
class Circle:
    """A mark."""

    x: str
    y: str
    radius: str


@dataclass(frozen=True)
class Box:
    """A rectangle; `x` and `y` are its upper left corner."""

    x: str
    y: str
    width: str
    height: str


def circle(x: float, y: float, radius: float) -> Circle:
    """Make a circle from numbers."""
    return Circle(px(x), px(y), px(radius))


def box(x: float, y: float, width: float, height: float) -> Box:
    """Make a rectangle from numbers."""
    return Box(px(x), px(y), px(width), px(height))


def runs(items: Sequence[Item], belongs: Callable[[Item], bool]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each longest row of neighbours for which `belongs` holds."""
    start: int | None = None
    for index, item in enumerate(items):
        if belongs(item):
            start = index if start is None else start
        elif start is not None:
            yield start, index - 1
            start = None
    if start is not None:
        yield start, len(items) - 1
