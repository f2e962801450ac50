"""A diary of a world: what happened, what was logged, and what the truth is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journal.domain.evidence.exposure import practice_before_cramps
from tests.calibration.worlds import World

Floats = NDArray[np.float64]
GOAL, WEEK, YEAR = 3, 7, 365.25
PRACTICE_WEEKDAYS = (0, 2, 4)
BUILD_UP_DAYS = 10
IDLE_DAYS = 4
"""So many days without practice, and somebody counts as idle."""
PEAK_DAYS = 14
"""Sd of the yearly bad weeks."""
EVENING_SHARE, EARLY_SHARE, MONTH = 0.5, 0.5, 30
"""Of first cramps: in the evening. Of practice of one's own: before an evening's cramp. Days either side of a peak."""


@dataclass(frozen=True)
class Simulated:
    """`cramps`: a count or None a day. `truth`: mean rate ratio of regular days to others, nan without both.

    `practised`: as the site counts it, after a cramp of the same evening for the next night. `counts`: what happened,
    logged or not. `shape`: trend, season, weekdays and step of the log rate.
    """

    cramps: list[int | None]
    practised: list[bool]
    truth: float
    counts: NDArray[np.int64]
    shape: Floats


def simulate(world: World, days: int, chance: np.random.Generator) -> Simulated:
    """Live `days` days in a world."""
    time, phase, first_weekday = np.arange(days), chance.random() * YEAR, int(chance.integers(WEEK))
    wandering = autoregressive(days, world.phi, world.sigma, chance) - world.sigma**2 / 2
    shape = world.trend * (time / days - 0.5) - world.season * np.cos(2 * np.pi * (time + phase) / YEAR)
    is_practice_weekday = np.isin((time + first_weekday) % WEEK, PRACTICE_WEEKDAYS)
    shape += world.peak * np.exp(-0.5 * (_days_from_peak(time + phase) / PEAK_DAYS) ** 2)
    shape += world.weekday * np.where(is_practice_weekday, -1, 0.75) + np.where(time >= days // 2, world.step, 0.0)
    heat = np.exp(np.log(world.rate / WEEK) + wandering + shape) * (
        1.0 if world.size is None else chance.gamma(world.size, 1 / world.size, days)
    )
    if world.habit == "same-evening":
        counts, practised, effect = _same_evening(world, heat, chance)
    elif world.habit in ("reacting", "after-worst"):
        counts = chance.poisson(heat)
        practised = _after_cramps(world, counts, chance)
        effect = np.ones(days)
    else:
        likely = _likely_practice(world, days, chance, wandering, is_practice_weekday, phase)
        practised = chance.random(days) < likely
        effect = _effect(world, practised)
        counts = chance.poisson(heat * effect)
    if world.unseen:
        counts = np.where(_is_idle(practised), chance.binomial(counts, 1 - world.unseen), counts)
    logged = _logged(world, counts, practised, chance)
    cramps = [int(count) if known else None for count, known in zip(counts, logged, strict=True)]
    return Simulated(cramps, [bool(day) for day in practised], _truth(effect, practised), counts, shape)


def _days_from_peak(time: Floats) -> Floats:
    return np.asarray((time + YEAR / 2) % YEAR - YEAR / 2)


def _is_idle(practised: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(trailing(practised, IDLE_DAYS) == 0)


def autoregressive(days: int, phi: float, sigma: float, chance: np.random.Generator) -> Floats:
    """A wandering level: AR(1) with stationary sd `sigma`."""
    steps = chance.standard_normal(days) * sigma
    level = np.empty(days)
    level[0] = steps[0]
    keep = np.sqrt(1 - phi**2)
    for day in range(1, days):
        level[day] = phi * level[day - 1] + keep * steps[day]
    return level


def trailing(practised: NDArray[np.bool_], length: int = WEEK, lag: int = 0) -> Floats:
    """Practice days in the `length` days that end `lag` days ago."""
    total = np.concatenate([[0], np.cumsum(practised)])
    last = np.clip(np.arange(len(practised)) + 1 - lag, 0, None)
    return (total[last] - total[np.clip(last - length, 0, None)]).astype(float)


def _logistic(values: Floats) -> Floats:
    return 1 / (1 + np.exp(-values))


def _likely_practice(
    world: World,
    days: int,
    chance: np.random.Generator,
    wandering: Floats,
    is_practice_weekday: NDArray[np.bool_],
    phase: float,
) -> Floats:
    time, base = np.arange(days), np.log(world.practice / (1 - world.practice))
    if world.habit in ("streaks", "turns"):
        return _streaks(world, days, chance)
    if world.habit == "fixed":
        return np.where(is_practice_weekday, 1.0, 0.0)
    if world.habit == "switch":
        return np.where(time >= days // 2, 0.6, 0.03)
    drift = {
        "drifting": lambda: base + autoregressive(days, 0.93, 1.6, chance),
        "growing": lambda: base + world.pull * (time / days - 0.5) + autoregressive(days, 0.9, 0.8, chance),
        "weekdays": lambda: np.where(is_practice_weekday, 1.6, -1.6) + autoregressive(days, 0.95, 1.2, chance),
        "seasonal": lambda: (
            base + world.pull * np.cos(2 * np.pi * (time + phase) / YEAR) + autoregressive(days, 0.9, 1.2, chance)
        ),
        "peak": lambda: (
            base + world.pull * (np.abs(_days_from_peak(time + phase)) < MONTH) + autoregressive(days, 0.9, 1.2, chance)
        ),
        "hidden": lambda: base + world.pull * wandering / world.sigma + autoregressive(days, 0.9, 0.8, chance),
    }
    return _logistic(drift[world.habit]())


def _streaks(world: World, days: int, chance: np.random.Generator) -> Floats:
    likely, day, is_on = np.empty(days), 0, chance.random() < 0.5
    while day < days:
        length = (
            world.spell + int(chance.integers(-3, 4))
            if world.habit == "turns"
            else 1 + int(chance.geometric(1 / world.spell))
        )
        likely[day : day + length] = 0.7 if is_on else world.idle_practice
        day, is_on = day + length, not is_on
    return likely


def _after_cramps(world: World, counts: NDArray[np.int64], chance: np.random.Generator) -> NDArray[np.bool_]:
    """Practice that answers to the nights before it."""
    days, draw = len(counts), chance.random(len(counts))
    if world.habit == "after-worst":
        fortnight = np.convolve(counts, np.ones(14))[:days]
        worst = 14 + int(np.argmax(fortnight[14 : max(15, days * 2 // 3)]))
        likely = _logistic(0.4 + autoregressive(days, 0.93, 1.2, chance))
        return np.asarray(np.where(np.arange(days) > worst, draw < likely, draw < 0.03))
    last = np.concatenate([[0], counts[:-1] > 0]).astype(float)
    base = np.log(world.practice / (1 - world.practice)) + autoregressive(days, 0.9, 0.8, chance)
    return np.asarray(draw < _logistic(base + world.pull * last))


def _same_evening(
    world: World, heat: Floats, chance: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.bool_], Floats]:
    """Practice of one's own, and some that answers to a cramp of the same evening: counts, practice, effect."""
    days = len(heat)
    base = np.log(world.practice / (1 - world.practice)) + autoregressive(days, 0.93, 1.2, chance)
    own, draw = chance.random(days) < _logistic(base), chance.random((days, 3))
    counts, effect = np.zeros(days, dtype=np.int64), np.ones(days)
    practised, late = own.copy(), np.zeros(days, dtype=np.bool_)
    for day in range(days):
        week = practised[max(day - WEEK + 1, 0) : day + 1].sum()
        effect[day] = world.ratio if world.effect != "none" and week >= GOAL else 1.0
        counts[day] = chance.poisson(heat[day] * effect[day])
        if counts[day] and draw[day, 0] < EVENING_SHARE:
            is_early = own[day] and draw[day, 1] < EARLY_SHARE
            practised[day] = own[day] or draw[day, 2] < world.pull
            late[day] = practised[day] and not is_early
    return counts, np.array(practice_before_cramps(practised, late)), effect


