"""Practices typed into the form: edited, refused, deleted, and stored once."""

import datetime as dt
import uuid

from django.utils import timezone

from journal.models.practices import Practice
from poses.models.pose import Pose
from tests import factories


def test_a_practice_is_edited_with_its_poses(client_of_ruth, diary, library):
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 17))
    pose = Pose.objects.get(slug="chair-pose")
    address = f"/journal/practice/{practice.uuid}/edit/"
    assert 'value="10"' in client_of_ruth.get(address).text
    client_of_ruth.post(address, {"started_at": "2026-11-17T20:00", "minutes": "5", "poses": [pose.pk]})
    practice.refresh_from_db()
    assert (practice.seconds, [item.pose_name for item in practice.items.all()]) == (300, ["Chair pose"])


def test_an_edit_that_is_refused_leaves_the_practice(client_of_ruth, diary):
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 17))
    response = client_of_ruth.post(
        f"/journal/practice/{practice.uuid}/edit/", {"started_at": "2999-01-01T20:00", "minutes": "5"}
    )
    practice.refresh_from_db()
    assert (response.status_code, practice.seconds) == (422, 600)


def test_a_deleted_practice_is_gone_with_an_undo(client_of_ruth, diary):
    practice = factories.make_practice(diary=diary, day=dt.date(2026, 11, 17))
    page = client_of_ruth.post(f"/journal/practice/{practice.uuid}/delete/", follow=True).text
    assert (Practice.objects.count(), "Practice removed." in page) == (0, True)


def test_a_practice_that_would_end_in_the_future_is_refused(client_of_ruth):
    start = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    response = client_of_ruth.post("/journal/practice/new/", {"started_at": start, "minutes": "300"})
    assert (response.status_code, "would end in the future" in response.text) == (422, True)


def test_a_practice_as_the_form_offers_it_is_accepted(client_of_ruth):
    offered = client_of_ruth.get("/journal/practice/new/").context["form"]
    typed = {name: offered[name].value() for name in ("started_at", "minutes")}
    client_of_ruth.post("/journal/practice/new/", typed)
    assert Practice.objects.get().seconds == 600


def test_the_same_practice_twice_is_once(client_of_ruth):
    typed = {"started_at": "2026-11-17T20:00", "minutes": "5", "uuid": str(uuid.uuid4())}
    client_of_ruth.post("/journal/practice/new/", typed)
    client_of_ruth.post("/journal/practice/new/", typed)
    assert Practice.objects.count() == 1
