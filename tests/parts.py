"""What a database that is parted by diary asks of every statement (docs/deployment/growing.md)."""

from __future__ import annotations

import re
from contextlib import contextmanager

from django.db import connection

PARTED = frozenset(
    f"journal_{name}"
    for name in (
        "cramp",
        "night",
        "practice",
        "practiceitem",
        "ownroutine",
        "ownroutineitem",
        "circumstance",
        "experiment",
        "evaluation",
        "reminder",
        "upload",
    )
)
TABLE = re.compile(r'(?P<verb>FROM|JOIN|UPDATE|INTO) "(?P<table>\w+)"(?: (?P<alias>[A-Z]\d+)\b)?')


def asks_without_a_diary(sql: str) -> list[str]:
    """Return the tables in parts whose rows a statement does not find by their diary, or moves to another."""
    found = []
    for arm in re.split(r" UNION (?:ALL )?", sql):
        for each in TABLE.finditer(arm):
            name = each["alias"] or f'"{each["table"]}"'
            is_found = each["verb"] == "INTO" or re.search(rf'{name}\."diary_id" (?:=|IN) (?!"?\w+"?\."id")', arm)
            if each["table"] in PARTED and (not is_found or re.search(r'(?: SET|,) "diary_id" = ', arm)):
                found.append(each["table"])
    return found


class Parts:
    """Watches the statements of this thread's connection."""

    is_elsewhere = False

    def __init__(self):
        self.seen, self.refused = 0, []

    def __call__(self, execute, sql, params, many, context):
        """Note a statement, then execute it."""
        if Parts.is_elsewhere:
            return execute(sql, params, many, context)
        tables = [each["table"] for each in TABLE.finditer(str(sql))]
        self.seen += any(table in PARTED for table in tables)
        if asks_without_a_diary(str(sql)):
            self.refused.append(str(sql))
        return execute(sql, params, many, context)


@contextmanager
def watched():
    """Watch what is asked inside the block."""
    parts = Parts()
    with connection.execute_wrapper(parts):
        yield parts


@contextmanager
def elsewhere():
    """Play what another process does in the middle of a request: it is not the request that asks."""
    Parts.is_elsewhere = True
    try:
        yield
    finally:
        Parts.is_elsewhere = False


class EachRequest:
    """A middleware of the tests: no request asks a database in parts for what it would refuse.

    But for an editor who deletes a pose, which may be in anybody's practices: that asks every part on purpose.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer, then complain."""
        with watched() as parts:
            response = self.get_response(request)
        is_of_editors = request.resolver_match is not None and request.resolver_match.namespace == "admin"
        assert is_of_editors or parts.refused == []
        return response
