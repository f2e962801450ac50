"""Mails that a host without EMAIL_URL has in files do not outlive the person, nor the links in them."""

import datetime as dt
import os

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from journal.actions import deletion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    """Where the mails go, as on a host that has set no EMAIL_URL."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def put_aside(folder):
    """Rename what was written so far: Django may write two mails of one second to one file."""
    for number, path in enumerate(sorted(folder.iterdir())):
        path.rename(folder / f"earlier-{number}.log")
    return set(folder.iterdir())


def ask_for_reset(address):
    Client().post("/accounts/password/reset/", {"email": address})


def remove(user):
    deletion.ask(user, password=factories.PASSWORD, now=timezone.now() - deletion.GRACE)
    deletion.remove_due(now=timezone.now())


@pytest.mark.parametrize("address", ["wren@example.org", "wren@bücher.example"])
def test_mails_to_the_person_go_with_the_account_and_those_to_others_stay(folder, address):
    wren = factories.make_user(username="wren", email=address)
    factories.make_user(username="wrens", email="old.wren@example.org")
    ask_for_reset("old.wren@example.org")
    others = put_aside(folder)
    ask_for_reset(address)
    assert (len(others), len(set(folder.iterdir()))) == (1, 2)
    remove(wren)
    assert set(folder.iterdir()) == others


def test_a_mail_to_an_address_that_is_no_longer_known_goes_for_the_name_in_it(folder):
    renee = factories.make_user(username="renée", email="now@example.org")
    EmailMessage("A link", "Hello, Renéea. Here it is.", to=["other@example.org"]).send()
    others = put_aside(folder)
    EmailMessage("A link", "Hello, Renée. Here it is.", to=["before@example.org"]).send()
    assert len(list(folder.iterdir())) == 2
    remove(renee)
    assert set(folder.iterdir()) == others


@pytest.mark.parametrize(("age", "kept"), [(dt.timedelta(days=2), 1), (dt.timedelta(days=4), 0)])
def test_mails_go_after_three_days_though_nobody_is_deleted(folder, age, kept):
    EmailMessage("A link", "Here it is.", to=["wren@example.org"]).send()
    written = (timezone.now() - age).timestamp()
    for path in folder.iterdir():
        os.utime(path, (written, written))
    deletion.remove_due(now=timezone.now())
    assert len(list(folder.iterdir())) == kept
