"""The cookies' own names: nothing of another program on the same host is read for ours, changed, or deleted."""

import pytest
from django.test import Client

from tests.addresses import ADDRESSES, SOME
from tests.logins import LOGIN, PASSWORD

pytestmark = pytest.mark.django_db
FOREIGN = ("sessionid", "csrftoken")


def with_foreign(client):
    for name in FOREIGN:
        client.cookies[name] = "k" * 32
    return client


def test_another_programs_session_beside_ours_changes_nothing(client_of_ruth):
    assert with_foreign(client_of_ruth).get("/journal/").status_code == 200


@pytest.mark.sweep
@pytest.mark.slow
def test_no_answer_sets_or_deletes_a_cookie_of_djangos_names(client_of_ruth, library):
    found = []
    for address in ADDRESSES:
        for client in (Client(raise_request_exception=False), client_of_ruth):
            for ask in (client.get, client.post):
                client = with_foreign(client)
                answer = ask(address.path(SOME))
                found += [(address.name, name) for name in FOREIGN if name in answer.cookies]
    assert found == []


def test_logging_in_and_out_leaves_them_alone(ruth):
    client = with_foreign(Client())
    answers = [client.get(LOGIN), client.post(LOGIN, PASSWORD), client.get("/"), client.post("/accounts/logout/")]
    assert [name for answer in answers for name in FOREIGN if name in answer.cookies] == []
    assert answers[1].cookies["nightheron_session"].value


def test_a_session_from_before_the_change_of_name_goes_on_under_the_new_one(client_of_ruth):
    older = Client()
    older.cookies["sessionid"] = client_of_ruth.session.session_key
    first = older.get("/journal/")
    assert (first.status_code, "sessionid" in first.cookies) == (200, False)
    assert first.cookies["nightheron_session"].value == client_of_ruth.session.session_key
    del older.cookies["sessionid"]
    assert older.get("/journal/").status_code == 200


def test_a_log_out_ends_the_session_under_both_names(client_of_ruth):
    older = Client()
    older.cookies["sessionid"] = client_of_ruth.session.session_key
    older.get("/journal/")
    older.post("/accounts/logout/")
    assert older.get("/journal/").headers["Location"] == f"{LOGIN}?next=/journal/"


def test_another_programs_session_alone_is_nobody_and_gets_no_cookie():
    answer = with_foreign(Client()).get("/privacy/")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})


def test_a_device_that_keeps_a_page_gets_a_strangers_and_loses_no_cookie(client_of_ruth):
    answer = client_of_ruth.get("/cramp/", headers={"X-As-Stranger": "1"})
    assert ("No account needed" in answer.text, dict(answer.cookies)) == (True, {})
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client_of_ruth.get("/journal/").status_code == 200
