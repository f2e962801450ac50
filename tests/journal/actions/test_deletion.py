"""The day on which everything goes: who wins when two things happen at once, and what a cut run leaves."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from journal.actions import deletion
from tests import factories
from tests.journal.web.test_deletion import DAY, NOW, is_let_in, logged_in
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("later", "removed"), [(7 * DAY - dt.timedelta(seconds=1), 0), (7 * DAY, 1), (30 * DAY, 1)])
def test_the_diary_goes_when_seven_days_are_over(ruth, later, removed):
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW)
    assert (deletion.remove_due(now=NOW + later), User.objects.count()) == (removed, 1 - removed)


def test_after_the_day_it_can_be_kept_until_it_is_gone(ruth):
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW)
    assert deletion.keep_after_all(ruth)
    assert (deletion.remove_due(now=NOW + 8 * DAY), User.objects.count()) == (0, 1)


def test_what_the_command_has_begun_cannot_be_kept_and_is_finished_by_the_next_run(ruth, monkeypatch):
    deletion.ask(ruth, password=factories.PASSWORD, now=NOW)

    def cut_short(people):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("journal.actions.erasure.remove_traces", cut_short)
        with pytest.raises(OSError):  # noqa: PT011 - it is ours
            deletion.remove_due(now=NOW + 7 * DAY)
    assert (deletion.keep_after_all(ruth), is_let_in(logged_in())) == (False, False)
    assert (deletion.remove_due(now=NOW + 7 * DAY), User.objects.count()) == (1, 0)


def test_the_command_says_how_many_and_running_it_again_changes_nothing(ruth, stranger, capsys):
    deletion.ask(ruth, password=factories.PASSWORD, now=timezone.now() - 8 * DAY)
    call_command("remove_deleted")
    call_command("remove_deleted")
    assert capsys.readouterr().out == "1 deleted diaries removed.\n0 deleted diaries removed.\n"
    assert [user.username for user in User.objects.all()] == ["sam"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_keeping_and_removing_at_once_is_won_by_one_of_them(_round):
    user = factories.make_user(username="ruth")
    deletion.ask(user, password=factories.PASSWORD, now=NOW)

    def run(work):
        try:
            return work()
        finally:
            connections.close_all()

    both = [lambda: deletion.keep_after_all(user), lambda: deletion.remove_due(now=NOW + 7 * DAY)]
    with ThreadPoolExecutor(2) as pool:
        kept, removed = pool.map(run, both if _round % 2 else both[::-1])
    if not _round % 2:
        kept, removed = removed, kept
    assert (bool(kept) + removed, User.objects.count()) == (1, int(kept))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_two_runs_at_once_remove_each_person_once(_round):
    for name in ("ruth", "sam", "ada"):
        deletion.ask(factories.make_user(username=name), password=factories.PASSWORD, now=NOW)

    def run(_turn):
        try:
            return deletion.remove_due(now=NOW + 7 * DAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        removed = sum(pool.map(run, range(2)))
    assert (removed, User.objects.count()) == (3, 0)
