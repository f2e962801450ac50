"""Any number of choices in one small integer column: readable by name, checked by one constraint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntFlag
from functools import reduce
from operator import or_
from typing import TypeVar

from django.utils.functional import Promise

Flag = TypeVar("Flag", bound=IntFlag)


def every(flag: type[IntFlag]) -> int:
    """Return the integer with all members set: the largest value a column of this flag may hold."""
    return reduce(or_, (member.value for member in flag), 0)


def codes(flag: type[IntFlag], value: int) -> list[str]:
    """Return the lower-case names of the members in `value`, in the order of the class."""
    return [(member.name or "").lower() for member in flag if member.value & value]


def combine(flag: type[IntFlag], names: Iterable[str]) -> int:
    """Return the integer for lower-case member names; an unknown name is a KeyError."""
    return reduce(or_, (flag[name.upper()].value for name in names), 0)


def choices(labels: Mapping[Flag, str | Promise]) -> list[tuple[str, str | Promise]]:
    """Return form choices (code, label) in the order of `labels`."""
    return [((member.name or "").lower(), label) for member, label in labels.items()]


def shown(labels: Mapping[Flag, str | Promise], value: int) -> list[str]:
    """Return the labels of the members in `value`."""
    return [str(label) for member, label in labels.items() if member.value & value]
