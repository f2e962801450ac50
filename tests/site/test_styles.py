"""Style sheets: flat, because Safari before 16.5 passes over a rule inside a rule."""

import re

import pytest

from tests.paths import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
REMARK_OR_TEXT = re.compile(r'/\*.*?\*/|"[^"]*"', re.DOTALL)
PIECE = re.compile(r"([^{};]*)([{};])")


def rules_in_rules(sheet):
    """Return the selectors, and the conditions such as `@media`, that stand inside a rule of a style sheet."""
    found, around = [], []
    for piece in PIECE.finditer(REMARK_OR_TEXT.sub("", sheet)):
        head, mark = piece[1].strip(), piece[2]
        if mark == "{":
            if around and not around[-1].startswith("@"):
                found.append(head)
            around.append(head)
        elif mark == "}":
            around.pop()
    return found


@pytest.mark.parametrize("sheet", ["a { top: 0; &:hover { top: 0; } }", "@media print { a { b { top: 0; } } }"])
def test_a_rule_inside_a_rule_is_found(sheet):
    assert len(rules_in_rules(sheet)) == 1


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_is_flat(path):
    assert rules_in_rules(path.read_text(encoding="utf-8")) == []
