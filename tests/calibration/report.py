"""The figures of a calibration: rates, coverage, power, as tables and a plot."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from tests.calibration.worlds import EFFECT, IMPOSSIBLE, NULL, WORLDS

Row = dict[str, Any]
PLOT = "pictures/calibration-{days}.svg"
ESTIMATOR, ORACLE = "this estimator", "the same model, told the truth about the legs"
DETAILED_DAYS = (365, 730)
"""The lengths whose worlds are listed one by one."""
IDLE_WORLDS = "idle: "


@dataclass(frozen=True)
class Summary:
    """Per cent of diaries. `fewer`, `more`: said in null worlds. `wrong`: the wrong side in worlds with an effect.

    `idle`: "fewer" in those null worlds where idle times hold only cramps.
    """

    fewer: float
    more: float
    worst: float
    coverage: float
    worst_coverage: float
    idle: float
    power: float
    wrong: float
    abstain: float


def summary(rows: Sequence[Row]) -> Summary:
    """Summarise the estimator's answers."""
    null, effect = _of(rows, NULL), _of(rows, EFFECT)
    covers = [_coverage(_of(rows, [name])) for name in (*NULL, *EFFECT)]
    return Summary(
        fewer=said(null, ESTIMATOR, "fewer"),
        more=said(null, ESTIMATOR, "more"),
        worst=_worst(rows, ESTIMATOR)[0],
        coverage=_coverage([*null, *effect]),
        worst_coverage=min((value for value in covers if not math.isnan(value)), default=math.nan),
        idle=said(_of(rows, [name for name in NULL if name.startswith(IDLE_WORLDS)]), ESTIMATOR, "fewer"),
        power=power(rows, ESTIMATOR),
        wrong=_share(effect, lambda row: row["verdict"] not in ("insufficient", "unclear", _right(row["world"]))),
        abstain=said(null, ESTIMATOR, "insufficient"),
    )


def said(rows: Sequence[Row], method: str, verdict: str) -> float:
    """Return the per cent of diaries in which a method says it."""
    return _share(rows, lambda row: answered(row, method) == verdict)


def answered(row: Row, method: str) -> str:
    """Return what a method said of a diary."""
    return str(row["verdict"] if method == ESTIMATOR else row["others"][method])


def power(rows: Sequence[Row], method: str) -> float:
    """Return the mean per cent, over the worlds with an effect, of diaries in which it is found."""
    return mean(said(_of(rows, [name]), method, _right(name)) for name in EFFECT)


def table(rows: Sequence[Row], days: int) -> str:
    """Return the figures in Markdown: the estimator, the oracle, what other apps do; then each world."""
    ours, diaries = summary(rows), len(rows) // len(WORLDS)
    null = len(_of(rows, NULL))
    methods = [ESTIMATOR, *rows[0]["others"]]
    lines = [
        (
            f"{days} days, {diaries} diaries in each of {len(WORLDS)} worlds, {len(NULL)} of them without an effect. "
            f"One standard error in one world is {_error(2.5, diaries):.1f} points at 2.5 %, "
            f"{_error(50, diaries):.1f} at 50 %; of the worlds without an effect together {_error(2.5, null):.1f}."
        ),
        "",
        (
            "| method | says “fewer” though nothing is there, % | “more”, % | worst such world, either side, % | "
            f"finds a true effect, mean of {len(EFFECT)} worlds, % |"
        ),
        "| --- | --- | --- | --- | --- |",
        *[_method_line(rows, method) for method in methods],
        "",
        _sentences(rows, ours),
    ]
    if days in DETAILED_DAYS:
        lines += ["", *_world_lines(rows)]
    return "\n".join(lines)


