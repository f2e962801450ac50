"""Templates: short, without inline script or style, every word through gettext."""

import re

import pytest

from tests.paths import ROOT

FOLDER = ROOT / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
LONGEST = 120
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


def name_of(path):
    return path.relative_to(FOLDER).as_posix()


@pytest.fixture(params=TEMPLATES, ids=name_of)
def text(request):
    return request.param.read_text(encoding="utf-8")


def test_a_template_is_short(text):
    assert text.count("\n") <= LONGEST


def test_a_template_has_no_inline_script_or_style(text):
    assert INLINE.findall(text) == []


def test_a_template_asks_no_other_host(text):
    assert not re.search(r"(src|href|action)=\"(https?:)?//", text)


def test_only_our_own_drawings_are_marked_safe(text):
    marked = re.findall(r"([\w.]+)\|safe", text)
    assert [each for each in marked if not each.endswith(DRAWN_BY_US)] == []


def test_a_template_says_nothing_outside_of_gettext(text):
    without_attributes = re.sub(r"{% block (theme|main_class|body_class) %}.*?{% endblock %}", "", text)
    without_words = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", without_attributes, flags=re.S)
    without_tags = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<script.*?</script>|<svg.*?</svg>", "", without_words, flags=re.S)
    plain = re.sub(r"<!?[^>]*>|&\w+;", " ", without_tags).replace("Night Heron", "")
    assert re.findall(r"[A-Za-z]{3,}", plain) == []


def test_a_form_that_posts_carries_its_token(text):
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, flags=re.S):
        assert "csrf_token" in form
