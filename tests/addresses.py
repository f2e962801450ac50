"""Every address of the site, as the resolver knows it: a test that walks them cannot forget a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import get_resolver

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
