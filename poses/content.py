"""The text of poses, as written in TOML, read into typed data. Pure: text in, data or errors with exact lines out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

MUSCLES = frozenset({"calf", "thigh_back", "thigh_front", "inner_thigh", "shin", "foot", "hip", "back", "shoulders"})
EVIDENCE = frozenset({"same", "similar", "none"})
SIDES = frozenset({"both", "each"})
PLACES = frozenset({"floor", "standing", "chair", "bed", "wall"})
CONDITIONS = frozenset(
    {
        "glaucoma",
        "osteoporosis",
        "new_joint",
        "no_kneeling",
        "no_prone",
        "pregnancy",
        "blood_pressure",
        "balance",
    }
)
EFFORTS = frozenset({"gentle", "medium", "strong"})
LONGEST_HOLD_SECONDS, MOST_BREATHS, MOST_STEPS, MOST_REPEATS = 1800, 200, 12, 30
Item = TypeVar("Item")


@dataclass(frozen=True)
class ContentError:
    """Something in a content file that cannot be used: where, and what."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentErrors(Exception):
    """Everything that is wrong with a file."""

    def __init__(self, errors: Sequence[ContentError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


@dataclass(frozen=True)
class SourceText:
    """Where a statement comes from."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class StepText:
    """One step; `figure` is the keyframe, from 1."""

    title: str
    text: str
    figure: int


@dataclass(frozen=True)
class EasierText:
    """An easier way; `figure` names the figure whose first keyframe shows it, `not_for` who should leave it too."""

    name: str
    text: str
    figure: str
    not_for: tuple[str, ...] = ()


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
    stretches: tuple[str, ...]
    strengthens: tuple[str, ...]
    plate: int
    cautions: tuple[str, ...]
    mistakes: tuple[str, ...]
    easier: EasierText
    steps: tuple[StepText, ...]
    claim: str = ""
    order: int = 100
    repeats: int = 1
    not_for: tuple[str, ...] = ()
    sanskrit: str = ""
    devanagari: str = ""
    aliases: tuple[str, ...] = ()
    sources: tuple[SourceText, ...] = ()


@dataclass(frozen=True)
class CollectionText:
    """A collection and its poses, in order."""

    slug: str
    name: str
    intro: str
    poses: tuple[str, ...]


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


def parse_pose(text: str, path: str) -> PoseText:
    """Read a pose's file; the slug is the file's name. Raises ContentErrors."""
    reader = _Reader(text, path)
    table = reader.table()
    easier = reader.one(table, "easier", EasierText)
    steps = reader.many(table, "steps", StepText)
    sources = reader.many(table, "sources", SourceText)
    if not 1 <= len(steps) <= MOST_STEPS:
        reader.complain("steps", f"a pose has 1 to {MOST_STEPS} steps, this one has {len(steps)}.")
    plain = {key: value for key, value in table.items() if key not in {"easier", "steps", "sources"}}
    given = plain | {"slug": Path(path).stem, "easier": easier, "steps": steps, "sources": sources}
    pose = reader.build(PoseText, given)
    reader.check_pose(plain)
    reader.check_conditions(table.get("easier"))
    return reader.done(pose)


def parse_collections(text: str, path: str) -> tuple[CollectionText, ...]:
    """Read the collections' file. Raises ContentErrors."""
    reader = _Reader(text, path)
    return reader.done(tuple(reader.many(reader.table(), "collections", CollectionText)))


def parse_guides(text: str, path: str) -> tuple[GuideText, ...]:
    """Read the relief guides' file. Raises ContentErrors."""
    reader = _Reader(text, path)
    return reader.done(tuple(reader.many(reader.table(), "guides", GuideText)))


def read_library(directory: Path) -> Library:
    """Read a folder: `collections.toml`, `relief.toml`, and a pose in every other file. Raises ContentErrors."""
    special = {"collections.toml", "relief.toml"}
    paths = [path for path in sorted(directory.glob("*.toml")) if path.name not in special]
    errors: list[ContentError] = []

    def attempt(parse: Callable[[str, str], Item], path: Path) -> list[Item]:
        try:
            return [parse(path.read_text(encoding="utf-8"), path.name)]
        except ContentErrors as found:
            errors.extend(found.errors)
            return []

    poses = tuple(pose for path in paths for pose in attempt(parse_pose, path))
    collections = attempt(parse_collections, directory / "collections.toml")
    guides = attempt(parse_guides, directory / "relief.toml")
    known = {path.stem for path in paths}
    for collection in (each for group in collections for each in group):
        errors.extend(
            ContentError("collections.toml", 1, f"{collection.slug} names the pose {slug!r}, which has no file.")
            for slug in collection.poses
            if slug not in known
        )
    if errors:
        raise ContentErrors(errors)
    return Library(poses, collections[0], guides[0])


class _Reader:
    """One file: its text, its table, and what was found wrong so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.errors: list[ContentError] = []

    def table(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found.group(1)) if found else self.text.count("\n") + 1
            raise ContentErrors([ContentError(self.path, line, f"this is not TOML: {error}.")]) from error

    def complain(self, key: str, message: str) -> None:
        """Note an error at the first line that begins with `key` (or its table's heading)."""
        pattern = re.compile(rf"^\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(=|\])")
        lines = self.text.split("\n")
        line = next((number for number, each in enumerate(lines, start=1) if pattern.match(each)), 1)
        self.errors.append(ContentError(self.path, line, message))

    def done(self, result: Item | None) -> Item:
        if self.errors or result is None:
            raise ContentErrors(self.errors)
        return result

    def one(self, table: Mapping[str, Any], key: str, kind: type[Item]) -> Any:
        value = table.get(key)
        if not isinstance(value, Mapping):
            self.complain(key, f"{key} is missing or no table.")
            return None
        return self.build(kind, value)

    def many(self, table: Mapping[str, Any], key: str, kind: type[Item]) -> tuple[Any, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            self.complain(key, f"{key} is no list of tables.")
            return ()
        return tuple(self.build(kind, each) for each in value)

    def build(self, kind: type[Item], table: Mapping[str, Any]) -> Item | None:
        """Make a dataclass from a table, noting what is missing, unknown or of the wrong type."""
        known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
        for key in table.keys() - known.keys():
            self.complain(key, f"{key} is no key of this table.")
        values = {}
        for name, each in known.items():
            if name in table:
                values[name] = self._typed(name, table[name], str(each.type))
            elif each.default is MISSING:
                self.complain(name, f"{name} is missing.")
        return None if self.errors else kind(**values)

    def _typed(self, key: str, value: Any, wanted: str) -> Any:
        if wanted == "str" and not (isinstance(value, str) and value.strip()):
            self.complain(key, f"{key} must be text.")
        elif wanted == "int" and (not isinstance(value, int) or isinstance(value, bool)):
            self.complain(key, f"{key} must be a whole number.")
        elif wanted == "tuple[str, ...]":
            if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
                self.complain(key, f"{key} must be a list of texts.")
                return ()
            return tuple(value)
        return value

    def check_pose(self, table: Mapping[str, Any]) -> None:
        """Note values outside their list or range."""
        for key, allowed in (
            ("evidence", EVIDENCE),
            ("sides", SIDES),
            ("effort", EFFORTS),
        ):
            self._check_member(key, table.get(key), allowed)
        for key, members in (
            ("stretches", MUSCLES),
            ("strengthens", MUSCLES),
            ("places", PLACES),
            ("not_for", CONDITIONS),
        ):
            for code in table.get(key, ()) if isinstance(table.get(key), list) else ():
                self._check_member(key, code, members)
        for key, most in (
            ("hold_seconds", LONGEST_HOLD_SECONDS),
            ("breaths", MOST_BREATHS),
            ("repeats", MOST_REPEATS),
        ):
            value = table.get(key)
            if isinstance(value, int) and not 1 <= value <= most:
                self.complain(key, f"{key} must be from 1 to {most}.")

    def check_conditions(self, easier: Any) -> None:
        """Note conditions of the easier way that nobody knows."""
        listed = easier.get("not_for", ()) if isinstance(easier, Mapping) else ()
        for code in listed if isinstance(listed, list) else ():
            self._check_member("not_for", code, CONDITIONS)

    def _check_member(self, key: str, value: Any, allowed: Collection[str]) -> None:
        if isinstance(value, str) and value not in allowed:
            self.complain(key, f"{key} knows no {value!r}, only {', '.join(sorted(allowed))}.")
