"""Templates: short, without inline script or style, every word through gettext."""

import re

import pytest
from django.urls import get_resolver
from jinja2 import Environment, nodes

from tests.paths import ROOT
from tests.sentences import put_together

FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if "{% macro" in path.read_text(encoding="utf-8")]
MOST_LINES, LONGEST_LINE = 120, 120
INLINE = re.compile(r"\sstyle=|\son\w+=|<style|hx-on|<script(?![^>]*(src=|type=\"application/json\"))")
DRAWN_BY_US = (
    "plate_svg",
    "easier_svg",
    "leg_map_svg",
    "figure_svg",
    "then_svg",
    "field.help_text",
    "plate.naming",
    "plate.drawing",
)
NEVER_SHOWN = {"account/confirm_login_code.html", "mfa/recovery_codes/download.txt"}
"""Of a log-in by code, which this site does not offer; and a file of codes, which is no page."""


def name_of(path):
    return path.relative_to(FOLDER).as_posix()


@pytest.fixture(params=TEMPLATES, ids=name_of)
def path(request):
    return request.param


@pytest.fixture
def text(path):
    return path.read_text(encoding="utf-8")


def test_a_template_is_short(text):
    lines = text.splitlines()
    assert (len(lines) <= MOST_LINES, [line for line in lines if len(line) > LONGEST_LINE]) == (True, [])


def test_a_template_has_no_inline_script_or_style(text):
    assert INLINE.findall(text) == []


def test_a_template_asks_no_other_host(text):
    assert not re.search(r"(src|href|action)=\"(https?:)?//", text)


def test_only_our_own_drawings_are_marked_safe(text):
    marked = re.findall(r"([\w.]+)\s*\|\s*safe", text)
    assert [each for each in marked if not each.endswith(DRAWN_BY_US)] == []
    assert "autoescape" not in text


def test_a_template_says_nothing_outside_of_gettext(text):
    without_attributes = re.sub(r"{% block (theme|main_class|body_class) %}.*?{% endblock %}", "", text, flags=re.S)
    without_tags = re.sub(
        r"{%.*?%}|{{.*?}}|{#.*?#}|<script.*?</script>|<svg.*?</svg>", "", without_attributes, flags=re.S
    )
    plain = re.sub(r"<!?[^>]*>|&\w+;", " ", without_tags).replace("Night Heron", "")
    assert re.findall(r"[A-Za-z]{3,}", plain) == []


def test_a_sentence_of_a_template_is_written_in_one_piece(path):
    assert put_together(path) == []


def test_a_form_that_posts_carries_its_token(text):
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, flags=re.S):
        assert "csrf_input" in form


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_says_on_top_what_it_takes(path):
    text = path.read_text(encoding="utf-8")
    said = text.partition("#}")[0]
    macros = Environment().parse(text).find_all(nodes.Macro)
    wanted = [word for each in macros for word in (each.name, *(argument.name for argument in each.args))]
    assert [word for word in wanted if not re.search(rf"\b{word}\b", said)] == []


def shown_by_libraries(resolver=None):
    """Return the names of the templates that allauth's addresses show."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from shown_by_libraries(pattern)
        else:
            view = getattr(pattern.callback, "view_class", None)
            if view and view.__module__.startswith("allauth") and getattr(view, "template_name", None):
                yield view.template_name


@pytest.mark.parametrize("name", sorted(set(shown_by_libraries()) - NEVER_SHOWN))
def test_a_page_of_a_library_that_can_be_reached_is_ours(name):
    assert (FOLDER / name).is_file()
