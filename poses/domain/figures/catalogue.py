"""The figures of all poses: TOML files in a folder, read, solved and ready to draw."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from poses.domain.figures.drawing import figure_svg
from poses.domain.figures.framing import close_box, common_box
from poses.domain.figures.keyframes import FigureError, read_keyframe
from poses.domain.figures.kinematics import Skeleton, solve
from poses.domain.figures.overlays import Arrow, Mat, Strap
from poses.domain.figures.projection import Box
from poses.domain.figures.props import Prop

FIGURES_DIRECTORY = Path(__file__).parent / "data"
_OVERLAYS = frozenset({"stretch", "arrows"})


@dataclass(frozen=True)
class SolvedStep:
    """One keyframe, solved, with what may be laid over it."""

    skeleton: Skeleton
    stretch: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    strap: Strap | None = None


@dataclass(frozen=True)
class FigurePose:
    """All keyframes of a pose, with its mat and props."""

    slug: str
    title: str
    steps: tuple[SolvedStep, ...]
    mat: Mat | None
    props: tuple[Prop, ...]

    @cached_property
    def box(self) -> Box:
        """The picture that holds every step."""
        skeletons = [step.skeleton for step in self.steps]
        return common_box(skeletons, [step.arrows for step in self.steps], self.mat, self.props)

    def step(self, number: int) -> SolvedStep:
        """Return a step, counted from 1."""
        if not 1 <= number <= len(self.steps):
            raise FigureError(f"{self.slug} has {len(self.steps)} keyframes, not {number}.")
        return self.steps[number - 1]


def load_figures(directory: Path) -> dict[str, FigurePose]:
    """Return every pose of a folder by slug; a FigureError names the file and the step that cannot be drawn."""
    return {path.stem: _load(path) for path in sorted(directory.glob("*.toml"))}


def draw_step(
    figure: FigurePose,
    step: int,
    *,
    title: str,
    description: str,
    aspect: float | None = None,
    overlays: bool = False,
) -> str:
    """Return the SVG of a step, counted from 1.

    Without `aspect` the picture is the one that all steps of the pose share; with it (width by height) it is
    cropped around this step. `overlays` adds tinted muscles and arrows.
    """
    solved = figure.step(step)
    box = close_box(solved.skeleton, figure.mat, figure.props, aspect) if aspect else figure.box
    return figure_svg(
        solved.skeleton,
        box,
        title=title,
        description=description,
        mat=figure.mat,
        props=figure.props,
        stretch=solved.stretch if overlays else (),
        arrows=solved.arrows if overlays else (),
        strap=solved.strap,
    )


def _load(path: Path) -> FigurePose:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FigureError(f"{path.name}: {error}.") from error
    try:
        view = (data["view"][0], data["view"][1])
        title, tables = str(data["title"]), data["step"]
        mat = Mat(*data["mat"]) if "mat" in data else None
        props = tuple(Prop(**table) for table in data.get("prop", ()))
    except (KeyError, TypeError, IndexError) as error:
        raise FigureError(f"{path.name}: title, view or step is missing or misread ({error}).") from error
    steps = tuple(_step(path.name, tables, number, view) for number in range(1, len(tables) + 1))
    return FigurePose(path.stem, title, steps, mat, props)


def _step(name: str, tables: list[dict[str, Any]], number: int, view: tuple[float, float]) -> SolvedStep:
    where = f"{name}, step {number}"
    table = _with_repeated(tables, number, where)
    try:
        arrows = tuple(
            Arrow(joint, (x0, y0), (x1, y1), *bow) for joint, x0, y0, x1, y1, *bow in table.get("arrows", ())
        )
        strap = Strap(tuple(table["strap"])) if "strap" in table else None
        skeleton = solve(read_keyframe(table, view=view, where=where))
        return SolvedStep(skeleton, tuple(table.get("stretch", ())), arrows, strap)
    except FigureError as error:
        raise FigureError(f"{where}: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise FigureError(f"{where}: cannot solve this step ({error}).") from error


def _with_repeated(tables: list[dict[str, Any]], number: int, where: str) -> Mapping[str, Any]:
    """Return a step's table; `same = n` takes over everything of step n but its overlays."""
    table = tables[number - 1]
    if "same" not in table:
        return table
    if not 1 <= table["same"] < number:
        raise FigureError(f"{where}: `same` names step {table['same']}, which does not come before it.")
    earlier = _with_repeated(tables, table["same"], where)
    return {key: value for key, value in earlier.items() if key not in _OVERLAYS} | table
