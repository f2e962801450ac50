"""The versions of the format: what the last release would refuse has a higher one, and older files are read."""

import json
from pathlib import Path

import pytest

from journal.domain import choices
from journal.domain.red_flags import Advice
from journal.exchange.fields import Unreadable
from journal.exchange.parse import parse_upload
from journal.exchange.schema import DIARY, KINDS, VERSION
from journal.models.diary import Diary
from poses.domain.choices import Condition
from yogasite import flags

VERSIONS = Path(__file__).parent / "versions"
SEVERAL = {
    "conditions": Condition,
    "muscles": choices.Muscle,
    "relief": choices.Relief,
    "signs": choices.Sign,
    "advised": Advice,
}


def codes_of(model, name):
    """The codes of a field; none for one that is no list of answers."""
    if name in SEVERAL:
        return sorted(flags.codes(SEVERAL[name], flags.every(SEVERAL[name])))
    return sorted(str(code) for code, _label in model._meta.get_field(name).choices or [])


def told(model, fields):
    return {field.name: codes_of(model, field.name) for field in fields}


def read(version):
    night = {"date": "2026-07-01", "created_at": "2026-07-02T08:00:00+00:00"}
    text = json.dumps({"format": "night-heron-diary", "version": version, "clear_nights": [night]})
    return parse_upload(text.encode())


def test_a_field_or_code_that_is_new_since_the_last_version_makes_a_new_one():
    present = {"diary": told(Diary, DIARY)} | {kind.name: told(kind.model, kind.fields) for kind in KINDS}
    present |= {f"{each.name}.poses": told(each.items.model, each.items.fields) for each in KINDS if each.items}
    assert json.loads((VERSIONS / f"{VERSION}.json").read_text(encoding="utf-8")) == present


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_version_so_far_is_read(version):
    assert [row.values["date"] for row in read(version).rows] == ["2026-07-01"]


def test_a_file_of_a_newer_site_is_told_from_a_mistake():
    with pytest.raises(Unreadable, match="comes from a newer Night Heron"):
        read(VERSION + 1)


@pytest.mark.parametrize("version", [0, -1, True, None, "2", 1.5])
def test_a_version_that_never_was_is_refused(version):
    with pytest.raises(Unreadable, match="does not say which version"):
        read(version)
