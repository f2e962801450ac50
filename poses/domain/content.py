"""The text of poses, as written in TOML, read into typed data. Pure: text in, data or errors with exact lines out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

from poses.domain.choices import Demand, Effort, Evidence, Muscle, Place, Shown, Sides
from poses.domain.facts.research import FACTS
from poses.domain.numbers import in_words, length_in_words
from poses.domain.toml_reader import (
    Content,
    ContentError,
    ContentErrors,
    Text,
    error_at,
    line_with,
    one_of,
    read_table,
)
from yogasite import flags

Item = TypeVar("Item")
FACT = "fact:"
"""A caution that begins with this names a sentence of `poses.domain.facts`."""
BRACES = re.compile(r"\{(\w+)\}")

Seconds = Annotated[int, Field(ge=1, le=1800)]
FactKey = Annotated[str, AfterValidator(one_of(FACTS))]
MuscleCode = Annotated[str, AfterValidator(one_of(flags.codes(Muscle, flags.every(Muscle))))]
DemandCode = Annotated[str, AfterValidator(one_of(flags.codes(Demand, flags.every(Demand))))]
PlaceCode = Annotated[str, AfterValidator(one_of(flags.codes(Place, flags.every(Place))))]


def _caution(text: str) -> str:
    if text.startswith(FACT):
        one_of(FACTS)(text.removeprefix(FACT))
    return text


Caution = Annotated[Text, AfterValidator(_caution)]


class StepText(Content):
    """One step; `figure` is the keyframe, from 1."""

    title: Text
    text: Text
    figure: int


class EasierText(Content):
    """An easier way; its figure is the first keyframe of `figure`, and `demands` is what it still asks."""

    name: Text
    text: Text
    figure: Text
    demands: list[DemandCode]


class PoseText(Content):
    """A pose as its file says it."""

    slug: Text
    name: Text
    summary: Text
    benefit: Text
    evidence: Annotated[str, AfterValidator(one_of(Evidence.values))]
    evidence_note: Text
    hold_seconds: Seconds
    breaths: Annotated[int, Field(ge=1, le=200)]
    sides: Annotated[str, AfterValidator(one_of(Sides.values))]
    effort: Annotated[str, AfterValidator(one_of(Effort.values))]
    needs: Text
    places: list[PlaceCode]
    demands: list[DemandCode]
    stretches: list[MuscleCode]
    strengthens: list[MuscleCode]
    plate: int
    cautions: list[Caution]
    mistakes: list[Text]
    easier: EasierText
    steps: Annotated[list[StepText], Field(min_length=1, max_length=12)]
    claim: Text = ""
    cue: Text = ""
    order: int = 100
    repeats: Annotated[int, Field(ge=1, le=30)] = 1
    shown_side: Annotated[str, AfterValidator(one_of(Shown.values))] = Shown.LEFT.value
    later_hold_seconds: Seconds = 0
    """How long it may be held once the first dose is easy; 0 where the dose stays."""
    rounds: int = 0
    round_seconds: int = 0
    """A movement is done so many times, each so long; then the hold is their product."""
    sanskrit: Text = ""
    devanagari: Text = ""
    aliases: list[Text] = []
    facts: list[FactKey] = []
    """Sentences of `poses.domain.facts` that follow the note on evidence."""


class CollectionText(Content):
    """A collection and its poses, in order."""

    slug: Text
    name: Text
    intro: Text
    poses: list[Text]


class RoutineItemText(Content):
    """A pose of a routine; without a hold or repeats those of the pose count."""

    pose: Text
    hold_seconds: int = 0
    repeats: int = 0


class RoutineText(Content):
    """A routine, in order, with what it rests on."""

    slug: Text
    name: Text
    intro: Text
    note: Text
    items: Annotated[list[RoutineItemText], Field(min_length=1)]
    facts: list[FactKey] = []


class GuideText(Content):
    """What to do about a cramp in one muscle."""

    slug: Text
    name: Text
    lines: list[Text]
    more: Text
    figure: Text
    then_title: Text
    then_text: Text
    then_figure: Text


class _Collections(Content):
    collections: list[CollectionText] = []


class _Routines(Content):
    routines: list[RoutineText] = []


class _Guides(Content):
    guides: list[GuideText] = []


@dataclass(frozen=True)
class Library:
    """All content."""

    poses: Sequence[PoseText]
    collections: Sequence[CollectionText]
    guides: Sequence[GuideText]
    routines: Sequence[RoutineText]


def parse_pose(text: str, path: str) -> PoseText:
    """Read a pose's file; the slug is the file's name. Raises ContentErrors."""
    pose = read_table(PoseText, text, path, slug=Path(path).stem)
    words = _dose_in_words(pose)
    wrong = [error_at(text, path, [key], message) for key, message in _disagreements(pose)]
    wrong += [
        ContentError(path, line_with(text, each), f"{each!r} may name only {', '.join(sorted(words))} in braces.")
        for each in (*(step.text for step in pose.steps), *pose.mistakes)
        if {"{", "}"} & set(_filled(each, words))
    ]
    if wrong:
        raise ContentErrors(wrong)
    steps = [step.model_copy(update={"text": _filled(step.text, words)}) for step in pose.steps]
    return pose.model_copy(update={"steps": steps, "mistakes": [_filled(each, words) for each in pose.mistakes]})


def parse_collections(text: str, path: str) -> Sequence[CollectionText]:
    """Read the collections' file. Raises ContentErrors."""
    return read_table(_Collections, text, path).collections


