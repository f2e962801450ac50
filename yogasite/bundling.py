"""One script and one style sheet a page: what our files import is put into them when static files are collected.

A browser learns of a module's imports only when it has the module, so that each step of a chain waits for the line once
more. While developing, and wherever files are not collected, the same files import each other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

JOINED = (
    "css/app.css",
    "css/fortnight.css",
    "css/trend.css",
    "js/app.js",
    "js/device.js",
    "js/passkeys.js",
    "js/player.js",
    "js/pose.js",
    "js/waits.js",
)
"""What pages name. The other files of `static/css` and `static/js` are parts of these, or stand alone."""

STYLE_IMPORT = re.compile(r'^@import (?P<names>)"(?P<address>\.[^"]+)";\n', re.MULTILINE)
MODULE_IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}) from )?"(?P<address>\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function) (\w+))", re.MULTILINE)
JS_PADDING = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)
CSS_PADDING = re.compile(r"/\*.*?\*/|(?<=[{};:,])\s+|\s+(?=[{}])", re.DOTALL)
LEFT_OVER = re.compile(r"^(?:import|export|@import)\b.*", re.MULTILINE)


class CannotJoin(Exception):
    """A file imports in a way that is not known here, or the same part twice: it would run twice."""


def joined(name: str, read: Callable[[str], str]) -> str:
    """Return a file with all that it imports, without remarks and padding. `read` gives a file's text by its name."""
    parts: list[str] = []

    def whole(part: str) -> str:
        if part in parts:
            raise CannotJoin(f"{name} has {part} in it twice.")
        parts.append(part)
        pattern = STYLE_IMPORT if part.endswith(".css") else MODULE_IMPORT
        return pattern.sub(lambda found: put_in(part, found), read(part))

    def put_in(importer: str, found: re.Match[str]) -> str:
        part = posixpath.normpath(posixpath.join(posixpath.dirname(importer), found["address"]))
        text = whole(part)
        if part.endswith(".css"):
            return text
        return f"const {found['names']} = {_closed(text)};\n" if found["names"] else f"{_closed(text)};\n"

    text = whole(name)
    if left := LEFT_OVER.search(text):
        raise CannotJoin(f"{name} cannot be joined: {left[0]}")
    return (CSS_PADDING if name.endswith(".css") else JS_PADDING).sub("", text)


def _closed(module: str) -> str:
    """Return a module as an expression: its names are its own, and its value is what it exports."""
    exported = ", ".join(EXPORT.findall(module))
    return f"(() => {{\n{EXPORT.sub('', module)}\nreturn {{ {exported} }};\n}})()"
