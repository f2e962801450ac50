"""The table of docs/privacy.md names every table of the database that can hold something of a person, and no other."""

import re

import pytest
from django.apps import apps
from django.db import connection

from tests.belongings import paths_to_user
from tests.paths import ROOT
from yogasite.accounts.models import User

PAGE = ROOT / "docs" / "privacy.md"
OF_NOBODY = re.compile(
    r"poses_\w+|auth_permission|auth_group|auth_group_permissions|django_content_type|django_migrations"
)
"""The library, and what Django keeps of itself. A new table is either one of these or named on the page."""


def written_rows():
    """Return what the first table of the page says: its cells, line by line."""
    table = PAGE.read_text(encoding="utf-8").split("\n\n")[1]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def tables_named():
    """Return the tables that stand in the column "where": they begin with the label of an app, but for the cache."""
    labels = ("django_", *(f"{config.label}_" for config in apps.get_app_configs()))
    words = {word for _what, where, *_rest in written_rows() for word in re.findall(r"`(\w+)`", where)}
    return {word for word in words if word.startswith(labels) or word == "cache"}


@pytest.mark.django_db
def test_every_table_that_is_not_of_nobody_is_named_and_every_table_that_is_named_exists():
    tables = {name for name in connection.introspection.table_names() if not OF_NOBODY.fullmatch(name)}
    assert tables_named() == tables


def test_no_table_of_nobody_can_point_at_a_person():
    pointing = {
        model._meta.db_table for model in apps.get_models(include_auto_created=True) if any(paths_to_user(model))
    }
    pointing.add(User._meta.db_table)
    assert len(pointing) > 20
    assert {name for name in pointing if OF_NOBODY.fullmatch(name)} == set()


def test_every_line_says_where_how_long_and_how_it_leaves():
    rows = written_rows()
    assert len(rows) > 20
    assert [row for row in rows if len(row) != 4 or not all(row)] == []
