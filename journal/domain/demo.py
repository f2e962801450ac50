"""A believable made-up diary: deterministic, so that pictures and measurements repeat."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

CRAMPS_A_NIGHT = 0.4
UNKNOWN_NIGHTS = 0.15
PRACTICE_SPELL_DAYS, REST_SPELL_DAYS = 35, 28


@dataclass(frozen=True)
class DemoCramp:
    """A cramp: minutes after the noon that begins its night, and details."""

    uuid: uuid.UUID
    minutes: int
    side: str
    muscle: str
    pain: int
    woke: bool


@dataclass(frozen=True)
class DemoPractice:
    """A session: minutes after the midnight that begins its day, its length, and how many poses."""

    uuid: uuid.UUID
    minutes: int
    seconds: int
    poses: int


@dataclass(frozen=True)
class DemoDay:
    """One diary day; `is_known` without cramps is a night confirmed clear."""

    date: dt.date
    is_known: bool
    cramps: tuple[DemoCramp, ...]
    practice: DemoPractice | None


def demo_days(*, days: int, end: dt.date, seed: int) -> Iterator[DemoDay]:
    """Yield `days` diary days up to `end`: practice comes in spells, bad nights cluster a little."""
    chance = random.Random(seed)  # noqa: S311 -- made-up data, not a secret
    practising, mood = False, 1.0
    for offset in range(days - 1, -1, -1):
        if chance.random() < 1 / (PRACTICE_SPELL_DAYS if practising else REST_SPELL_DAYS):
            practising = not practising
        mood = 0.8 * mood + 0.2 * chance.gammavariate(2, 0.5)
        rate = CRAMPS_A_NIGHT * mood * (0.7 if practising else 1.25)
        practice = _practice(chance) if chance.random() < (0.6 if practising else 0.08) else None
        is_known = chance.random() >= UNKNOWN_NIGHTS
        cramps = tuple(_cramp(chance) for _number in range(_count(chance, rate))) if is_known else ()
        yield DemoDay(end - dt.timedelta(days=offset), is_known, cramps, practice)


def _count(chance: random.Random, rate: float) -> int:
    """Draw a number of cramps of one night: mostly none or one, never more than three."""
    drawn = chance.random()
    return sum(drawn < share for share in (rate * 0.85, rate * 0.13, rate * 0.02))


def _cramp(chance: random.Random) -> DemoCramp:
    return DemoCramp(
        uuid=uuid.UUID(int=chance.getrandbits(128), version=4),
        minutes=chance.randint(11 * 60, 18 * 60),
        side=chance.choice(("left", "left", "right", "both")),
        muscle=chance.choice(("calf", "calf", "calf", "foot", "thigh_back")),
        pain=chance.randint(2, 8),
        woke=chance.random() < 0.8,
    )


def _practice(chance: random.Random) -> DemoPractice:
    return DemoPractice(
        uuid=uuid.UUID(int=chance.getrandbits(128), version=4),
        minutes=chance.randint(19 * 60 + 30, 22 * 60),
        seconds=60 * chance.randint(4, 14),
        poses=chance.randint(2, 5),
    )
