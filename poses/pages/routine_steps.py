"""A routine as one person will do it: poses that something rules out are swapped for their easier way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from poses.domain.choices import CONDITION_LABELS
from poses.domain.suitability import Fit, fit_of, ruled_out
from poses.domain.timing import Dose
from poses.models.pose import Pose
from poses.models.routine import DosedPose
from yogasite import flags


@dataclass(frozen=True)
class Station:
    """A pose of a routine, as it is or in its easier way."""

    pose: Pose
    dose: Dose
    is_easier: bool = False
    why: tuple[str, ...] = ()
    """Why the easier way is taken."""

    @property
    def name(self) -> str:
        """The pose, and the easier way where that is done."""
        return f"{self.pose.name}: {self.pose.easier_name.lower()}" if self.is_easier else self.pose.name

    @property
    def cue(self) -> str:
        """What to do."""
        return self.pose.easier_text if self.is_easier else self.pose.short_cue

    @property
    def figure_svg(self) -> str:
        """The still figure."""
        return self.pose.easier_svg if self.is_easier else self.pose.plate_svg

    @property
    def can_move(self) -> bool:
        """Whether there is a moving figure: an easier way has one position only."""
        return bool(self.pose.plate_keyframe) and not self.is_easier


@dataclass(frozen=True)
class Stations:
    """The poses to do, and those that no way suits."""

    done: tuple[Station, ...]
    left_out: tuple[Pose, ...]


def conditions_of(request: HttpRequest) -> int:
    """Return what the person said rules poses out (`journal.web.middleware.know_the_person` sets it)."""
    ask: Callable[[], int] | None = getattr(request, "conditions", None)
    return ask() if ask else 0


def condition_names(conditions: int) -> list[str]:
    """Name conditions in words."""
    return flags.shown(CONDITION_LABELS, conditions)


def fit_of_pose(pose: Pose, conditions: int) -> Fit:
    """Tell whether a pose suits somebody with `conditions`, only its easier way does, or neither."""
    return fit_of(pose.demands, pose.easier_demands, conditions)


def reasons_against(pose: Pose, conditions: int) -> list[str]:
    """Say why a pose does not suit somebody with `conditions` as it is; where no way does, why not the easier one."""
    fit = fit_of_pose(pose, conditions)
    demands = pose.easier_demands if fit is Fit.LEFT_OUT else pose.demands
    return [str(why) for why in ruled_out(demands, conditions)]


def stations_for(items: Iterable[tuple[Pose, DosedPose]], conditions: int) -> Stations:
    """Return a routine's poses for somebody with `conditions`, in order."""
    done, left_out = [], []
    for pose, item in items:
        fit = fit_of_pose(pose, conditions)
        if fit is Fit.LEFT_OUT:
            left_out.append(pose)
        else:
            dose = replace(pose.dose, hold_seconds=item.hold_seconds, repeats=item.repeats)
            why = tuple(reasons_against(pose, conditions))
            done.append(Station(pose, dose, is_easier=fit is Fit.EASIER, why=why))
    return Stations(tuple(done), tuple(left_out))
