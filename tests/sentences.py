"""The sentences that go through gettext, as Babel finds them: `python -m tests.sentences` is part of `make check`.

A sentence that is put together of parts, or comes out of a variable, is found by no tool, and translated by nobody.
"""

from __future__ import annotations

import ast
import sys

from babel.messages.extract import extract
from jinja2 import Environment, nodes

from tests.paths import ROOT

APPS = ("yogasite", "poses", "journal")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2)}
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})
CODE = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
SPACES = {"yogasite/jinja.py": 2}
"""Where sentences pass through that stand elsewhere, and how many."""


def sentences_of(path):
    """Return what Babel finds in a file: each sentence, and of those with numbers both forms."""
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    with path.open("rb") as file:
        found = [
            said
            for _line, said, *_rest in extract(method, file, keywords=KEYWORDS, options={"silent": "false"})
            if said
        ]
    return [each for said in found for each in (said if isinstance(said, tuple) else (said,))]


def put_together(path):
    """Return the lines at which a sentence is no plain text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        calls = [
            (node.lineno, node.args, isinstance(node.args[0], ast.Constant) if node.args else True)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in KEYWORDS
        ]
    else:
        calls = [
            (node.lineno, node.args, isinstance(node.args[0], nodes.Const))
            for node in Environment().parse(text).find_all(nodes.Call)
            if isinstance(node.node, nodes.Name) and node.node.name in KEYWORDS
        ]
    return [line for line, _args, is_text in calls if not is_text]


def main() -> int:
    """Count the sentences; name what no tool would find."""
    paths = [*TEMPLATES, *CODE]
    wrong = {path.relative_to(ROOT).as_posix(): put_together(path) for path in paths}
    for name, lines in wrong.items():
        if len(lines) > SPACES.get(name, 0):
            print(f"{name}: a sentence is put together at line {lines}")
    counts = [sum(len(sentences_of(path)) for path in part) for part in (TEMPLATES, CODE)]
    print("Babel finds {} sentences in templates, {} in code.".format(*counts))
    return int(any(len(lines) > SPACES.get(name, 0) for name, lines in wrong.items()) or not all(counts))


if __name__ == "__main__":
    sys.exit(main())
