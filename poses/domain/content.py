"""The text of poses, as written in TOML, read into typed data. Pure: text in, data or errors with exact lines out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from poses.domain.choices import Demand
from poses.domain.facts.research import FACTS
from poses.domain.numbers import in_words, length_in_words
from poses.domain.toml_reader import ContentError, ContentErrors, Item, TomlReader

MUSCLES = frozenset({"calf", "thigh_back", "thigh_front", "inner_thigh", "shin", "foot", "hip", "back", "shoulders"})
EVIDENCE = frozenset({"same", "similar", "none"})
SIDES = frozenset({"both", "each"})
SHOWN = frozenset({"left", "right"})
PLACES = frozenset({"floor", "standing", "chair", "bed", "wall"})
EFFORTS = frozenset({"gentle", "medium", "strong"})
DEMANDS = frozenset((demand.name or "").lower() for demand in Demand)
FACT_KEYS = frozenset(FACTS)
FACT = "fact:"
"""A caution that begins with this names a sentence of `poses.domain.facts`."""
BRACES = re.compile(r"\{(\w+)\}")
LONGEST_HOLD_SECONDS, MOST_BREATHS, MOST_STEPS, MOST_REPEATS = 1800, 200, 12, 30


@dataclass(frozen=True)
class StepText:
    """One step; `figure` is the keyframe, from 1."""

    title: str
    text: str
    figure: int


@dataclass(frozen=True)
class EasierText:
    """An easier way; its figure is the first keyframe of `figure`, and `demands` is what it still asks."""

    name: str
    text: str
    figure: str
    demands: tuple[str, ...]


@dataclass(frozen=True)
class PoseText:
    """A pose as its file says it."""

    slug: str
    name: str
    summary: str
    benefit: str
    evidence: str
    evidence_note: str
    hold_seconds: int
    breaths: int
    sides: str
    effort: str
    needs: str
    places: tuple[str, ...]
    demands: tuple[str, ...]
    stretches: tuple[str, ...]
    strengthens: tuple[str, ...]
    plate: int
    cautions: tuple[str, ...]
    mistakes: tuple[str, ...]
    easier: EasierText
    steps: tuple[StepText, ...]
    claim: str = ""
    cue: str = ""
    order: int = 100
    repeats: int = 1
    shown_side: str = "left"
    later_hold_seconds: int = 0
    """How long it may be held once the first dose is easy; 0 where the dose stays."""
    rounds: int = 0
    round_seconds: int = 0
    """A movement is done so many times, each so long; then the hold is their product."""
    sanskrit: str = ""
    devanagari: str = ""
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """Sentences of `poses.domain.facts` that follow the note on evidence."""


@dataclass(frozen=True)
class CollectionText:
    """A collection and its poses, in order."""

    slug: str
    name: str
    intro: str
    poses: tuple[str, ...]


@dataclass(frozen=True)
class RoutineItemText:
    """A pose of a routine; without a hold or repeats those of the pose count."""

    pose: str
    hold_seconds: int = 0
    repeats: int = 0


@dataclass(frozen=True)
class RoutineText:
    """A routine, in order, with what it rests on."""

    slug: str
    name: str
    intro: str
    note: str
    items: tuple[RoutineItemText, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class GuideText:
    """What to do about a cramp in one muscle."""

    slug: str
    name: str
    lines: tuple[str, ...]
    more: str
    figure: str
    then_title: str
    then_text: str
    then_figure: str


@dataclass(frozen=True)
class Library:
    """All content."""

    poses: tuple[PoseText, ...]
    collections: tuple[CollectionText, ...]
    guides: tuple[GuideText, ...]
    routines: tuple[RoutineText, ...]


def parse_pose(text: str, path: str) -> PoseText:
    """Read a pose's file; the slug is the file's name. Raises ContentErrors."""
    reader = TomlReader(text, path)
    table = reader.table()
    easier = reader.one(table, "easier", EasierText)
    steps = reader.many(table, "steps", StepText)
    if not 1 <= len(steps) <= MOST_STEPS:
        reader.complain("steps", f"a pose has 1 to {MOST_STEPS} steps, this one has {len(steps)}.")
    plain = {key: value for key, value in table.items() if key not in {"easier", "steps"}}
    given = plain | {"slug": Path(path).stem, "easier": easier, "steps": steps}
    pose = reader.build(PoseText, given)
    _check_pose(reader, plain)
    _check_rounds(reader, plain)
    if isinstance(table.get("easier"), Mapping):
        reader.check_members("demands", table["easier"].get("demands"), DEMANDS)
    return _with_dose_in_words(reader, reader.done(pose))


def parse_collections(text: str, path: str) -> tuple[CollectionText, ...]:
    """Read the collections' file. Raises ContentErrors."""
    reader = TomlReader(text, path)
    return reader.done(tuple(reader.many(reader.table(), "collections", CollectionText)))


