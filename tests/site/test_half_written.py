"""A database that fails at any of a request's writes leaves a diary as it was, or with all that was sent."""

import errno
import re
import uuid

import pytest
from django.apps import apps
from django.db import OperationalError, connection

from yogasite.accounts.models import User

pytestmark = pytest.mark.slow

WRITES = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) ")
MOST_WRITES = 60


def everything():
    """Every row of every diary and person, as it is stored."""
    models = [*apps.get_app_config("journal").get_models(), User]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


class FullAt:
    """A disk that is full at one write: the first is number 0. `was_reached` says whether there was such a write."""

    def __init__(self, number):
        self.left, self.was_reached = number, False

    def __call__(self, execute, sql, *given):
        if WRITES.match(sql):
            self.left -= 1
            if self.left < 0:
                self.was_reached = True
                raise OperationalError("database or disk is full") from OSError(errno.ENOSPC, "full")
        return execute(sql, *given)


def send(client, address, typed):
    """Post at the first write that fails, then at the second, and so on; yield each answer with what is stored."""
    for number in range(MOST_WRITES):
        disk = FullAt(number)
        with connection.execute_wrapper(disk):
            answer = client.post(address, typed)
        if not disk.was_reached:
            return
        yield int(answer.status_code), everything()
    pytest.fail("This request never ends.")


IDENTIFIER = uuid.UUID(int=1)
SENT = {
    "tap": ("/cramp/", {"uuid": IDENTIFIER}),
    "clear": ("/journal/nights/", {"night": "2026-11-02", "answer": "none", "page": "journal"}),
    "had": ("/journal/nights/", {"night": "2026-11-02", "answer": "had", "uuid": IDENTIFIER}),
    "details": ("/journal/cramps/new/", {"occurred_at": "2026-11-17T03:00", "count": 1, "uuid": IDENTIFIER}),
    "practice": ("/journal/practice/new/", {"started_at": "2026-11-17T20:00", "minutes": "5", "uuid": IDENTIFIER}),
    "preferences": ("/accounts/settings/", {"time_zone": "Asia/Tokyo", "goal": "5"}),
}


@pytest.mark.parametrize("kind", SENT)
def test_what_fails_half_way_is_all_stored_or_not_at_all(client_of_ruth, kind):
    client_of_ruth.raise_request_exception = False
    before = everything()
    found = list(send(client_of_ruth, *SENT[kind]))
    after = everything()
    assert found[0] == (503, before)
    assert [each for each in found if each not in ((503, before), (503, after))] == []
    assert before != after


def test_a_session_that_cannot_be_written_is_no_reason_to_log_in(client_of_ruth):
    client_of_ruth.raise_request_exception = False
    address, typed = SENT["clear"]
    with connection.execute_wrapper(FullAt(1)):
        answer = client_of_ruth.post(address, typed)
    assert (answer.status_code, "may be saved or not" in answer.text) == (503, True)
