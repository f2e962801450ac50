"""A backup holds everything that was acknowledged before it began, and only a whole one is put back."""

import json
import tarfile
import threading
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from journal.actions import cramps
from journal.models.cramps import Cramp
from tests import factories
from yogasite import database_copy
from yogasite.backup import MANIFEST
from yogasite.database_copy import dump_name

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def photos(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "poses").mkdir(parents=True)
    (settings.MEDIA_ROOT / "poses" / "dog.webp").write_bytes(b"a dog")
    return settings.MEDIA_ROOT


@pytest.fixture
def person(photos):
    return factories.make_user(username="ruth")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "nightheron.backup"


def tap(diary):
    return cramps.log(diary, identifier=uuid.uuid4(), occurred_at=timezone.now(), now=timezone.now())


def state(photos):
    names = sorted(path.relative_to(photos).as_posix() for path in photos.rglob("*") if path.is_file())
    return sorted(str(each) for each in Cramp.objects.values_list("uuid", flat=True)), names


def repacked(file, change):
    """Unpack a backup, change its members, and pack it again."""
    members = {}
    with tarfile.open(file) as archive:
        for member in archive.getmembers():
            members[member.name] = archive.extractfile(member).read()
    change(members)
    folder = file.parent / "repacked"
    with tarfile.open(file, "w:gz") as archive:
        for name, content in members.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            archive.add(path, name)


def with_manifest(**fields):
    def change(members):
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | fields).encode()

    return change


def test_what_was_there_comes_back_and_what_came_later_goes(person, photos, file):
    tap(person.diary)
    before = state(photos)
    call_command("backup", file)
    tap(person.diary)
    (photos / "poses" / "dog.webp").unlink()
    (photos / "poses" / "new.webp").write_bytes(b"later")
    call_command("restore", file)
    assert state(photos) == before


def test_a_backup_is_readable_by_its_owner_alone(person, file):
    call_command("backup", file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_while_eight_people_write_holds_all_that_was_acknowledged_before(photos, file):
    people = [factories.make_user(username=f"writer-{number}") for number in range(8)]
    acknowledged, stop, begun = [], threading.Event(), threading.Barrier(9)

    def write(diary):
        tap(diary)
        begun.wait()
        while not stop.is_set():
            acknowledged.append(str(tap(diary).uuid))
        connection.close()

    threads = [threading.Thread(target=write, args=(person.diary,)) for person in people]
    for thread in threads:
        thread.start()
    begun.wait()
    before = list(acknowledged)
    first = set(Cramp.objects.values_list("uuid", flat=True))
    call_command("backup", file)
    stop.set()
    for thread in threads:
        thread.join()
    call_command("restore", file)
    stored = set(Cramp.objects.values_list("uuid", flat=True))
    assert first <= stored
    assert set(before) <= {str(each) for each in stored}


def cut(members):
    del members[MANIFEST]


def spoil_database(members):
    content = bytearray(members[dump_name()])
    content[len(content) // 2] ^= 0xFF
    members[dump_name()] = bytes(content)


def add_a_file(members):
    members["media/extra.webp"] = b"x"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (cut, "This file breaks off: it has no manifest."),
        (spoil_database, f"{dump_name()} in it is damaged."),
        (add_a_file, "This file does not hold what its manifest names."),
        (with_manifest(version=2), "This file is no backup that this version can read."),
        (with_manifest(database="oracle"), "This backup is of oracle, and the site runs on "),
        (
            with_manifest(migrations=[["journal", "9999_from_the_future"]]),
            "This backup was made by a newer version (journal.9999_from_the_future). Update first.",
        ),
    ],
)
def test_a_backup_that_is_not_whole_or_newer_is_refused_and_nothing_changes(person, photos, file, change, sentence):
    call_command("backup", file)
    tap(person.diary)
    before = state(photos)
    repacked(file, change)
    with pytest.raises(CommandError) as refused:
        call_command("restore", file)
    assert str(refused.value).startswith(f"Nothing was changed. {sentence}")
    assert state(photos) == before


@pytest.mark.parametrize("content", [b"", b"no tar", b"\x1f\x8b" + bytes(40)])
def test_what_is_no_backup_is_refused(person, file, content):
    file.write_bytes(content)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", file)


def test_a_file_that_was_cut_short_is_refused(person, photos, file):
    tap(person.diary)
    call_command("backup", file)
    file.write_bytes(file.read_bytes()[:-200])
    before = state(photos)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", file)
    assert state(photos) == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../../outside.txt", tarfile.REGTYPE),
        ("media/../../../outside.txt", tarfile.REGTYPE),
        ("/tmp/nightheron-outside.txt", tarfile.REGTYPE),
        ("media/link", tarfile.SYMTYPE),
        ("media/fifo", tarfile.FIFOTYPE),
    ],
)
def test_a_member_that_would_leave_the_folder_or_is_no_file_is_refused(person, photos, file, name, kind):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    with tarfile.open(file, "w:gz") as archive:
        archive.addfile(member)
    with pytest.raises(CommandError, match=r"Nothing was changed\. This file holds what no backup holds\."):
        call_command("restore", file)


def test_a_backup_that_cannot_be_written_leaves_the_earlier_one(person, photos, file, monkeypatch):
    call_command("backup", file)
    before = file.read_bytes()

    def fail(path):
        raise database_copy.Unusable("The disk is full.")

    monkeypatch.setattr("yogasite.backup.dump", fail)
    with pytest.raises(CommandError, match=r"No backup was made\. The disk is full\."):
        call_command("backup", file)
    assert (file.read_bytes(), sorted(path.name for path in file.parent.iterdir())) == (
        before,
        ["media", "nightheron.backup"],
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL is parted")
def test_a_database_in_parts_is_told_by_what_else_it_is_backed_up(person, file, tmp_path, monkeypatch):
    call_command("backup", file)
    monkeypatch.setattr(database_copy, "is_in_parts", lambda: True)
    for command, path in (("backup", tmp_path / "another"), ("restore", file)):
        with pytest.raises(CommandError, match="Back up and put back all of its nodes together instead"):
            call_command(command, path)
    assert not (tmp_path / "another").exists()
