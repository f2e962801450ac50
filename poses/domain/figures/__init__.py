"""The drawing engine: pose data to a 3-D ball skeleton to SVG. Pure Python, standard library only."""

from __future__ import annotations

from poses.domain.figures.catalogue import FIGURES_DIRECTORY, FigurePose, SolvedStep, draw_step, load_figures
from poses.domain.figures.checking import check_figure, check_motion
from poses.domain.figures.keyframes import FigureError
from poses.domain.figures.legmap import draw_leg_map
from poses.domain.figures.motion import motion_track

__all__ = [
    "FIGURES_DIRECTORY",
    "FigureError",
    "FigurePose",
    "SolvedStep",
    "check_figure",
    "check_motion",
    "draw_leg_map",
    "draw_step",
    "load_figures",
    "motion_track",
]
