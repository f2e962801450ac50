"""A backup of every released version is put back by this one, whatever the database holds, with nothing lost."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from journal.models.cramps import Cramp
from tests import factories
from tests.releases import rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def photos(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def fill():
    """Make a diary with something in every table that points at one, also those that are newer than the backup."""
    diary = factories.make_user(username="later").diary
    factories.fill_every_kind(diary=diary)


def restored(name):
    """Put the backup of a version back; return what it held and what stands there now, as far as both know it."""
    call_command("restore", rows.FOLDER / name / f"{connection.vendor}.backup")
    _migrations, planted = rows.release(name)
    return rows.kept(planted, rows.all_written(apps, "default"))


@pytest.mark.parametrize("name", rows.releases())
@pytest.mark.parametrize("state", ["fresh", "filled", "filled twice"])
def test_the_backup_of_a_release_is_brought_up_to_date(name, state, library, photos):
    if state != "fresh":
        fill()
    if state == "filled twice":
        restored(name)
    before, after = restored(name)
    assert before == after
    assert [file.read_bytes() for file in photos.rglob("*.webp")] == [b"a dog"]


@pytest.mark.parametrize("name", rows.releases())
def test_after_it_the_site_goes_on_with_numbers_of_its_own(name, library):
    restored(name)
    before = {model: model._base_manager.count() for model in (get_user_model(), Cramp)}
    fill()
    grown = {model: model._base_manager.count() - count for model, count in before.items()}
    assert (grown[get_user_model()], grown[Cramp] > 0) == (1, True)


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_backup_of_every_release_is_kept(vendor):
    kept = [name for name in rows.releases() if (rows.FOLDER / name / f"{vendor}.backup").exists()]
    assert kept == rows.releases() != []
