"""Keep what a version is about to be released with: `python -m tests.releases.make 1.0.0`.

Writes its rows, and a backup of them. Run again with TEST_DATABASE=postgresql and the TEST_POSTGRES_URL of an empty
database it writes the backup that PostgreSQL makes of the same rows.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.apps import apps  # noqa: E402 (Django is set up first)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.utils import timezone  # noqa: E402

from journal.models.evidence import Evaluation  # noqa: E402
from journal.models.reminders import CalendarFeed, PushDevice  # noqa: E402
from journal.models.uploads import Upload  # noqa: E402
from poses.models.library import Collection, ReliefGuide  # noqa: E402
from poses.models.pose import Pose, PoseMotion, PoseStep  # noqa: E402
from poses.models.routine import Routine  # noqa: E402
from tests import factories  # noqa: E402
from tests.releases.rows import APPS, FILE, FOLDER, all_written, plant, release  # noqa: E402

POSES = ("chair-pose", "hero")


def fill():
    """Make a row or more of every table."""
    call_command("migrate", verbosity=0)
    fill_library()
    now = timezone.now()
    user = factories.make_user(email="ruth@example.com", guest_key="5" * 64, deletes_at=now + dt.timedelta(days=7))
    diary = user.diary
    factories.fill_every_kind(diary=diary)
    factories.make_shared(diary=diary, now=now)
    factories.make_token(diary=diary)
    CalendarFeed.objects.create(diary=diary, token="calendar")
    PushDevice.objects.create(diary=diary, endpoint="https://push.example/1", p256dh="key", auth="auth", site_key="k")
    Upload.objects.create(diary=diary, name="diary.csv", digest="d" * 64, content=b"date\n2026-11-02\n", made_at=now)
    Evaluation.objects.create(diary=diary, look=1, fingerprint="f" * 64, answer={"ratio": 0.5})


def fill_library():
    """Keep two poses with what belongs to them, without the drawings."""
    factories.load_library()
    Pose.objects.exclude(slug__in=POSES).delete()
    Collection.objects.filter(memberships=None).delete()
    Routine.objects.filter(items=None).delete()
    PoseMotion.objects.update(track="{}")
    for model in (Pose, PoseStep, ReliefGuide):
        drawings = [field.attname for field in model._meta.fields if field.attname.endswith("_svg")]
        model.objects.update(**dict.fromkeys(drawings, "<svg/>"))


def keep_rows(version):
    """Fill the database and write its rows."""
    fill()
    found = all_written(apps, "default")
    empty = [label for label, of_table in found.items() if not of_table]
    if empty:
        sys.exit(f"Nothing in {', '.join(empty)}: fill it in {__file__}.")
    leaves = sorted(node for node in MigrationLoader(connection).graph.leaf_nodes() if node[0] in APPS)
    text = json.dumps({"migrations": leaves, "rows": found}, indent=1, ensure_ascii=False)
    (FOLDER / version / FILE).write_text(text + "\n", "utf-8")


def plant_rows(version):
    """Fill the database with the rows that were written."""
    call_command("migrate", verbosity=0)
    for model in apps.get_models():  # Migrations have made some: content types stay, ours give way.
        if model._meta.app_label in APPS:
            model._base_manager.all().delete()
    plant(apps, release(version)[1], "default")
    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(line)


def keep_backup(version):
    """Write a backup, with a photo in it."""
    photo = settings.MEDIA_ROOT / "poses" / "dog.webp"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a dog")
    call_command("createcachetable")
    call_command("backup", FOLDER / version / f"{connection.vendor}.backup")


def main(version):
    """Write the files of a version that this database makes."""
    (FOLDER / version).mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        keep_rows(version)
    else:
        plant_rows(version)
    keep_backup(version)


if __name__ == "__main__":
    main(*sys.argv[1:])
