"""A host that is none of ours is refused, and none that is asked decides where a mail, a page or a feed leads."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests import factories
from tests.addresses import ADDRESSES, SOME
from tests.logins import LOGIN, RESET, SIGNUP, is_let_in, set_new_password

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EVIL_HOSTS = [
    "evil.example",
    "evil.example:80",
    "testserver.evil.example",
    "testserver@evil.example",
    "",
    "te st",
    "[::",
]


@pytest.mark.parametrize("host", EVIL_HOSTS)
def test_a_host_that_is_not_ours_is_refused_with_a_page_that_does_not_name_it(ruth, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    client.force_login(ruth)
    for path in ("/", "/journal/", LOGIN, "/api/docs"):
        answer = client.get(path, headers={"Host": host})
        assert (answer.status_code, "evil" in answer.text) == (400, False)


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host"])
def test_a_host_that_a_proxy_is_said_to_have_heard_counts_nothing(ruth, header):
    EmailAddress.objects.create(user=ruth, email="ruth@example.org", verified=True, primary=True)
    Client().post(RESET, {"email": "ruth@example.org"}, headers={header: "evil.example"})
    page = Client().get(LOGIN, headers={header: "evil.example"}).text
    assert [len(mail.outbox), "evil" in mail.outbox[0].body, "evil" in page] == [1, False, False]


def mails_asked_by(host):
    """Ask for every mail about an account, from a browser that names the site so."""
    client = Client(HTTP_HOST=host)
    for address in ("ruth@example.org", "nobody@example.org"):
        client.post(RESET, {"email": address})
    client.post(SIGNUP, {"username": "wren", "password1": factories.PASSWORD, "email": "wren@example.org"})
    client.post("/accounts/email/", {"action_add": "", "email": "other@example.org"})
    return [f"{each.subject}\n{each.body}" for each in mail.outbox]


def test_mails_lead_to_the_address_of_the_settings_whatever_host_was_asked(ruth, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SITE_URL = "https://nightheron.example"
    EmailAddress.objects.create(user=ruth, email="ruth@example.org", verified=True, primary=True)
    bodies = mails_asked_by("localhost:666")
    links = [re.findall(r"https?://[^/\s]+/\S+", body) for body in bodies]
    assert [body for body in bodies if "localhost" in body or "666" in body] == []
    assert [[link.startswith("https://nightheron.example/accounts/") for link in found] for found in links] == [
        [True]
    ] * 4


def test_the_link_of_a_mail_still_sets_a_new_password(ruth):
    client = Client()
    ruth.delete()
    set_new_password(client)
    assert is_let_in(client)


def test_pages_and_feeds_name_the_address_of_the_settings_not_the_one_that_was_asked(ruth, diary, library, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    client, wrong = Client(HTTP_HOST="localhost:666", raise_request_exception=False), []
    client.force_login(ruth)
    for address in ADDRESSES:
        answer = client.get(address.path(SOME))
        body = b"" if answer.streaming else answer.content
        wrong += [address.name] if b"localhost:666" in body + str(answer.headers).encode() else []
        if "_auth_user_id" not in client.session:
            client.force_login(ruth)
    assert wrong == []
