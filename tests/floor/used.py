"""What the style sheets and the scripts ask of a browser, by the names of the browser-compat data."""

from __future__ import annotations

import re

REMARK_OR_TEXT = re.compile(r'/\*.*?\*/|"[^"\n]*"', re.DOTALL)
PIECE = re.compile(r"([^{};]*)([{};])")
CONDITION = re.compile(r"\(\s*([\w-]+)\s*[:)]")
WORD = re.compile(r"(?<![\w-])-?[a-zA-Z][\w-]*")
CALL = re.compile(r"(?<![\w-])([a-z][\w-]*)\(")
NEWER_UNIT = re.compile(r"\d(?:[sld]v(?:h|w|b|i|min|max))\b")
LENGTH = re.compile(r"\d(?:px|r?em)\b")
PSEUDO = re.compile(r"::?([a-z][\w-]*)")
SCRIPT_REMARK = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
SCRIPT_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
MEMBER = re.compile(r"(?:\b([A-Z]\w+))?\??\.([a-zA-Z]\w+)")
GLOBAL = re.compile(r"(?<![\w.])([A-Z][A-Za-z]+)\b")
SYNTAX = {
    "script/(?<=": re.compile(r"\(\?<[=!]"),
    "script/static {": re.compile(r"\bstatic\s*\{"),
}


def in_value(name, value):
    """Yield what one declaration asks for."""
    yield f"properties/{name}"
    yield from (f"properties/{name}/{word}" for word in WORD.findall(value))
    yield from (f"types/{call}" for call in CALL.findall(value))
    if NEWER_UNIT.search(value):
        yield "types/viewport_percentage_units_dynamic"
    if name == "text-decoration" and LENGTH.search(value):
        yield "properties/text-decoration/includes_thickness"


def in_condition(head):
    """Yield what an at-rule asks for."""
    name = head[1:].split()[0]
    yield f"at-rules/{name}"
    if name == "media":
        yield from (f"at-rules/media/{re.sub('^m(in|ax)-', '', each)}" for each in CONDITION.findall(head))
        if re.search("[<>]", head):
            yield "at-rules/media/range_syntax"


def in_sheet(sheet):
    """Return the names that a style sheet needs.

    A declaration that repeats a property improves on the one before it, and needs nothing.
    """
    found, before = set(), []
    for piece in PIECE.finditer(REMARK_OR_TEXT.sub('""', sheet)):
        head, mark = piece[1].strip(), piece[2]
        if mark == "{" and head.startswith("@"):
            found.update(in_condition(head))
        elif mark == "{":
            before = []
            found.update(f"selectors/{name}" for name in PSEUDO.findall(head))
        elif head.startswith("@"):
            found.update(in_condition(head))
        elif ":" in head:
            name, value = (part.strip() for part in head.split(":", 1))
            if name not in before and not name.startswith("-"):
                found.update(in_value(name, value))
            before.append(name)
    return found


def in_script(script):
    """Return the names that a script needs: `*/member`, and `Owner/member` where the owner is written."""
    code = SCRIPT_REMARK.sub("", script)
    found = {name for name, pattern in SYNTAX.items() if pattern.search(code)}
    code = SCRIPT_TEXT.sub('""', code)
    for owner, member in MEMBER.findall(code):
        found |= {f"script/*/{member}", f"script/{owner or '*'}/{member}"}
    return found | {f"script/*/{name}" for name in GLOBAL.findall(code)}
