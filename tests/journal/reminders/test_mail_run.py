"""Handing mails to a server that refuses, hangs, or breaks the line."""

import datetime as dt
from contextlib import contextmanager

import pytest
from allauth.account.models import EmailAddress

from journal.actions import reminders
from journal.domain.choices import ReminderKind
from journal.models.reminders import Reminder
from journal.reminders import dispatch, mail_run
from tests import factories
from tests.mail_server import CUT, SILENT, MailServer

pytestmark = pytest.mark.django_db
EVENING = dt.datetime(2026, 11, 18, 21, 0, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture
def people(db):
    for name in ("ada", "ruth", "sam", "wren", "zoe"):
        user = factories.make_user(username=name, email=f"{name}@example.org")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        reminders.choose(user.diary, {ReminderKind.EVENING: dt.time(21)}, by_mail=True)


@pytest.fixture
def served(settings, monkeypatch):
    """Return what runs a mail server with the answers that it is told."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "yogasite.smtp.EmailBackend", "127.0.0.1"
    monkeypatch.setattr(mail_run, "TIMEOUT", 0.5)

    @contextmanager
    def serve(**answers):
        server = MailServer(**answers)
        settings.EMAIL_PORT = server.port
        yield server
        server.close()

    return serve


def run(now=EVENING):
    tally = dispatch.send_mails(clock=lambda: now)
    return tally.sent, tally.failed


def left():
    """Return how many have not been claimed."""
    return Reminder.objects.filter(mailed_on=None).count()


def test_all_mails_of_a_run_go_by_one_connection(people, served):
    with served() as server:
        assert (run(), server.calls, len(server.mails), left()) == ((5, 0), 1, 5, 0)


@pytest.mark.parametrize("word", ["mail", "rcpt", "data", "end"])
@pytest.mark.parametrize(("answer", "again"), [("450 later", 1), ("452 full", 1), ("550 never", 0), ("554 no", 0)])
def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(people, served, word, answer, again):
    with served(**{word: [answer]}):
        assert (run(), left()) == ((4, 1), again)
        assert run(EVENING + 5 * MINUTE) == (again, 0)


def test_a_mail_whose_last_answer_is_lost_is_not_sent_again(people, served):
    with served(end=[CUT, SILENT, CUT, SILENT, CUT]) as server:
        assert [run(), run(EVENING + 5 * MINUTE), len(server.mails)] == [(5, 0), (0, 0), 5]


def test_a_line_that_breaks_before_the_mail_is_tried_again(people, served):
    with served(data=[CUT]) as server:
        assert [run(), run(EVENING + 5 * MINUTE), len(server.mails)] == [(4, 1), (1, 0), 5]


@pytest.mark.parametrize("answer", [SILENT, CUT, "421 busy", "554 no"])
def test_a_server_that_does_not_answer_is_left_after_three_failures(people, served, answer):
    with served(call=[answer] * 9) as server:
        assert (run(), server.calls, left()) == ((0, 3), 3, 5)
    with served():
        assert run(EVENING + 5 * MINUTE) == (5, 0)


def test_a_server_that_is_well_but_for_some_mails_is_not_left(people, served):
    with served(rcpt=["450 later"] * 4) as server:
        assert (run(), len(server.mails)) == ((1, 4), 1)


def test_a_mail_that_is_tried_again_has_the_same_name_and_that_of_tomorrow_another(people, served):
    with served(rcpt=["450 later"] * 5):
        run()
    names = []
    for moment in (EVENING + 5 * MINUTE, EVENING + DAY):
        with served(end=["450 later"] * 5) as server:
            run(moment)
            run(moment + MINUTE)
        lines = [line for each in server.mails for line in each.splitlines() if line.startswith("Message-ID: ")]
        names.append((len(lines), set(lines)))
    (first, of_today), (second, of_tomorrow) = names
    assert (first, second, len(of_today), len(of_tomorrow), of_today & of_tomorrow) == (10, 10, 5, 5, set())
