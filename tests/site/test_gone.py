"""Whose diary or session is deleted while a request is under way is answered as somebody who is not logged in."""

import datetime as dt
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from journal.models.cramps import Cramp
from journal.web.access import diary_tag
from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db

NIGHT = dt.date(2026, 11, 17)
LOGIN = "/accounts/login/"


def remove_all(user):
    return lambda: User.objects.filter(pk=user.pk).delete()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_whose_diary_is_deleted_meanwhile_gets_the_log_in(ruth, client_of_ruth, before, headers):
    before("cramps.log", remove_all(ruth))
    answer = client_of_ruth.post("/cramp/", {}, headers=headers)
    assert (answer.headers.get("Location") or answer.headers["HX-Redirect"], Cramp.objects.count()) == (LOGIN, 0)
    assert client_of_ruth.get("/journal/").headers["Location"] == f"{LOGIN}?next=/journal/"


@pytest.mark.django_db(transaction=True)  # As a site runs: a failed write must not spoil the look for the person.
def test_a_setting_of_somebody_who_is_deleted_meanwhile_gets_the_log_in(ruth, client_of_ruth, before):
    before("reminders.change_settings", remove_all(ruth))
    answer = client_of_ruth.post("/accounts/settings/", {"time_zone": "Europe/Paris", "goal": "4"})
    assert (answer.headers["Location"], User.objects.count()) == (LOGIN, 0)


def test_the_outbox_keeps_an_entry_whose_diary_is_deleted_meanwhile(ruth, client_of_ruth, before, now):
    tag = diary_tag(ruth.diary)
    before("cramps.log", remove_all(ruth))
    entry = {"kind": "cramp", "uuid": uuid.uuid4(), "diary": tag, "at": round(now.timestamp() * 1000)}
    answer = client_of_ruth.post("/outbox/", entry)
    assert (answer.status_code, answer.json()) == (401, {"reason": "Log in, then it is sent."})


def test_a_token_whose_diary_is_deleted_meanwhile_is_not_known(ruth, before):
    _token, text = factories.make_token(diary=ruth.diary)
    before("cramps.log", remove_all(ruth))
    answer = Client().generic("POST", "/api/v1/cramps", headers={"Authorization": f"Bearer {text}"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json() == {"detail": "This token is not known, or was taken back.", "errors": []}


def test_a_session_that_is_ended_meanwhile_gets_the_log_in(client_of_ruth, diary, before):
    cramp = factories.make_cramp_on(diary=diary, night=NIGHT)
    before("cramps.edit", lambda: Session.objects.all().delete())
    answer = client_of_ruth.post(
        f"/journal/cramps/{cramp.uuid}/edit/", {"occurred_at": "2026-11-17T23:00", "count": "1"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, LOGIN)
