"""The check of `make check` that holds style sheets and scripts to the oldest browsers that get the whole site."""

import pytest

from tests.floor import used, write
from tests.floor.__main__ import files, too_new

TOO_NEW = {
    "a { color: light-dark(#000, #fff); }": ["types/light-dark"],
    "a { text-decoration: underline var(--leaf) 2px; }": ["properties/text-decoration/includes_thickness"],
    "@media (width >= 40rem) { a { top: 0; } }": ["at-rules/media/range_syntax"],
    "a { min-height: 100dvh; }": ["types/viewport_percentage_units_dynamic"],
    "a { scale: -1 1; }": ["properties/scale"],
    "@scope (.a) { a { top: 0; } }": ["at-rules/scope"],
}


@pytest.mark.parametrize("sheet", TOO_NEW, ids=lambda sheet: sheet[:20])
def test_what_is_too_new_for_a_style_sheet_is_named(sheet):
    assert too_new(used.in_sheet(sheet)) == TOO_NEW[sheet]


def test_a_newer_value_after_an_older_one_of_the_same_property_is_no_fault():
    assert too_new(used.in_sheet("a { min-height: 100vh; min-height: 100dvh; }")) == []


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("form.requestSubmit();", ["script/*/requestSubmit"]),
        ("Promise.withResolvers();", ["script/*/withResolvers"]),
        ("list.at(-1).replaceAll('a', 'b'); // form.requestSubmit()", []),
        ("const found = /(?<=a)b/;", ["script/(?<="]),
    ],
)
def test_what_is_too_new_for_a_script_is_named(script, names):
    assert too_new(used.in_script(script)) == names


def test_what_the_site_uses_is_read_from_every_style_sheet_and_script():
    names = {path.name for path, _used in files()}
    assert {"tokens.css", "app.js", "service-worker.js", "view.js"} <= names


def feature(**since):
    support = {browser: {"version_added": version} for browser, version in since.items()}
    return {"__compat": {"support": support, "status": {"standard_track": True}}}


def test_what_a_browser_of_the_floor_has_too_late_is_written_down():
    old = feature(safari_ios="10", chrome="≤40", firefox="4")
    late = feature(safari_ios="15.4", chrome="105", firefox="121")
    assert (write.is_lacked(write.since(old)), write.is_lacked(write.since(late))) == (False, True)


def test_what_a_browser_has_behind_a_switch_it_has_not():
    rows = [{"version_added": "90", "flags": [{"name": "x"}]}, {"version_added": "preview"}]
    assert write.first_version(rows) == write.NEVER
