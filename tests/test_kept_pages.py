"""Pages that are kept: never out of date, never somebody else's, and fresh where a copy has to be."""

import datetime as dt
import re
import uuid

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from journal import actions
from poses.actions import renew_edition
from poses.choices import Condition
from poses.models import Pose
from tests import factories

UUID = re.compile(r'name="uuid" value="([0-9a-f-]{36})"')
PRIVATE = ["/", "/journal/", "/journal/trend/"]
PUBLIC = ["/poses/", "/poses/downward-facing-dog/", "/poses/collections/leg-cramps/", "/relief/"]

pytestmark = pytest.mark.usefixtures("library")


def body_of(client, address, **headers):
    return client.get(address, headers=headers).content.decode()


def plain(text):
    """Leave out what is fresh in every copy."""
    return re.sub(r'name="(csrfmiddlewaretoken|uuid)" value="[^"]+"', "", text)


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.fixture
def filled(diary):
    today = timezone.now().date()
    factories.fill_days(diary=diary, first=today - dt.timedelta(days=60), days=59)
    return diary


@pytest.mark.parametrize("address", PRIVATE)
def test_a_second_visit_reads_only_who_asks(client_of_ruth, filled, address):
    client_of_ruth.get(address)
    assert queries(client_of_ruth, address) == 2


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_read_without_a_query(client, address):
    client.get(address)
    assert queries(client, address) == 0


@pytest.mark.parametrize("address", [*PRIVATE, *PUBLIC])
def test_a_copy_says_what_the_page_said(client_of_ruth, filled, address):
    first = body_of(client_of_ruth, address)
    assert plain(body_of(client_of_ruth, address)) == plain(first)


def test_each_copy_has_identifiers_of_its_own(client_of_ruth, filled):
    """A tap on a second copy is another cramp, not the first one sent again."""
    found = [each for _visit in range(3) for each in UUID.findall(body_of(client_of_ruth, "/"))]
    assert len(set(found)) == len(found) >= 6


def test_a_form_of_a_copy_is_accepted(ruth, filled):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)
    for _visit in range(2):
        page = body_of(client, "/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    form = {"csrfmiddlewaretoken": token, "uuid": UUID.search(page).group(1)}
    assert client.post("/cramp/", form).status_code == 302


@pytest.mark.parametrize("address", PRIVATE)
def test_a_tap_is_seen_at_once(client_of_ruth, filled, address):
    before = plain(body_of(client_of_ruth, address))
    client_of_ruth.post("/cramp/", {"uuid": uuid.uuid4()})
    assert plain(body_of(client_of_ruth, address)) != before


def test_what_is_said_once_is_not_kept(client_of_ruth, filled):
    night = timezone.now().date() - dt.timedelta(days=2)
    actions.take_back_clear(filled, night)
    cramp = factories.make_cramp_on(diary=filled, night=night)
    client_of_ruth.post(reverse("journal:cramp-delete", args=[cramp.uuid]))
    said = "Cramp removed." in body_of(client_of_ruth, "/journal/")
    again = "Cramp removed." in body_of(client_of_ruth, "/journal/")
    assert (said, again) == (True, False)


@pytest.mark.parametrize("address", ["/", "/poses/"])
def test_nobody_sees_the_page_of_another(client, client_of_ruth, stranger, address):
    body_of(client_of_ruth, address)
    other = Client()
    other.force_login(stranger)
    fresh = body_of(other, address)
    caches["pages"].clear()
    assert plain(fresh) == plain(body_of(other, address))


def test_signed_out_the_page_of_somebody_is_not_shown(client, client_of_ruth):
    body_of(client_of_ruth, "/poses/")
    assert "/accounts/settings/" not in body_of(client, "/poses/")


def test_each_look_has_its_own_copy(client_of_ruth, filled):
    body_of(client_of_ruth, "/journal/")
    client_of_ruth.cookies["look"] = "dark.plain"
    assert 'data-theme="dark"' in body_of(client_of_ruth, "/journal/")


def test_a_fragment_and_its_page_are_kept_apart(client_of_ruth, filled):
    body_of(client_of_ruth, "/journal/")
    fragment = body_of(client_of_ruth, "/journal/", **{"HX-Request": "true"})
    assert ("<html" in fragment, "<html" in body_of(client_of_ruth, "/journal/")) == (False, True)


def test_the_page_of_an_hour_is_not_shown_in_the_next(client_of_ruth, filled, monkeypatch):
    evening = timezone.now().replace(hour=20, minute=59)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    first = body_of(client_of_ruth, "/")
    monkeypatch.setattr(timezone, "now", lambda: evening + dt.timedelta(hours=3))
    assert ("Good evening" in first, "Good evening" in body_of(client_of_ruth, "/")) == (True, False)


def test_what_rules_poses_out_marks_them_at_once(client_of_ruth, diary):
    before = plain(body_of(client_of_ruth, "/poses/downward-facing-dog/"))
    actions.change_conditions(diary, int(Condition.GLAUCOMA))
    assert plain(body_of(client_of_ruth, "/poses/downward-facing-dog/")) != before


def test_a_stranger_with_something_in_the_session_keeps_nothing_for_others(client):
    client.post(reverse("journal:not-for-me"), {"conditions": Condition.GLAUCOMA.name.lower()})
    marked = plain(body_of(client, "/poses/downward-facing-dog/"))
    assert plain(body_of(Client(), "/poses/downward-facing-dog/")) != marked


def test_what_a_stranger_has_said_keeps_no_page_from_being_kept_after_the_log_in(client, ruth, filled):
    client.post(reverse("journal:not-for-me"), {"conditions": Condition.GLAUCOMA.name.lower()})
    client.get("/practice/")  # Says once that it was saved.
    client.force_login(ruth)
    client.get("/journal/")
    assert queries(client, "/journal/") == 2


def test_an_editors_change_is_seen_at_once(client, admin_client, django_capture_on_commit_callbacks):
    body_of(client, "/poses/hero/")
    address = reverse("admin:poses_pose_change", args=[Pose.objects.get(slug="hero").pk])
    form = admin_client.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    values |= {"summary": "Changed by an editor.", "steps-TOTAL_FORMS": 0, "steps-INITIAL_FORMS": 0}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(address, values)
    assert "Changed by an editor." in body_of(client, "/poses/hero/")


@pytest.mark.parametrize("address", ["/poses/", "/poses/downward-facing-dog/"])
def test_a_browser_is_told_that_a_public_page_has_not_changed(client, address):
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "no-cache")


def test_a_changed_public_page_is_sent_again(client, django_capture_on_commit_callbacks):
    tag = client.get("/poses/hero/").headers["ETag"]
    Pose.objects.filter(slug="hero").update(summary="Another summary.")
    with django_capture_on_commit_callbacks(execute=True):
        renew_edition()
    assert b"Another summary." in client.get("/poses/hero/", headers={"If-None-Match": tag}).content


@pytest.mark.parametrize("address", [*PRIVATE, "/poses/"])
def test_no_browser_keeps_a_page_of_somebody_who_is_logged_in(client_of_ruth, filled, address):
    client_of_ruth.get(address)
    kept = client_of_ruth.get(address)
    assert (kept.headers.get("ETag"), kept.headers["Cache-Control"]) == (None, "private, no-store")
