"""Reminders that no mail could bring are named."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.checks import Error

from journal.actions import reminders
from journal.domain.choices import ReminderKind
from journal.web.checks import reminders_can_be_mailed


def ids(found):
    """Return the ids; each has to be an error with a hint."""
    assert all(isinstance(each, Error) and each.hint for each in found)
    return [each.id for each in found]


@pytest.fixture
def reminded(diary):
    EmailAddress.objects.create(user=diary.owner, email="ruth@example.org", verified=True, primary=True)
    reminders.choose(diary, {ReminderKind.EVENING: dt.time(21)}, by_mail=True)
    return diary


def test_reminders_by_e_mail_without_a_way_out_are_a_mistake(settings, reminded):
    settings.SENDS_MAIL = False
    assert ids(reminders_can_be_mailed(None, databases=["default"])) == ["journal.E001"]
    settings.SENDS_MAIL = True
    assert reminders_can_be_mailed(None, databases=["default"]) == []


def test_reminders_that_nobody_wants_by_e_mail_are_none(settings, reminded):
    settings.SENDS_MAIL = False
    reminders.stop_mails(reminded)
    assert reminders_can_be_mailed(None, databases=["default"]) == []


def test_without_a_database_nothing_is_asked_of_it(settings, db, django_assert_num_queries):
    settings.SENDS_MAIL = False
    with django_assert_num_queries(0):
        assert reminders_can_be_mailed(None) == []


def test_before_the_first_migration_nobody_has_asked(settings, db, monkeypatch):
    settings.SENDS_MAIL = False
    monkeypatch.setattr("journal.web.checks.connection.introspection.table_names", list)
    assert reminders_can_be_mailed(None, databases=["default"]) == []
