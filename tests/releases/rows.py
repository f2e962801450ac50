"""Rows as plain values, by the models of any version: written, planted, and compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import models, transaction

APPS = ("accounts", "poses", "journal")
FOLDER = Path(__file__).parent
FILE = "rows.json"
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def models_of(apps: Apps) -> list[type[models.Model]]:
    """Return the site's own models of a version."""
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def written(model: type[models.Model], using: str) -> list[Row]:
    """Return every row as JSON holds it, by the names of the columns."""
    return [
        {field.attname: _plain(field, row) for field in model._meta.local_concrete_fields}
        for row in model._default_manager.using(using).order_by("pk")
    ]


def all_written(apps: Apps, using: str) -> Rows:
    """Return every row of the site's own tables."""
    return {model._meta.label_lower: written(model, using) for model in models_of(apps)}


def plant(apps: Apps, rows: Rows, using: str) -> None:
    """Store rows; what this version does not know, a column or an answer, gets what its field allows."""
    with transaction.atomic(using=using):
        for model in models_of(apps):
            fields = model._meta.local_concrete_fields
            for field in fields:  # A state's models are its own: a time that was stored is not written over by now.
                field.auto_now = field.auto_now_add = False
            made = [
                model(**{field.attname: _value(field, row) for field in fields})
                for row in rows.get(model._meta.label_lower, [])
            ]
            model._base_manager.using(using).bulk_create(made)


def kept(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Return both, each with the tables and columns that the other has too."""
    return _common(before, after), _common(after, before)


def release(name: str) -> tuple[list[tuple[str, str]], Rows]:
    """Return the last migrations of a released version, and its rows."""
    stored = json.loads((FOLDER / name / FILE).read_text(encoding="utf-8"))
    return [(app, migration) for app, migration in stored["migrations"]], stored["rows"]


def releases() -> list[str]:
    """Return the names of all released versions."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / FILE).exists())


def _plain(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(field, models.JSONField | models.BooleanField | models.IntegerField):
        return value
    if isinstance(field, models.ForeignKey):
        return value
    return field.value_to_string(row)


def _value(field: models.Field[Any, Any], row: Row) -> Any:
    known = [code for code, _label in field.choices or ()]
    if field.attname in row and (not known or row[field.attname] in (*known, "")):
        return field.to_python(row[field.attname])
    if field.has_default() or field.null:
        return field.get_default()
    return known[0] if known else ""


LOADED = "loaded"
"""Holds the columns of the content at the last load, by name: of it too, only what both sides know is compared."""


def _common(rows: Rows, other: Rows) -> Rows:
    found = {}
    for label in rows.keys() & other.keys():
        columns = rows[label][0].keys() & other[label][0].keys() if rows[label] and other[label] else set()
        found[label] = [{name: row[name] for name in sorted(columns)} for row in rows[label]]
        if LOADED in columns:
            for mine, theirs in zip(found[label], other[label], strict=False):
                mine[LOADED] = {name: mine[LOADED][name] for name in mine[LOADED].keys() & theirs[LOADED].keys()}
    return found
