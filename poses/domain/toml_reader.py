"""TOML read into dataclasses, with errors that name the exact line. Pure: text in, data or errors out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar

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


class TomlReader:
    """One file: its text, its table, and what was found wrong so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.errors: list[ContentError] = []

    def table(self) -> dict[str, Any]:
        """Return the file's table; ContentErrors when it is no TOML."""
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

    def complain_of(self, text: str, message: str) -> None:
        """Note an error at the line that holds `text`."""
        lines = self.text.split("\n")
        line = next((number for number, each in enumerate(lines, start=1) if text in each), 1)
        self.errors.append(ContentError(self.path, line, message))

    def done(self, result: Item | None) -> Item:
        """Return `result`, or raise everything that was noted."""
        if self.errors or result is None:
            raise ContentErrors(self.errors)
        return result

    def one(self, table: Mapping[str, Any], key: str, kind: type[Item]) -> Any:
        """Return the table at `key` as a dataclass; None when something is wrong with it."""
        value = table.get(key)
        if not isinstance(value, Mapping):
            self.complain(key, f"{key} is missing or no table.")
            return None
        return self.build(kind, value)

    def many(self, table: Mapping[str, Any], key: str, kind: type[Item]) -> tuple[Any, ...]:
        """Return the list of tables at `key` as dataclasses; empty when there is none."""
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

    def check_member(self, key: str, value: Any, allowed: Collection[str]) -> None:
        """Note a text that is not one of `allowed`."""
        if isinstance(value, str) and value not in allowed:
            self.complain(key, f"{key} knows no {value!r}, only {', '.join(sorted(allowed))}.")

    def check_members(self, key: str, values: Any, allowed: Collection[str]) -> None:
        """Note each text of a list that is not one of `allowed`."""
        for value in values if isinstance(values, list) else ():
            self.check_member(key, value, allowed)

    def check_range(self, key: str, value: Any, most: int) -> None:
        """Note a number outside 1 to `most`."""
        if isinstance(value, int) and not 1 <= value <= most:
            self.complain(key, f"{key} must be from 1 to {most}.")
