"""What a template can call: words, days and addresses, kept without mixing two languages or two sites."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils import timezone, translation
from django.utils.translation import trans_real

from yogasite import jinja

SCRIPT = "<script>alert(1)</script>"
HARMLESS = "&lt;script&gt;alert(1)&lt;/script&gt;"


def rendered(template, **context):
    return engines["jinja2"].from_string(template).render(context)


@pytest.fixture
def german(monkeypatch):
    """A catalogue that knows two of our sentences."""
    known = trans_real.translation("de")._catalog
    known["Start your log"] = "Beginne dein Tagebuch"
    known["Night of %(day)s"] = "Nacht auf den %(day)s"
    known["1 cramp", 0], known["1 cramp", 1] = "1 Krampf", "%(count)s Krämpfe"
    yield
    trans_real._translations.pop("de")
    jinja._words.cache_clear()
    jinja._words_of_number.cache_clear()


@pytest.mark.parametrize(
    "template",
    [
        "{{ said }}",
        '{{ _("%(what)s", what=said) }}',
        '{{ ngettext("%(what)s", "%(what)s", 2, what=said) }}',
        "{{ [said]|join }}",
        "{{ said|linebreaks }}",
        "{% macro shown(what) %}{{ what }}{% endmacro %}{{ shown(what=said) }}",
    ],
)
def test_what_somebody_wrote_is_escaped(template):
    text = rendered(template, said=SCRIPT)
    assert (HARMLESS in text, SCRIPT in text) == (True, False)


def test_a_sentence_may_hold_html_of_its_own():
    assert rendered('{{ _("<b>%(many)s</b> of 95%%", many=3) }}') == "<b>3</b> of 95%"


def test_a_sentence_without_a_place_is_shown_as_it_stands():
    assert rendered('{{ _("45% fewer") }}') == "45% fewer"


def test_a_sentence_is_kept_for_each_language(german):
    template = '{{ _("Night of %(day)s", day="X") }}, {{ ngettext("1 cramp", "%(count)s cramps", 2) }}'
    said = [rendered(template)]
    with translation.override("de"):
        said.append(rendered(template))
    assert [*said, rendered(template)] == [
        "Night of X, 2 cramps",
        "Nacht auf den X, 2 Krämpfe",
        "Night of X, 2 cramps",
    ]


def test_a_page_speaks_the_language_of_its_reader(german, library, client):
    with translation.override("de"):
        page = client.get("/").text
    assert ('<html lang="de"' in page, "Beginne dein Tagebuch" in page, "Start your log" in page) == (True, True, False)
    assert "Start your log" in client.get("/").text


def test_a_day_is_kept_for_each_language():
    template = '{{ day|date("j F") }}'
    said = [rendered(template, day=dt.date(2026, 12, 3))]
    with translation.override("de"):
        said.append(rendered(template, day=dt.date(2026, 12, 3)))
    assert said == ["3 December", "3 Dezember"]


def test_no_day_is_nothing():
    assert rendered('{{ none|date("j F") }}') == ""


def test_a_stored_moment_is_shown_by_the_clock_of_the_person_and_another_by_its_own():
    stored = dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC)
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        shown = [
            rendered('{{ at|date("j M H:i") }}', at=at) for at in (stored, stored.astimezone(ZoneInfo("Etc/GMT+5")))
        ]
    assert shown == ["1 Dec 08:30", "30 Nov 18:30"]


def test_an_address_is_kept_for_each_place_at_which_the_site_stands():
    addresses = [jinja.url("journal:night", dt.date(2026, 11, 2))]
    set_script_prefix("/heron/")
    try:
        addresses.append(jinja.url("journal:night", dt.date(2026, 11, 2)))
    finally:
        set_script_prefix("/")
    assert addresses == ["/journal/nights/2026-11-02/", "/heron/journal/nights/2026-11-02/"]


def test_a_query_keeps_its_other_words():
    query = RequestFactory().get("/", {"span": "6m", "side": "left"}).GET
    said = [jinja.querystring(query, span="1y"), jinja.querystring(query, side=None)]
    assert said == ["?span=1y&side=left", "?span=6m"]