def _effect(world: World, practised: NDArray[np.bool_]) -> Floats:
    """The factor of each day's rate."""
    if world.effect == "at-once":
        return np.where(trailing(practised) >= GOAL, world.ratio, 1.0)
    if world.effect == "week-later":
        return np.where(trailing(practised, lag=WEEK) >= GOAL, world.ratio, 1.0)
    if world.effect == "three-weeks-later":
        return np.where(trailing(practised, lag=3 * WEEK) >= GOAL, world.ratio, 1.0)
    if world.effect == "that-night":
        return np.where(practised, world.ratio, 1.0)
    if world.effect == "building-up":
        keep, level, dose = np.exp(-1 / BUILD_UP_DAYS), 0.0, np.empty(len(practised))
        for day, done in enumerate(practised):
            level = keep * level + (1 - keep) * done * WEEK
            dose[day] = min(level / GOAL, 1.0)
        return np.asarray(world.ratio**dose)
    return np.ones(len(practised))


def _logged(
    world: World, counts: NDArray[np.int64], practised: NDArray[np.bool_], chance: np.random.Generator
) -> NDArray[np.bool_]:
    draw = chance.random(len(counts))
    if world.silence == "quiet":
        return (counts > 0) | practised | (draw >= world.silent)
    if world.silence == "away":
        lately = trailing(practised, 5)
        silent = np.where(lately == 0, world.silent, np.where(lately == 1, world.silent / 2, 0.08))
        return (draw >= silent) | practised
    if world.silence in ("idle", "idle-half-year"):
        is_leg = np.arange(len(counts)) % YEAR < YEAR / 2
        idle = _is_idle(practised) & (is_leg if world.silence == "idle-half-year" else True)
        return np.asarray((counts > 0) | (draw >= np.where(idle, world.silent, 0.08)))
    if world.silence == "bad":
        return np.asarray(draw >= np.where(counts > 0, world.silent, 0.1))
    return np.asarray(draw >= world.silent)


def _truth(effect: Floats, practised: NDArray[np.bool_]) -> float:
    regular = trailing(practised)[WEEK - 1 :] >= GOAL
    seen = effect[WEEK - 1 :]
    if not regular.any() or regular.all():
        return float("nan")
    return float(seen[regular].mean() / seen[~regular].mean())