def parse_routines(text: str, path: str) -> tuple[RoutineText, ...]:
    """Read the routines' file. Raises ContentErrors."""
    reader = TomlReader(text, path)
    tables = reader.table().get("routines", [])
    routines = []
    for table in tables if isinstance(tables, list) else ():
        if not isinstance(table, Mapping):
            reader.complain("routines", "routines is no list of tables.")
            continue
        items = reader.many(table, "items", RoutineItemText)
        reader.check_members("facts", table.get("facts"), FACT_KEYS)
        if not items:
            reader.complain("items", "a routine has at least one pose.")
        routines.append(reader.build(RoutineText, {**table, "items": items}))
    return reader.done(tuple(each for each in routines if each is not None))


def parse_guides(text: str, path: str) -> tuple[GuideText, ...]:
    """Read the relief guides' file. Raises ContentErrors."""
    reader = TomlReader(text, path)
    return reader.done(tuple(reader.many(reader.table(), "guides", GuideText)))


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
    named += [("routines.toml", each.slug, tuple(i.pose for i in each.items)) for group in routines for each in group]
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


def _with_dose_in_words(reader: TomlReader, pose: PoseText) -> PoseText:
    """Write the dose into the steps, so that they cannot say another one than the timer. Raises ContentErrors."""
    lengths = {"hold": pose.hold_seconds, "round": pose.round_seconds}
    counts = {"breaths": pose.breaths, "rounds": pose.rounds}
    words = {name: length_in_words(seconds) for name, seconds in lengths.items() if seconds}
    words |= {name: in_words(number) for name, number in counts.items() if number}

    def written(text: str) -> str:
        filled = BRACES.sub(lambda found: words.get(found.group(1), found.group(0)), text)
        if "{" in filled or "}" in filled:
            reader.complain_of(text, f"{text!r} may name only {', '.join(sorted(words))} in braces.")
        return filled

    steps = tuple(replace(step, text=written(step.text)) for step in pose.steps)
    mistakes = tuple(map(written, pose.mistakes))
    return reader.done(replace(pose, steps=steps, mistakes=mistakes))


def _check_rounds(reader: TomlReader, table: Mapping[str, Any]) -> None:
    """Note a movement whose rounds do not fill its hold."""
    rounds, each, hold = (table.get(key, 0) for key in ("rounds", "round_seconds", "hold_seconds"))
    if all(isinstance(value, int) for value in (rounds, each, hold)) and (rounds or each) and rounds * each != hold:
        reader.complain("rounds", f"{rounds} rounds of {each} seconds are not {hold} seconds.")
    later = table.get("later_hold_seconds")
    if isinstance(later, int) and isinstance(hold, int) and later <= hold:
        reader.complain("later_hold_seconds", f"later_hold_seconds must be longer than {hold}.")


def _check_pose(reader: TomlReader, table: Mapping[str, Any]) -> None:
    """Note values outside their list or range."""
    for key, allowed in (("evidence", EVIDENCE), ("sides", SIDES), ("effort", EFFORTS), ("shown_side", SHOWN)):
        reader.check_member(key, table.get(key), allowed)
    for key, allowed in (
        ("stretches", MUSCLES),
        ("strengthens", MUSCLES),
        ("places", PLACES),
        ("demands", DEMANDS),
        ("facts", FACT_KEYS),
    ):
        reader.check_members(key, table.get(key), allowed)
    cautions = table.get("cautions")
    for caution in cautions if isinstance(cautions, list) else ():
        if isinstance(caution, str) and caution.startswith(FACT):
            reader.check_member("cautions", caution.removeprefix(FACT), FACT_KEYS)
    for key, most in (
        ("hold_seconds", LONGEST_HOLD_SECONDS),
        ("later_hold_seconds", LONGEST_HOLD_SECONDS),
        ("breaths", MOST_BREATHS),
        ("repeats", MOST_REPEATS),
    ):
        reader.check_range(key, table.get(key), most)
