"""What is far too much is refused with a sentence, and before it is read."""

import io
import struct
import zlib

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField as FileColumn
from django.forms import BaseForm, FileField, Form, ModelForm
from django.test import Client
from PIL import Image

from journal.models.cramps import Cramp
from poses.domain.photos import ImageRefused, prepare_photo
from tests.addresses import ADDRESSES, SOME

pytestmark = pytest.mark.slow

HUGE = 100 << 20
IN_THEIR_OWN_WORDS = {
    "journal:mails-stop": 404,
    "journal:shared": 405,
    "journal:shared-file": 405,
    "api:log_cramp": 413,
    "api:confirm_night": 413,
    "api:log_practice": 413,
    "api:entries": 405,
    "api:trend": 405,
    "api:unknown": 404,
}
"""What answers programs: no form is looked for there, so nothing of the body is read anyway."""


class Watched:
    """A body that tells whether anybody tried to read it."""

    is_read = False

    def read(self, *_args):
        self.is_read = True
        return b""

    readline = read


def send(client, path, size, kind="multipart/form-data; boundary=x"):
    """Announce a body of this size; return the status, and whether it was read."""
    body = Watched()
    announced = {"CONTENT_LENGTH": str(size), "CONTENT_TYPE": kind, "wsgi.input": body}
    answer = client.generic("POST", path, **announced)
    return answer.status_code, body.is_read


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_a_huge_body_is_refused_at_every_address_before_it_is_read(kind):
    client = Client()
    answers = {each.name: send(client, each.path(SOME), HUGE, kind) for each in ADDRESSES}
    statuses = dict.fromkeys(answers, 413) | IN_THEIR_OWN_WORDS
    assert answers == {name: (status, False) for name, status in statuses.items()}


@pytest.mark.django_db
def test_it_is_refused_with_a_sentence(client):
    answer = client.generic("POST", "/cramp/", b"", CONTENT_LENGTH=str(HUGE))
    assert "What was sent is larger than this page takes" in answer.text


def test_only_the_page_for_files_takes_large_ones_of_somebody_who_is_logged_in(client_of_ruth):
    answers = {each.name: send(client_of_ruth, each.path(SOME), HUGE) for each in ADDRESSES}
    assert [name for name, (_status, is_read) in answers.items() if is_read] == ["journal:import"]
    assert send(client_of_ruth, "/journal/import/", 400 << 20) == (413, False)


@pytest.mark.parametrize(("size", "is_taken"), [(21 << 20, True), (23 << 20, False)])
def test_an_editor_may_send_a_photo_and_nobody_else(admin_client, client_of_ruth, size, is_taken):
    path = "/admin/poses/pose/add/"
    assert send(client_of_ruth, path, size) == (413, False)
    assert send(admin_client, path, size)[1] == is_taken


@pytest.mark.django_db
def test_a_form_of_the_usual_size_is_taken(client):
    client.post("/cramp/", {"note": "x" * 2_000_000})
    assert Cramp.objects.count() == 1


@pytest.mark.django_db
def test_ten_thousand_fields_are_no_form():
    client = Client(raise_request_exception=False)
    answer = client.post("/cramp/", {f"field{number}": "x" for number in range(10_000)})
    assert (answer.status_code, "something that we cannot read" in answer.text) == (400, True)
    files = {f"file{number}": SimpleUploadedFile("x", b"x") for number in range(200)}
    answer = client.post("/cramp/", files)
    assert (answer.status_code, "something that we cannot read" in answer.text) == (400, True)
    assert Cramp.objects.count() == 0


# Photos --------------------------------------------------------------------------------------------------------------


def png_of(width, height):
    """A PNG of a few bytes that says that it is as large as this."""

    def chunk(name, data):
        return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    rest = chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rest


def picture(kind, size=(60, 40), **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, kind, **options)
    return buffer.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (7000, 6000)])
def test_a_photo_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(size, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("It was unpacked."))
    with pytest.raises(ImageRefused, match="more than 40 megapixels"):
        prepare_photo(png_of(*size))


@pytest.mark.parametrize(
    "data",
    [SVG, b'<?xml version="1.0"?>' + SVG, b"GIF89a" + SVG, picture("GIF"), picture("BMP"), picture("TIFF"), b"%PDF-1.7",
     b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"II*\x00" + bytes(99), picture("ICO"), b"",
     picture("WEBP", exif=b"Exif\x00\x00" + SVG)],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_a_sentence(data):
    with pytest.raises(ImageRefused, match="This is not a photo that we can read"):
        prepare_photo(data)


@pytest.mark.parametrize(
    "data",
    [picture("PNG") + SVG, picture("JPEG", comment=SVG), picture("JPEG") + b"PK\x03\x04<?php x ?>" + SVG,
     picture("WEBP", xmp=SVG)],
)  # fmt: skip
def test_nothing_that_is_hidden_in_a_photo_is_kept(data):
    assert SVG in data
    kept = prepare_photo(data).sizes.values()
    assert [(file[:4], file[8:12], b"script" in file or b"php" in file) for file in kept] == [
        (b"RIFF", b"WEBP", False)
    ] * 3


@pytest.mark.parametrize("name", ["x.svg", "x.html", "../../x.php", "x.png\0.html", "CON"])
def test_the_name_of_a_photo_decides_nothing(admin_client, pose, typed, name):
    sent = {"new_photo": SimpleUploadedFile(name, picture("PNG"), "image/svg+xml"), "photo_alt": "Red"}
    admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", typed | sent)
    pose.refresh_from_db()
    assert [file.rpartition(".")[2] for _width, file in pose.photo_files] == ["webp"] * 3
    answer = admin_client.get(f"/media/{pose.photo_files[0][1]}")
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    answer.close()


@pytest.mark.parametrize("name", ["x.svg", "x.jpg", "x.png"])
def test_a_drawing_with_script_is_refused_whatever_it_is_called(admin_client, pose, typed, name):
    sent = {"new_photo": SimpleUploadedFile(name, SVG, "image/png"), "photo_alt": "Red"}
    page = admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", typed | sent)
    pose.refresh_from_db()
    assert ("This is not a photo that we can read." in page.text, pose.photo) == (True, "")


def file_fields():
    """Return every field of a form of this site that takes a file, and every column that would keep one."""
    forms_of_site = [*BaseForm.__subclasses__(), *Form.__subclasses__(), *ModelForm.__subclasses__()]
    fields = {
        f"{form.__name__}.{name}"
        for form in forms_of_site
        if form.__module__.split(".")[0] in {"journal", "poses", "yogasite"}
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, FileField)
    }
    columns = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileColumn)]
    return fields | {str(column) for column in columns}


def test_every_way_in_for_a_file_is_held_here_or_by_the_tests_of_the_import():
    assert file_fields() == {"UploadForm.file", "PoseAdminForm.new_photo"}
