"""Style sheets: flat, because Safari before 16.5 passes over a rule inside a rule, and with class names that read."""

import re

import pytest

from tests.paths import ROOT

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
REMARK_OR_TEXT = re.compile(r'/\*.*?\*/|"[^"]*"', re.DOTALL)
IN_TEMPLATES = re.compile(r' class="([^"]*)"')
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SHORTEST_NAME, LONGEST_LINE, MOST_LINES = 3, 120, 200
IMPORTED = re.compile(r'@import "\./([\w-]+\.css)";')
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


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_is_short_in_both_directions(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert ([line for line in lines if len(line) > LONGEST_LINE], len(lines) < MOST_LINES) == ([], True)


def lists_with_has(sheet):
    """Return the lists of selectors that an engine without `:has()` would pass over because of one among them."""
    heads = (piece[1].strip() for piece in PIECE.finditer(REMARK_OR_TEXT.sub("", sheet)) if piece[2] == "{")
    return [
        head for head in heads if ":has(" in head and "," in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", head))
    ]


def test_a_list_with_has_is_found():
    assert lists_with_has("a:not(:has(b), c) { top: 0 } a, b:has(:is(i, u)) { top: 0 }") == ["a, b:has(:is(i, u))"]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_has_stands_in_a_rule_of_its_own(path):
    assert lists_with_has(path.read_text(encoding="utf-8")) == []


NAMED = ("app.css", "fortnight.css", "trend.css")
"""What pages name."""


def parts_of(name):
    """Return the style sheets that one takes in."""
    return IMPORTED.findall((ROOT / "static" / "css" / name).read_text(encoding="utf-8"))


def test_every_style_sheet_is_part_of_one_that_pages_name_and_the_tokens_come_first():
    parts = {name: parts_of(name) for name in NAMED}
    assert parts["app.css"][0] == "tokens.css"
    assert sorted([*NAMED, *(part for each in parts.values() for part in each)]) == [path.name for path in SHEETS]


def classes_of(sheet):
    """Return the class names in the selectors of a style sheet."""
    heads = [piece[1] for piece in PIECE.finditer(REMARK_OR_TEXT.sub("", sheet)) if piece[2] == "{"]
    return {name for head in heads if "@" not in head for name in re.findall(r"\.([\w-]+)", head)}


def classes_in(template):
    """Return the class names in a template, whatever is asked before they are written."""
    return {name for found in IN_TEMPLATES.finditer(template) for name in TAG.sub(" ", found[1]).split()}


def short(names):
    return sorted(name for name in names if len(name) < SHORTEST_NAME)


def test_the_classes_of_a_sheet_and_of_a_template_are_found():
    sheet = "@media (min-width: 1.5rem) { a.ab:is(.c, b) { top: .5rem } }"
    template = '<p class="ab{% if x %} c{% else %}{{ d }}{% endif %}">'
    assert (classes_of(sheet), classes_in(template)) == ({"ab", "c"}, {"ab", "c"})


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_class_of_a_style_sheet_is_a_word(path):
    assert short(classes_of(path.read_text(encoding="utf-8"))) == []


def test_every_class_in_a_template_is_a_word():
    templates = {path: classes_in(path.read_text(encoding="utf-8")) for path in (ROOT / "templates").rglob("*.html")}
    assert {path: short(names) for path, names in templates.items() if short(names)} == {}
    assert "btn" in set.union(*templates.values())
