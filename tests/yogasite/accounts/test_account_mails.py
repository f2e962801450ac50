"""The mails about an account, and what a page says after a change: plain words that say what to do."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests import factories
from tests.logins import RESET, SIGNUP

ADDRESS = "o'brien@example.org"
pytestmark = pytest.mark.django_db


def the_mail():
    (sent,) = mail.outbox
    return [sent.subject, *(line for line in sent.body.splitlines() if line and "http" not in line)]


def test_a_forgotten_password_gets_a_link_and_the_user_name():
    user = factories.make_user(username="ruth", email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    Client().post(RESET, {"email": ADDRESS})
    assert the_mail() == [
        "Night Heron: Choose a new password",
        "Here is the link to choose a new password for Night Heron. It works once:",
        "Your user name is ruth.",
        "You did not ask for this? Then do nothing. Your old password still works, and nobody has seen your diary.",
    ]


def test_an_address_that_nobody_has_is_told_so_as_it_was_typed():
    Client().post(RESET, {"email": ADDRESS})
    assert the_mail() == [
        "Night Heron: No diary has this address",
        f"Somebody, perhaps you, asked Night Heron for a new password. No diary has the address {ADDRESS}.",
        "Do you use another address? Try that one. You can also start a diary here:",
        "If it was not you, do nothing.",
    ]


def test_a_new_address_is_asked_whether_it_is_the_persons():
    Client().post(SIGNUP, {"username": "wren", "password1": factories.PASSWORD, "email": ADDRESS})
    assert the_mail() == [
        "Night Heron: Is this your address?",
        "Somebody, we hope you, gave this address to the Night Heron diary of wren.",
        "Is it yours? Open this page and say yes:",
        "If it was not you, do nothing. We will not write again.",
    ]


def link_in_mail():
    (path,) = re.findall(r"https?://[^/]+(/accounts/\S+)", mail.outbox[0].body)
    return path


@pytest.mark.parametrize("look", [Client.get, Client.head])
def test_a_mail_program_that_looks_at_links_confirms_no_address(look):
    Client().post(SIGNUP, {"username": "wren", "password1": factories.PASSWORD, "email": ADDRESS})
    look(Client(), link_in_mail())
    assert EmailAddress.objects.get().verified is False
    Client().post(link_in_mail())
    assert EmailAddress.objects.get().verified is True


@pytest.mark.parametrize("look", [Client.get, Client.head])
def test_a_mail_program_that_looks_at_links_uses_up_no_link_for_a_password(look):
    user = factories.make_user(username="ruth", email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    Client().post(RESET, {"email": ADDRESS})
    look(Client(), link_in_mail(), follow=True)
    client = Client()
    form = client.get(link_in_mail()).url
    client.post(form, {"password1": "three other words", "password2": "three other words"})
    user.refresh_from_db()
    assert user.check_password("three other words") is True


def test_an_address_with_an_apostrophe_is_named_as_it_is(client_of_ruth):
    page = client_of_ruth.post("/accounts/email/", {"action_add": "", "email": ADDRESS}, follow=True).text
    assert "We sent a link to o&#x27;brien@example.org. Open it to confirm the address." in page.replace(
        "&#39;", "&#x27;"
    )
