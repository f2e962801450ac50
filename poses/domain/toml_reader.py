"""TOML read into typed data, with errors that name the line. Pure: text in, data or errors out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError


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


class Content(BaseModel):
    """A table of a file: its keys and no others, each of just its type."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


Table = TypeVar("Table", bound=Content)


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty.")
    return text


Text = Annotated[str, AfterValidator(_said)]


def one_of(codes: Collection[str]) -> Callable[[str], str]:
    """Return what refuses a text that is not one of `codes`."""

    def checked(code: str) -> str:
        if code not in codes:
            raise ValueError(f"there is no {code!r}, only {', '.join(sorted(codes))}.")
        return code

    return checked


def read_table(kind: type[Table], text: str, path: str, **more: str) -> Table:
    """Return a file, with what its name says in `more`. Raises ContentErrors."""
    try:
        return kind.model_validate(tomllib.loads(text) | more)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise ContentErrors([ContentError(path, line, f"this is not TOML: {error}.")]) from error
    except ValidationError as error:
        wrong = [(each["loc"], each["msg"].removeprefix("Value error, ")) for each in error.errors(include_url=False)]
        raise ContentErrors([error_at(text, path, place, message) for place, message in wrong]) from error


def error_at(text: str, path: str, place: Sequence[str | int], message: str) -> ContentError:
    """Return an error at a key, given as the keys and positions that lead to it: ("steps", 2, "title")."""
    lines, at = text.split("\n"), 0
    for key, position in zip(place, [*place[1:], 0], strict=True):
        if isinstance(key, str):
            at = _line_of(lines, at, key, position if isinstance(position, int) else 0)
    names = ".".join(key for key in place if isinstance(key, str))
    return ContentError(path, at + 1, f"{names}: {message}")


def _line_of(lines: Sequence[str], at: int, key: str, position: int) -> int:
    """Return where, from line `at` on, the key or its table stands; in a list with a line for each, that of one."""
    tables = [line for line in range(at, len(lines)) if re.match(rf"\s*\[+\s*{re.escape(key)}\s*\]", lines[line])]
    if tables:
        return tables[min(position, len(tables) - 1)]
    for line in range(at, len(lines)):
        if line > at and lines[line].startswith("["):
            break
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines[line]):
            return min(line + 1 + position, len(lines) - 1) if lines[line].rstrip().endswith("[") else line
    return at


def line_with(text: str, words: str) -> int:
    """Return the first line that holds `words`, from 1."""
    return next((number for number, line in enumerate(text.split("\n"), start=1) if words in line), 1)
