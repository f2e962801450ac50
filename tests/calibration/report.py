"""The figures of a calibration: rates, coverage, power, as a table and a plot."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from tests.calibration.worlds import EFFECT, IMPOSSIBLE, NULL, WORLDS

Row = dict[str, Any]
BEGIN, END = "<!-- calibration of {days} days: begin -->", "<!-- calibration of {days} days: end -->"
PLOT = "pictures/calibration-{days}.svg"


@dataclass(frozen=True)
class Summary:
    """Per cent of diaries. `fewer`, `more`: said in null worlds. `wrong`: the wrong side in worlds with an effect."""

    fewer: float
    more: float
    worst_fewer: float
    worst_world: str
    impossible: float
    coverage: float
    worst_coverage: float
    power: float
    wrong: float
    abstain: float
    milliseconds: float

    def figures(self) -> dict[str, float]:
        """Return the figures by name."""
        return {name: value for name, value in vars(self).items() if isinstance(value, float)}


def summary(rows: Sequence[Row]) -> Summary:
    """Summarise the estimator's answers."""
    null, effect = _of(rows, NULL), _of(rows, EFFECT)
    said = [row for row in (*null, *effect) if row["ratio"] is not None]
    by_world = {name: _share(_of(rows, [name]), lambda row: row["verdict"] == "fewer") for name in NULL}
    worst = max(by_world, key=lambda name: by_world[name])
    covers = {name: _coverage([row for row in said if row["world"] == name]) for name in {**NULL, **EFFECT}}
    return Summary(
        fewer=_share(null, lambda row: row["verdict"] == "fewer"),
        more=_share(null, lambda row: row["verdict"] == "more"),
        worst_fewer=by_world[worst],
        worst_world=worst,
        impossible=_share(_of(rows, list(IMPOSSIBLE)[:1]), lambda row: row["verdict"] == "fewer"),
        coverage=_coverage(said),
        worst_coverage=min((value for value in covers.values() if not math.isnan(value)), default=math.nan),
        power=mean(_share(_of(rows, [name]), lambda row, name=name: row["verdict"] == _right(name)) for name in EFFECT),
        wrong=_share(effect, lambda row: row["verdict"] not in ("insufficient", "unclear", _right(row["world"]))),
        abstain=_share(null, lambda row: row["verdict"] == "insufficient"),
        milliseconds=median(row["ms"] for row in rows),
    )


def table(rows: Sequence[Row], days: int) -> str:
    """Return the table in Markdown: the estimator, then what other apps do."""
    ours = summary(rows)
    diaries = max(row["number"] for row in rows) + 1
    lines = [
        (
            f"{days} days, {diaries} diaries in each of {len(WORLDS)} worlds ({len(NULL)} without an effect). "
            f"{ours.milliseconds:.0f} ms a call."
        ),
        "",
        (
            "| method | says “fewer” though nothing is there, % | “more”, % | worst such world, “fewer”, % | "
            "finds a true effect, mean of 16 worlds, % |"
        ),
        "| --- | --- | --- | --- | --- |",
        (
            f"| this estimator | {ours.fewer:.1f} | {ours.more:.1f} | {ours.worst_fewer:.1f} ({ours.worst_world}) | "
            f"{ours.power:.1f} |"
        ),
    ]
    lines += [_naive_line(rows, label) for label in rows[0]["naive"]]
    lines += [
        "",
        (
            f"The 95 % interval holds the truth in {ours.coverage:.1f} % of diaries, in the worst world in "
            f"{ours.worst_coverage:.1f} %. The wrong side: {ours.wrong:.2f} %. Too little data: {ours.abstain:.1f} % "
            f"of diaries without an effect. Another cure on the first day of practice: “fewer” in "
            f"{ours.impossible:.1f} %."
        ),
    ]
    return "\n".join(lines)


def write(rows: Sequence[Row], days: int, page: Path) -> None:
    """Put the table between its marks in the page, and the plot beside it."""
    begin, end = BEGIN.format(days=days), END.format(days=days)
    text = page.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    picture = PLOT.format(days=days)
    words = f"![Share of false answers in each world without an effect, for five methods]({picture})"
    page.write_text(f"{before}{begin}\n{table(rows, days)}\n\n{words}\n{end}{after}", encoding="utf-8")
    plot(rows, page.parent / picture)


def plot(rows: Sequence[Row], path: Path) -> None:
    """Draw the share of false answers of every method in every world without an effect."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 8), layout="constrained")
    axes = figure.subplots()
    names = list(NULL)[::-1]
    methods = {"this estimator": lambda row: row["verdict"]} | {
        label: lambda row, label=label: row["naive"][label] for label in rows[0]["naive"]
    }
    for marker, (label, verdict) in zip("os^Dv", methods.items(), strict=True):
        shares = [_share(_of(rows, [name]), lambda row, v=verdict: v(row) in ("fewer", "more")) for name in names]
        axes.scatter(shares, range(len(names)), marker=marker, label=label, zorder=3)
    axes.axvline(5, color="grey", linestyle="dashed", linewidth=1)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("answers that claim a difference though there is none, %")
    axes.grid(axis="y", linewidth=0.4)
    axes.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def _naive_line(rows: Sequence[Row], label: str) -> str:
    null = _of(rows, NULL)
    worst = max(_share(_of(rows, [name]), lambda row: row["naive"][label] == "fewer") for name in NULL)
    power = mean(_share(_of(rows, [n]), lambda row, n=n: row["naive"][label] == _right(n)) for n in EFFECT)
    fewer = _share(null, lambda row: row["naive"][label] == "fewer")
    more = _share(null, lambda row: row["naive"][label] == "more")
    return f"| {label} | {fewer:.1f} | {more:.1f} | {worst:.1f} | {power:.1f} |"


def _of(rows: Sequence[Row], names: Any) -> list[Row]:
    return [row for row in rows if row["world"] in names]


def _right(name: str) -> str:
    return "fewer" if WORLDS[name].ratio < 1 else "more"


def _share(rows: Sequence[Row], holds: Callable[[Row], bool]) -> float:
    return 100 * sum(map(holds, rows)) / len(rows) if rows else 0.0


def _coverage(rows: Sequence[Row]) -> float:
    known = [row for row in rows if row["truth"] == row["truth"]]
    return _share(known, lambda row: row["low"] <= row["truth"] <= row["high"]) if known else math.nan
