"""Worlds: how somebody's legs, habits and logging behave. Each field is a part of the simulation in `simulator.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class World:
    """One kind of life. Rates are cramps a week; times are days.

    `phi`, `sigma`: lag-one correlation and sd of the log rate's bad spells. `size`: of the negative binomial, None is
    Poisson. `trend`: change of the log rate from end to end. `season`, `weekday`: height of a yearly and a weekly wave.
    `step`: change of the log rate half way. `habit`: how practice comes about, with chance `practice` and strength
    `pull`. `effect`: when a regular week multiplies the rate by `ratio`. `silence`: which nights stay unlogged.
    `unseen`: share of cramps that are not noticed in idle times. `peak`: height of a few bad weeks each year.
    """

    rate: float = 3.0
    phi: float = 0.8
    sigma: float = 0.5
    size: float | None = 1.5
    trend: float = 0.0
    season: float = 0.0
    weekday: float = 0.0
    step: float = 0.0
    habit: str = "drifting"
    practice: float = 0.45
    idle_practice: float = 0.05
    pull: float = 0.0
    spell: int = 24
    silence: str = "at-random"
    silent: float = 0.15
    effect: str = "none"
    ratio: float = 1.0
    unseen: float = 0.0
    peak: float = 0.0


BASE = World()
IDLE = replace(BASE, sigma=0.4, size=2, habit="streaks", spell=21, silence="idle", silent=0.97, idle_practice=0.01)
NULL = {
    "steady Poisson, 2 a week": replace(BASE, rate=2, sigma=0, size=None),
    "very uneven counts": replace(BASE, rate=2, sigma=0, size=0.5),
    "bad spells, phi .7": replace(BASE, phi=0.7, sigma=0.8, size=None),
    "bad spells, phi .9": replace(BASE, phi=0.9, sigma=0.8, size=3),
    "bad spells, phi .95": replace(BASE, phi=0.95, sigma=1.0, size=3),
    "streaks of practice, phi .95": replace(BASE, phi=0.95, sigma=0.9, size=3, habit="streaks"),
    "weekdays in both": replace(BASE, habit="weekdays", weekday=0.5),
    "decline while practice grows": replace(BASE, trend=-1.2, habit="growing", pull=4),
    "seasons in both": replace(BASE, season=0.6, habit="seasonal", pull=1.2),
    "begins at the worst time": replace(BASE, phi=0.95, sigma=0.9, size=3, habit="after-worst"),
    "a cramp makes one practise": replace(BASE, habit="reacting", pull=1.8, practice=0.35, phi=0.9, sigma=0.8, size=3),
    "a bad night makes one skip": replace(BASE, habit="reacting", pull=-1.8, practice=0.6, phi=0.9, sigma=0.8, size=3),
    "quiet nights unlogged, 60 %": replace(BASE, silence="quiet", silent=0.6, rate=2),
    "unlogged when not practising": replace(BASE, silence="away", silent=0.6, habit="streaks", spell=20),
    "bad nights unlogged, half": replace(BASE, silence="bad", silent=0.5),
    "half unlogged at random": replace(BASE, silent=0.5),
    "rare, 0.3 a week": replace(BASE, rate=0.3, sigma=0.4),
    "often and uneven, 5 a week": replace(BASE, rate=5, size=0.8, sigma=0.7, phi=0.85),
    # Six of our own, made to break it.
    "two levels that switch": replace(BASE, habit="streaks", spell=45, phi=0.99, sigma=1.2, size=3),
    "growth while practice fades": replace(BASE, trend=1.5, habit="growing", pull=-4),
    "one huge bad month": replace(BASE, step=1.0, habit="streaks", spell=30, phi=0.9, sigma=0.9),
    "logs only when practising": replace(BASE, silence="away", silent=0.9, habit="streaks", spell=14),
    "reacts to cramps and seasons": replace(BASE, habit="reacting", pull=1.5, season=0.8, phi=0.93, sigma=0.8),
    "many cramps a night": replace(BASE, rate=14, size=0.4, phi=0.95, sigma=0.8),
    # Logs every night while practising, and only cramps while idle.
    **{
        f"idle: only cramps logged, {100 * silent:.0f} %, {rate} a week": replace(IDLE, rate=rate, silent=silent)
        for silent, rate in ((0.97, 0.5), (0.97, 1), (0.97, 2.5), (0.9, 1), (0.8, 1))
    },
    "idle: only cramps logged, half of the year": replace(IDLE, rate=1, silence="idle-half-year"),
    "idle: only cramps logged, spells of two months": replace(IDLE, rate=1, spell=60),
    "idle: only cramps logged, bad spells": replace(IDLE, rate=1.5, phi=0.93, sigma=0.9),
    # Practises after the evening's cramp.
    "practises after an evening cramp": replace(BASE, habit="same-evening", practice=0.3, pull=0.6),
    "a bad month each year, practice in seasons": replace(BASE, peak=1.4, habit="seasonal", pull=1.5),
    "a bad month each year, practises then": replace(BASE, peak=1.4, habit="peak", pull=2.5),
}
IMPOSSIBLE = {
    "another cure on the first day of practice": replace(BASE, habit="switch", step=-0.7),
    "always on three days a week": replace(BASE, habit="fixed"),
    "hidden state of the legs makes one skip": replace(BASE, habit="hidden", pull=-1.0, phi=0.93, sigma=0.8, size=3),
    "a partner sees 1.6 times as many in weeks together": replace(BASE, habit="streaks", spell=21, unseen=0.375),
}
EFFECT = {
    **{
        f"ratio {ratio}, {effect}": replace(BASE, ratio=ratio, effect=effect)
        for ratio in (0.5, 0.7, 0.85)
        for effect in ("at-once", "week-later", "building-up")
    },
    "ratio 0.5, only that night": replace(BASE, ratio=0.5, effect="that-night"),
    "ratio 1.4, at-once": replace(BASE, ratio=1.4, effect="at-once"),
    "ratio 0.5, streaks": replace(BASE, ratio=0.5, effect="at-once", habit="streaks", phi=0.9, sigma=0.7),
    "ratio 0.5, quiet nights unlogged": replace(BASE, ratio=0.5, effect="at-once", silence="quiet", silent=0.6),
    "ratio 0.5, decline and growing": replace(BASE, ratio=0.5, effect="at-once", habit="growing", pull=4, trend=-0.6),
    "ratio 0.5, steady Poisson": replace(BASE, ratio=0.5, effect="at-once", sigma=0, size=None),
    "ratio 0.5, rare": replace(BASE, ratio=0.5, effect="at-once", rate=0.6),
    "ratio 0.5, idle: only cramps logged": replace(IDLE, ratio=0.5, effect="at-once", rate=3),
    "ratio 0.5, unlogged when not practising": replace(
        BASE, ratio=0.5, effect="at-once", silence="away", silent=0.6, habit="streaks", spell=20
    ),
    "ratio 0.5, three weeks later": replace(BASE, ratio=0.5, effect="three-weeks-later", habit="turns", spell=21),
    "ratio 0.5, practises after an evening cramp": replace(
        BASE, ratio=0.5, effect="at-once", habit="same-evening", practice=0.3, pull=0.6
    ),
}
WORLDS = {**NULL, **IMPOSSIBLE, **EFFECT}