def parse_routines(text: str, path: str) -> Sequence[RoutineText]:
    """Read the routines' file. Raises ContentErrors."""
    return read_table(_Routines, text, path).routines


def parse_guides(text: str, path: str) -> Sequence[GuideText]:
    """Read the relief guides' file. Raises ContentErrors."""
    return read_table(_Guides, text, path).guides


def read_library(directory: Path) -> Library:
    """Read a folder: collections, relief, routines, and a pose in every other file. Raises ContentErrors."""
    special = {"collections.toml", "relief.toml", "routines.toml"}
    paths = [path for path in sorted(directory.glob("*.toml")) if path.name not in special]
    errors: list[ContentError] = []

    def attempt(parse: Callable[[str, str], Item], path: Path) -> list[Item]:
        try:
            return [parse(path.read_text(encoding="utf-8"), path.name)]
        except ContentErrors as found:
            errors.extend(found.errors)
        except FileNotFoundError:
            errors.append(ContentError(path.name, 1, "this file is missing."))
        return []

    poses = tuple(pose for path in paths for pose in attempt(parse_pose, path))
    collections = attempt(parse_collections, directory / "collections.toml")
    guides = attempt(parse_guides, directory / "relief.toml")
    routines = attempt(parse_routines, directory / "routines.toml")
    named = [("collections.toml", each.slug, each.poses) for group in collections for each in group]
    named += [("routines.toml", each.slug, [i.pose for i in each.items]) for group in routines for each in group]
    known = {path.stem for path in paths}
    errors.extend(
        ContentError(path, 1, f"{owner} names the pose {slug!r}, which has no file.")
        for path, owner, slugs in named
        for slug in slugs
        if slug not in known
    )
    if errors:
        raise ContentErrors(errors)
    return Library(poses, collections[0], guides[0], routines[0])


def _dose_in_words(pose: PoseText) -> dict[str, str]:
    """Return what steps and mistakes may say of the dose, so that they cannot say another one than the timer."""
    lengths = {"hold": pose.hold_seconds, "round": pose.round_seconds}
    counts = {"breaths": pose.breaths, "rounds": pose.rounds}
    words = {name: length_in_words(seconds) for name, seconds in lengths.items() if seconds}
    return words | {name: in_words(number) for name, number in counts.items() if number}


def _filled(text: str, words: dict[str, str]) -> str:
    return BRACES.sub(lambda found: words.get(found.group(1), found.group(0)), text)


def _disagreements(pose: PoseText) -> Iterator[tuple[str, str]]:
    """Yield the keys whose values do not fit others: rounds that do not fill the hold, a later hold no longer."""
    rounds, each, hold = pose.rounds, pose.round_seconds, pose.hold_seconds
    if (rounds or each) and rounds * each != hold:
        yield "rounds", f"{rounds} rounds of {each} seconds are not {hold} seconds."
    if 0 < pose.later_hold_seconds <= hold:
        yield "later_hold_seconds", f"must be longer than {hold}."
