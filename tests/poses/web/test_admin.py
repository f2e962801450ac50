"""The admin: an editor changes a pose and gives it a photo."""

import errno
import io
import json
import re
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from poses.domain.choices import Demand, Place
from poses.models.library import Collection, CollectionPose
from poses.models.pose import Pose, PoseStep


def photo(size=(600, 400)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, "PNG")
    return SimpleUploadedFile("p.png", buffer.getvalue())


def photos_of(page):
    """Return the addresses of the pictures that a page shows."""
    return re.findall(r'<img\s+src="([^"]+)"', page)


def test_an_editor_gives_a_pose_a_photo(admin_client, pose, typed):
    address = f"/admin/poses/pose/{pose.pk}/change/"
    response = admin_client.post(address, typed | {"new_photo": photo(), "photo_alt": "A red room"})
    assert response.status_code == 302, response.context["adminform"].errors
    page = admin_client.get("/poses/chair-pose/")
    assert 'alt="A red room"' in page.text
    (source,) = photos_of(page.text)
    answer = admin_client.get(source)
    assert answer.getvalue()[8:12] == b"WEBP"
    answer.close()
    assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=31536000", "immutable"}


@pytest.mark.slow
def test_without_the_folder_of_photos_pages_show_the_figure_and_the_next_photo_makes_the_folder(
    admin_client, pose, typed, settings
):
    address, given = f"/admin/poses/pose/{pose.pk}/change/", typed | {"photo_alt": "A red room"}
    admin_client.post(address, given | {"new_photo": photo()})
    (source,) = photos_of(admin_client.get("/poses/chair-pose/").text)
    shutil.rmtree(settings.MEDIA_ROOT)
    page = admin_client.get("/poses/chair-pose/").text
    assert (photos_of(page), pose.plate_svg in page, admin_client.get(source).status_code) == ([], True, 404)
    admin_client.post(address, given | {"new_photo": photo()})
    assert photos_of(admin_client.get("/poses/chair-pose/").text) == [source]


def test_a_disk_that_takes_no_photo_is_told_and_the_pose_stays(admin_client, pose, typed, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    admin_client.raise_request_exception = False
    given = typed | {"name": "New name", "new_photo": photo(), "photo_alt": "A red room"}
    answer = admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", given)
    pose.refresh_from_db()
    assert (answer.status_code, "Nothing was saved just now" in answer.text) == (503, True)
    assert (pose.name, pose.photo) == ("Chair pose", "")


def test_a_photo_needs_words(admin_client, pose, typed):
    page = admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", typed | {"new_photo": photo()})
    assert "Say in words what the photo shows." in page.text


def test_a_disguised_file_is_refused_with_a_sentence(admin_client, pose, typed):
    disguised = {"new_photo": SimpleUploadedFile("p.jpg", b"GIF89a<script>"), "photo_alt": "x"}
    page = admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", typed | disguised)
    assert "This is not a photo that we can read." in page.text


def test_things_are_named_in_the_admin(pose):
    step = PoseStep(position=1, title="Bend")
    membership = CollectionPose(position=2, pose_id=3)
    assert [str(each) for each in (pose, step, membership)] == ["Chair pose", "1. Bend", "2. 3"]
    assert str(Collection(name="Legs")) == "Legs"


def test_an_editor_adds_a_pose_with_a_photo_and_sees_it_at_once(admin_client, pose, typed):
    new = typed | {"slug": "rest", "name": "Rest", "places": ["bed", "floor"], "demands": ["on_front"]}
    admin_client.post("/admin/poses/pose/add/", new | {"new_photo": photo(), "photo_alt": "Somebody rests"})
    stored = Pose.objects.get(slug="rest")
    assert (stored.places, stored.demands) == (Place.BED | Place.FLOOR, Demand.ON_FRONT)
    assert 'alt="Somebody rests"' in admin_client.get("/poses/rest/").text


SENTENCE = "Write a list of {label, url}; each url begins with https:// or is empty."


@pytest.mark.slow
@pytest.mark.parametrize(
    "sources",
    [
        [{"label": "a trial", "url": "javascript:alert(1)"}],
        [{"label": "a trial", "url": "data:text/html,x"}],
        [{"label": "a trial", "url": " https://example.org"}],
        [{"label": "", "url": "https://example.org"}],
        [{"url": "https://example.org"}],
        [{"label": "a trial", "url": 1}],
        ["a trial"],
        {"label": "a trial"},
    ],
)
def test_a_source_that_leads_nowhere_is_refused(admin_client, pose, typed, sources):
    page = admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", typed | {"sources": json.dumps(sources)})
    assert page.context["adminform"].errors == {"sources": [SENTENCE]}


@pytest.mark.parametrize(
    ("text", "kept"),
    [("", []), ('[{"label": "a book"}]', [{"label": "a book"}])]
    + [
        (json.dumps([{"label": "a trial", "url": url}]), [{"label": "a trial", "url": url}])
        for url in ("", "http://x.org")
    ],
)
def test_a_source_with_or_without_an_address_is_kept(admin_client, pose, typed, text, kept):
    admin_client.post(f"/admin/poses/pose/{pose.pk}/change/", typed | {"sources": text})
    pose.refresh_from_db()
    assert pose.sources == kept