def put(page: Path, name: str, text: str) -> None:
    """Put text between its marks in the page."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    whole = page.read_text(encoding="utf-8")
    page.write_text(f"{whole.split(begin)[0]}{begin}\n{text}\n{end}{whole.split(end)[1]}", encoding="utf-8")


def write(rows: Sequence[Row], days: int, page: Path) -> None:
    """Put the tables into the page, and the plot beside it."""
    picture = PLOT.format(days=days)
    words = f"![Share of false answers in each world without an effect, for every method]({picture})"
    put(page, f"calibration of {days} days", f"{table(rows, days)}\n\n{words}")
    plot(rows, page.parent / picture)


def plot(rows: Sequence[Row], path: Path) -> None:
    """Draw the share of false answers of every method in every world without an effect."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 8), layout="constrained")
    axes = figure.subplots()
    names = list(NULL)[::-1]
    for marker, method in zip("o*s^Dv", [ESTIMATOR, *rows[0]["others"]], strict=True):
        shares = [sum(said(_of(rows, [name]), method, side) for side in ("fewer", "more")) for name in names]
        axes.scatter(shares, range(len(names)), marker=marker, label=method, zorder=3)
    axes.axvline(5, color="grey", linestyle="dashed", linewidth=1)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("answers that claim a difference though there is none, %")
    axes.grid(axis="y", linewidth=0.4)
    axes.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def _method_line(rows: Sequence[Row], method: str) -> str:
    null, (worst, world) = _of(rows, NULL), _worst(rows, method)
    fewer, more = said(null, method, "fewer"), said(null, method, "more")
    return f"| {method} | {fewer:.1f} | {more:.1f} | {worst:.1f} ({world}) | {power(rows, method):.1f} |"


def _sentences(rows: Sequence[Row], ours: Summary) -> str:
    traps = "; ".join(
        f"{name}: {' / '.join(f'{said(_of(rows, [name]), ESTIMATOR, side):.1f}' for side in ('fewer', 'more'))} %"
        for name in IMPOSSIBLE
    )
    covers = "No interval is given. "
    if not math.isnan(ours.coverage):
        covers = (
            f"The 95 % interval holds the truth in {ours.coverage:.1f} % of diaries, in the worst world in "
            f"{ours.worst_coverage:.1f} %. "
        )
    return (
        f"{covers}The wrong side: {ours.wrong:.2f} %. Too little data: {ours.abstain:.1f} % of diaries without an "
        f"effect. “Fewer” / “more” in worlds that are traps: {traps}."
    )


def _world_lines(rows: Sequence[Row]) -> list[str]:
    lines = ["| world | “fewer”, % | “more”, % | interval holds the truth, % | oracle: “fewer”, “more”, % |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for name in WORLDS:
        lived = _of(rows, [name])
        covers = _coverage(lived)
        figures = [said(lived, method, side) for method in (ESTIMATOR, ORACLE) for side in ("fewer", "more")]
        held = "–" if math.isnan(covers) else f"{covers:.1f}"
        lines.append(f"| {name} | {figures[0]:.1f} | {figures[1]:.1f} | {held} | {figures[2]:.1f}, {figures[3]:.1f} |")
    return lines


def _error(percent: float, diaries: int) -> float:
    """One standard error, in points."""
    return math.sqrt(percent * (100 - percent) / diaries)


def _worst(rows: Sequence[Row], method: str) -> tuple[float, str]:
    return max((said(_of(rows, [name]), method, side), name) for name in NULL for side in ("fewer", "more"))


def _of(rows: Sequence[Row], names: Any) -> list[Row]:
    return [row for row in rows if row["world"] in names]


def _right(name: str) -> str:
    return "fewer" if WORLDS[name].ratio < 1 else "more"


def _share(rows: Sequence[Row], holds: Callable[[Row], bool]) -> float:
    return 100 * sum(map(holds, rows)) / len(rows) if rows else 0.0


def _coverage(rows: Sequence[Row]) -> float:
    """Of the diaries that have an interval and a truth."""
    known = [row for row in rows if row["ratio"] is not None and not math.isnan(row["truth"])]
    return _share(known, lambda row: row["low"] <= row["truth"] <= row["high"]) if known else math.nan
