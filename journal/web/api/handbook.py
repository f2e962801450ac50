"""From the OpenAPI description to what the page for people shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from journal.domain.choices import TokenScope

Schema = dict[str, Any]
SCOPES = {"LogToken": TokenScope.LOG, "ReadToken": TokenScope.READ}
SAMPLES: dict[str, Schema] = {"/api/v1/practices": {"minutes": 10}}
"""Bodies of the lines to try; an address that needs none is tried without."""


@dataclass(frozen=True)
class Parameter:
    """One field of a request: its name, what it holds in words, and whether it must be there."""

    name: str
    kind: str
    note: str
    is_required: bool


@dataclass(frozen=True)
class Chapter:
    """One address."""

    method: str
    path: str
    title: str
    text: str
    scope: TokenScope
    parameters: tuple[Parameter, ...]
    example: str


def chapters(schema: Schema, *, site: str) -> list[Chapter]:
    """Return the addresses in the order of the schema; `site` is where it is reached."""
    found = []
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            (security,) = operation["security"]
            chapter = Chapter(
                method=method.upper(),
                path=path,
                title=operation["summary"],
                text=operation["description"],
                scope=SCOPES[next(iter(security))],
                parameters=tuple(_parameters(schema, operation)),
                example=example(site + path, method=method.upper(), bearer="$TOKEN", body=SAMPLES.get(path)),
            )
            found.append(chapter)
    return found


def example(address: str, *, method: str, bearer: str, body: Schema | None = None) -> str:
    """Return a line for curl."""
    line = f'curl -X {method} {address} -H "Authorization: Bearer {bearer}"'
    return line if body is None else f"{line} -H \"Content-Type: application/json\" -d '{json.dumps(body)}'"


def _parameters(schema: Schema, operation: Schema) -> Iterator[Parameter]:
    for each in operation["parameters"]:
        inner = _resolved(schema, each["schema"])
        yield Parameter(each["name"], _kind(schema, inner), inner.get("description", ""), each["required"])
    if "requestBody" not in operation:
        return
    body = _resolved(schema, operation["requestBody"]["content"]["application/json"]["schema"])
    for name, field in body["properties"].items():
        resolved = _resolved(schema, field)
        yield Parameter(name, _kind(schema, resolved), field.get("description", ""), name in body.get("required", ()))


def _resolved(schema: Schema, part: Schema) -> Schema:
    """Follow references, and look into what may also be null."""
    for word in ("anyOf", "allOf"):
        if word in part:
            return _resolved(schema, next(each for each in part[word] if each.get("type") != "null"))
    if "$ref" in part:
        target: Schema = schema["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
        return target
    return part


def _kind(schema: Schema, field: Schema) -> str:
    """Say what a field holds."""
    if "enum" in field:
        return _("one of: %(names)s") % {"names": ", ".join(field["enum"])}
    if field["type"] == "array":
        return _("a list, each %(kind)s") % {"kind": _kind(schema, _resolved(schema, field["items"]))}
    if field["type"] == "integer":
        return _("a whole number, %(low)d to %(high)d") % {"low": field["minimum"], "high": field["maximum"]}
    formats = {
        "date": _("a date, like 2026-11-24"),
        "date-time": _("a time, like 2026-11-25T03:12:00+00:00"),
        "uuid": _("a UUID"),
    }
    if field.get("format") in formats:
        return formats[field["format"]]
    return _("text, up to %(letters)d letters") % {"letters": field["maxLength"]}
