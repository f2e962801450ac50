"""The player as one object: a routine's poses for this person, its parts on the clock, and what is said at each."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.models.diary import Diary
from journal.models.routines import OwnRoutine
from poses.domain.timing import Part, Segment, segments, total_seconds
from poses.models.pose import Pose
from poses.models.routine import Routine, RoutineItem
from poses.pages.routine_steps import Station, Stations, stations_for

AnyRoutine = Routine | OwnRoutine


@dataclass(frozen=True)
class RoutineCard:
    """A routine in the list."""

    routine: AnyRoutine
    stations: Stations

    @property
    def minutes(self) -> int:
        """With getting ready and changing sides."""
        return max(1, round(total_seconds([station.dose for station in self.stations.done]) / 60))

    @property
    def first(self) -> Pose | None:
        """The pose whose figure stands for the routine."""
        return self.stations.done[0].pose if self.stations.done else None


@dataclass(frozen=True)
class PlayerPage:
    """What the player's template shows."""

    routine: AnyRoutine
    address: str
    stations: tuple[Station, ...]
    left_out: tuple[Pose, ...]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The whole routine on the clock."""
        return segments([station.dose for station in self.stations])

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return max(1, round(sum(segment.seconds for segment in self.segments) / 60))

    @property
    def easier(self) -> tuple[Station, ...]:
        """The poses that were swapped for their easier way."""
        return tuple(station for station in self.stations if station.is_easier)

    def plan(self) -> dict[str, Any]:
        """Return what static/js/player.js needs, ready for JSON."""
        parts = [
            {
                "part": segment.part.value,
                "station": segment.station,
                "side": segment.side,
                "seconds": segment.seconds,
                "say": self._sentence(segment),
                "label": _label(segment),
            }
            for segment in self.segments
        ]
        stations = [
            {
                "name": station.name,
                "slug": station.pose.slug,
                "keyframe": station.pose.plate_keyframe,
                "motion": reverse("poses:motion", args=[station.pose.slug]) if station.can_move else "",
            }
            for station in self.stations
        ]
        digest = hashlib.sha256(json.dumps([parts, stations]).encode()).hexdigest()[:12]
        return {"routine": self.address, "digest": digest, "segments": parts, "stations": stations}

    def _sentence(self, segment: Segment) -> str:
        station = self.stations[segment.station]
        values = {"pose": station.name, "seconds": segment.seconds, "side": _side(segment.side)}
        if segment.part is Part.READY:
            place = {"number": segment.station + 1, "count": len(self.stations)}
            begin = _("Pose %(number)d of %(count)d: %(pose)s. Get ready.") % (place | values)
            return f"{begin} {_('First the %(side)s.') % values}" if segment.side else begin
        if segment.part is Part.HOLD:
            hold = ngettext("Hold for %(seconds)d second.", "Hold for %(seconds)d seconds.", segment.seconds) % values
            return f"{_side(segment.side).capitalize()}. {hold}" if segment.side else hold
        if segment.part is Part.SWITCH:
            return _("Other side: the %(side)s.") % values
        return _("Rest for %(seconds)d seconds.") % values


def player_page(routine: AnyRoutine, conditions: int) -> PlayerPage:
    """Make the page of a routine whose items and poses are fetched."""
    stations = stations_for(_items(routine), conditions)
    address = routine.slug if isinstance(routine, Routine) else str(routine.uuid)
    return PlayerPage(routine, address, stations.done, stations.left_out)


def find_routine(address: str, diary: Diary | None) -> AnyRoutine | None:
    """Return the routine of an address: one of the library's, or one of this diary's own."""
    try:
        identifier = uuid.UUID(address)
    except ValueError:
        return Routine.objects.at(address).with_poses().first()
    return OwnRoutine.objects.of(diary).with_uuid(identifier).with_poses(diary).first() if diary else None


def routine_cards(diary: Diary | None, conditions: int) -> tuple[list[RoutineCard], list[RoutineCard]]:
    """Return the library's routines, and the person's own. Two queries each."""
    shared = _cards(Routine.objects.in_order().with_poses(), conditions)
    own = _cards(OwnRoutine.objects.of(diary).with_poses(diary), conditions) if diary else []
    return shared, own


def tonight(conditions: int) -> RoutineCard | None:
    """Return the first routine of the library, for Today. One query."""
    items = list(RoutineItem.objects.of_first_routine())
    if not items:
        return None
    return RoutineCard(items[0].routine, stations_for(((item.pose, item) for item in items), conditions))


def _cards(routines: Iterable[AnyRoutine], conditions: int) -> list[RoutineCard]:
    return [RoutineCard(routine, stations_for(_items(routine), conditions)) for routine in routines]


def _items(routine: AnyRoutine) -> list[tuple[Pose, Any]]:
    return [(item.pose, item) for item in routine.items.all()]


def _side(side: str) -> str:
    return {"left": _("left side"), "right": _("right side"), "": ""}[side]


def _label(segment: Segment) -> str:
    """What stands beside the clock."""
    if segment.part is Part.HOLD:
        return _side(segment.side).capitalize() or _("Hold")
    names = {Part.READY: _("Get ready"), Part.SWITCH: _("Other side"), Part.REST: _("Rest")}
    return names[segment.part]
