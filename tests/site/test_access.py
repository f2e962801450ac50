"""Who may see what: private by default, public by an explicit list, nothing of anybody else."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from journal.domain.choices import TokenScope
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.practices import Practice
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from journal.models.tokens import AccessToken
from journal.web import undo
from tests import factories
from tests.addresses import own_names

PUBLIC = {
    "home",
    "healthz",
    "deleted",
    "account_reset_password",
    "privacy",
    "sums",
    "media",
    "poses:list",
    "poses:collection",
    "poses:detail",
    "poses:relief",
    "poses:relief-muscle",
    "poses:motion",
    "journal:calendar",
    "journal:cramp",
    "journal:routines",
    "journal:not-for-me",
    "poses:night-cramps",
    "journal:player",
    "journal:player-done",
    "journal:mails-stop",
    "journal:manifest",
    "journal:offline",
    "journal:outbox",
    "journal:service-worker",
    "journal:shared",
    "journal:shared-file",
    "api:docs",
    "api:openapi",
    # These ask for a token instead (tests/journal/web/test_api.py).
    "api:log_cramp",
    "api:confirm_night",
    "api:log_practice",
    "api:entries",
    "api:trend",
    "api:unknown",
}


def test_the_public_addresses_are_exactly_these():
    public = {name for name, pattern in own_names() if not getattr(pattern.callback, "login_required", True)}
    assert public == PUBLIC


PRIVATE = [
    "/journal/",
    "/journal/trend/",
    "/journal/cramps/new/",
    "/journal/practice/new/",
    "/journal/nights/",
    "/journal/fortnight/",
    "/journal/fortnight/blank/",
    "/journal/circumstances/",
    "/journal/circumstances/new/",
    "/journal/report/",
    "/practice/new/",
    "/journal/buttons/",
    "/journal/export/",
    "/journal/export/diary.zip",
    "/journal/import/",
    "/journal/import/check/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PRIVATE, "/accounts/settings/", "/accounts/delete/"])
def test_a_private_page_sends_a_stranger_to_the_login(address):
    response = Client().get(address)
    assert response.url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ["/", *PRIVATE, "/accounts/settings/", "/accounts/delete/"])
def test_a_private_page_is_never_kept(client_of_ruth, address):
    assert client_of_ruth.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.fixture
def entries_of_stranger(stranger, now):
    return (
        factories.make_cramp(diary=stranger.diary, occurred_at=now),
        factories.make_practice(diary=stranger.diary, day=now.date()),
        factories.make_routine(diary=stranger.diary),
        factories.make_circumstance(diary=stranger.diary, first_day=now.date()),
        factories.make_token(diary=stranger.diary, scope=TokenScope.LOG)[0],
        factories.make_shared(diary=stranger.diary, now=now)[0],
    )


def test_every_address_of_an_entry_hides_what_belongs_to_somebody_else(client_of_ruth, entries_of_stranger):
    cramp, practice, routine, noted, token, shared = entries_of_stranger
    others = {"practice": practice, "routine": routine, "circumstance": noted, "token": token, "report": shared}
    walked = []
    for name, pattern in own_names():
        if "identifier" not in pattern.pattern.converters:
            continue
        entry = next((entry for word, entry in others.items() if word in name), cramp)
        address = reverse(name, args=[entry.uuid])
        answers = {client_of_ruth.get(address).status_code, client_of_ruth.post(address, {}).status_code}
        walked.append((name, answers <= {404, 405} and 404 in answers))
    assert len(walked) == 12
    assert all(hidden for _name, hidden in walked), walked
    models = (Cramp, Practice, OwnRoutine, Circumstance, AccessToken, SharedReport)
    counts = [model.objects.count() for model in models]
    assert counts == [1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("end", ["", "done/"])
def test_a_routine_of_somebody_else_cannot_be_played(client_of_ruth, entries_of_stranger, end):
    _cramp, _practice, routine, *_others = entries_of_stranger
    answer = client_of_ruth.get(f"/practice/{routine.uuid}/{end}")
    assert (answer.status_code, routine.name in answer.text) == (404, False)
    assert "This page is not here" in answer.text


def test_an_owner_does_see_the_own_entry(ruth, client_of_ruth, now):
    cramp = factories.make_cramp(diary=ruth.diary, occurred_at=now, note="garden")
    assert "garden" in client_of_ruth.get(reverse("journal:cramp-edit", args=[cramp.uuid])).text


def test_another_persons_note_is_not_on_the_journal(client_of_ruth, stranger, now):
    factories.make_cramp_on(diary=stranger.diary, night=now.date(), note="not yours")
    month = f"{now:%Y-%m}"
    assert "not yours" not in client_of_ruth.get("/journal/", {"month": month}).text


def test_an_undo_token_of_another_diary_changes_nothing(client_of_ruth, stranger, now):
    cramp = factories.make_cramp(diary=stranger.diary, occurred_at=now)
    client_of_ruth.post("/journal/undo/", {"token": undo.removal_of_cramp(cramp)})
    assert Cramp.objects.filter(pk=cramp.pk).exists()


def test_a_wrong_identifier_is_not_found(client_of_ruth):
    answer = client_of_ruth.get(reverse("journal:cramp-edit", args=[uuid.uuid4()]))
    assert (answer.status_code, "This page is not here" in answer.text) == (404, True)


def test_a_post_without_the_form_token_is_refused(ruth):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)
    client.post("/cramp/", {})
    assert Cramp.objects.count() == 0


@pytest.mark.django_db
def test_pages_allow_no_inline_script_and_no_other_host(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_pages_carry_the_headers_that_browsers_guard_with(client, db):
    answer = client.get("/").headers
    names = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [answer[name] for name in names] == ["nosniff", "DENY", "same-origin", "same-origin"]
    assert "camera=()" in answer["Permissions-Policy"]
