"""One script and one style sheet a page: what a file imports is put into it."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from yogasite.bundling import JOINED, CannotJoin, joined

FILES = {
    "js/page.js": 'import { one, Two } from "./parts/numbers.js";\nimport "../other/loud.js";\n\npage(one);\n',
    "js/parts/numbers.js": 'import { three } from "./three.js";\nexport const one = 1;\nexport class Two {}\n',
    "js/parts/three.js": "// Three.\nexport async function three() {\n  return 3; // Not 4.\n}\n",
    "other/loud.js": "globalThis.loud = true;\n",
    "css/page.css": '/* Parts. */\n@import "./paint.css";\nb :hover, b + i { top: 1px;\n  &:focus { top: 0; } }\n',
    "css/paint.css": "i { color: blue; }\n",
}


def test_a_script_has_its_parts_in_it_each_with_names_of_its_own():
    assert joined("js/page.js", FILES.get) == (
        "const { one, Two } = (() => {\n"
        "const { three } = (() => {\nasync function three() {\nreturn 3; // Not 4.\n}\n\nreturn { three };\n})();\n"
        "const one = 1;\nclass Two {}\n\nreturn { one, Two };\n})();\n"
        "(() => {\nglobalThis.loud = true;\n\nreturn {  };\n})();\n"
        "\npage(one);\n"
    )


def test_a_style_sheet_has_its_part_where_it_is_imported():
    assert joined("css/page.css", FILES.get) == "\ni{color:blue;}b :hover,b + i{top:1px;&:focus{top:0;}}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'import { one } from "./parts/numbers.js";\nimport "./parts/three.js";\n',
            "js/page.js has js/parts/three.js in it twice.",
        ),
        (
            'import * as all from "./parts/three.js";\n',
            'js/page.js cannot be joined: import * as all from "./parts/three.js";',
        ),
        ("export default 1;\n", "js/page.js cannot be joined: export default 1;"),
    ],
)
def test_what_would_run_twice_or_cannot_be_read_is_refused(text, problem):
    with pytest.raises(CannotJoin) as refused:
        joined("js/page.js", (FILES | {"js/page.js": text}).get)
    assert str(refused.value) == problem


@pytest.mark.parametrize("name", JOINED)
def test_every_file_that_pages_name_can_be_joined(name):
    text = joined(name, lambda part: Path(finders.find(part)).read_text(encoding="utf-8"))
    assert [line for line in text.splitlines() if line.startswith(("import ", "export ", "@import "))] == []
