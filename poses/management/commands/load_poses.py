"""Load the content files into the library."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from poses.actions import load_library
from poses.domain.content import Library, PoseText, read_library
from poses.domain.figures.catalogue import FIGURES_DIRECTORY, FigurePose, load_figures
from poses.domain.figures.checking import check_figure
from poses.domain.figures.keyframes import FigureError
from poses.domain.toml_reader import ContentErrors

CONTENT_DIRECTORY = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    """Read `poses/content/`, draw every figure, and store both."""

    help = "Load the poses. Never overwrites what an editor changed, unless --force is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--check", action="store_true", help="only check the files, write nothing")
        parser.add_argument("--force", action="store_true", help="overwrite what editors changed")
        parser.add_argument("--directory", type=Path, default=CONTENT_DIRECTORY, help="the folder of content files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, then load."""
        try:
            library = read_library(options["directory"])
            figures = load_figures(FIGURES_DIRECTORY)
        except (ContentErrors, FigureError) as error:
            raise CommandError(str(error)) from error
        complaints = [*_missing_figures(library, figures), *_impossible_figures(figures)]
        if complaints:
            raise CommandError("\n".join(complaints))
        if options["check"]:
            self.stdout.write(f"{len(library.poses)} poses and {len(figures)} figures are fine.")
            return
        report = load_library(library, figures, force=options["force"])
        if options["verbosity"]:
            self.stdout.write(
                f"{len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged, "
                f"{len(report.kept)} kept because an editor changed them."
            )


def _missing_figures(library: Library, figures: dict[str, FigurePose]) -> list[str]:
    wanted = [(f"{pose.slug}.toml", slug, number) for pose in library.poses for slug, number in _figures_of(pose)]
    for guide in library.guides:
        wanted += [("relief.toml", guide.figure, 1), ("relief.toml", guide.then_figure, 1)]
    return [
        f"{path}: there is no keyframe {number} of the figure {slug}."
        for path, slug, number in wanted
        if slug not in figures or not 1 <= number <= len(figures[slug].steps)
    ]


def _figures_of(pose: PoseText) -> list[tuple[str, int]]:
    own = [(pose.slug, step.figure) for step in pose.steps]
    return [*own, (pose.slug, pose.plate), (pose.easier.figure, 1)]


def _impossible_figures(figures: dict[str, FigurePose]) -> list[str]:
    return [complaint for figure in figures.values() for complaint in check_figure(figure)]
