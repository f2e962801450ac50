"""Every address of the site, as the resolver knows it: a test that walks them cannot forget a new one."""

from __future__ import annotations

import inspect
import pkgutil
import re
import uuid
from dataclasses import dataclass
from importlib import import_module

from django import forms
from django.urls import get_resolver

import journal.web.forms
import poses.web.forms
import yogasite.accounts.forms
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from journal.models.tokens import AccessToken

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Address:
    """One pattern: its name with the spaces, its route, and the words that stand in it."""

    name: str
    route: str
    words: tuple[str, ...]

    def path(self, values):
        """Return the address with these values in it."""
        text = NAMED.sub(lambda found: str(values[found[1]]), self.route)
        text = CONVERTED.sub(lambda found: str(values[found[1]]), text)
        return "/" + re.sub(r"[\^$]", "", text)


def walk(resolver=None, space="", route=""):
    """Yield every address of the site, those of libraries too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern, f"{pattern.namespace}:" if pattern.namespace else space, whole)
        else:
            words = [*CONVERTED.findall(NAMED.sub("", whole)), *NAMED.findall(whole)]
            yield Address(f"{space}{pattern.name}", whole, tuple(words))


ADDRESSES = tuple(walk())


SOME = {
    "slug": "hero", "night": "2026-11-02", "path": "x.webp", "rest": "v1/x", "app_label": "mfa", "url": "x",
    "address": "before-bed", "token": "x", "pk": 1, "content_type_id": 1, "object_id": 1, "uidb36": "1", "key": "x-y",
    "identifier": uuid.UUID(int=7),
}  # fmt: skip


def own_names():
    """Yield the view names of the site's own addresses."""
    for pattern in get_resolver().url_patterns:
        if getattr(pattern, "app_name", None) in {"poses", "journal", "api"}:
            yield from ((f"{pattern.app_name}:{child.name}", child) for child in pattern.url_patterns)
        elif not hasattr(pattern, "url_patterns"):
            yield pattern.name, pattern


HOLDERS = {
    "journal:cramp-saved": Cramp,
    "journal:cramp-same": Cramp,
    "journal:cramp-edit": Cramp,
    "journal:cramp-delete": Cramp,
    "journal:practice-edit": Practice,
    "journal:practice-delete": Practice,
    "journal:circumstance-edit": Circumstance,
    "journal:circumstance-delete": Circumstance,
    "journal:routine-edit": OwnRoutine,
    "journal:routine-delete": OwnRoutine,
    "journal:report-stop": SharedReport,
    "journal:token-delete": AccessToken,
}
"""Whose row an `identifier` in an address names."""


QUERY = [
    "month",
    "span",
    "side",
    "muscle",
    "when",
    "q",
    "collection",
    "place",
    "minutes",
    "from",
    "next",
    "kind",
    "pause",
]


def field_names():
    found = set(QUERY) | {"uuid", "token", "file", "page", "digest", "leave_out", "held", "routine"}
    parts = pkgutil.iter_modules(journal.web.forms.__path__, "journal.web.forms.")
    modules = [poses.web.forms, yogasite.accounts.forms, *(import_module(part.name) for part in parts)]
    for module in modules:
        for _name, form in inspect.getmembers(module, inspect.isclass):
            if issubclass(form, forms.BaseForm):
                found |= set(getattr(form, "base_fields", {}))
    return sorted(found)
