"""Nobody is told whether an address or a name has an account (but that a name is taken, to whoever wants it)."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known(db):
    user = factories.make_user(username="ruth", email="ruth@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def told(path, typed):
    """Return what a browser without a past is told, but for what it typed itself and what differs in every answer."""
    answer = Client().post(path, typed)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)
    for word in sorted(typed.values(), key=len, reverse=True):
        text = text.replace(word, "…")
    return answer.status_code, answer.headers.get("Location"), text


@pytest.mark.parametrize(
    ("path", "known", "unknown"),
    [
        ("/accounts/login/", {"login": "ruth", "password": "a guess"}, {"login": "nobody", "password": "a guess"}),
        (
            "/accounts/login/",
            {"login": "ruth@example.org", "password": "x"},
            {"login": "no@example.org", "password": "x"},
        ),
        ("/accounts/password/reset/", {"email": "ruth@example.org"}, {"email": "nobody@example.org"}),
        (
            "/accounts/signup/",
            {"username": "wren", "password1": factories.PASSWORD, "email": "ruth@example.org"},
            {"username": "kite", "password1": factories.PASSWORD, "email": "nobody@example.org"},
        ),
    ],
)
def test_the_answer_is_the_same_for_somebody_known_and_for_somebody_unknown(path, known, unknown):
    assert told(path, known) == told(path, unknown)


@pytest.fixture
def hashed(monkeypatch):
    """Count how often a password is hashed, which is nearly all of the time that a log-in takes."""
    counted = []
    encode = MD5PasswordHasher.encode

    def count(self, password, salt):
        counted.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    return counted


@pytest.mark.parametrize("login", ["ruth", "ruth@example.org", "passkey", "nobody", "nobody@example.org"])
def test_a_log_in_hashes_the_password_once_whoever_is_known(hashed, login):
    User.objects.create_user("passkey")
    hashed.clear()
    Client().post("/accounts/login/", {"login": login, "password": "a guess"})
    assert len(hashed) == 1


@pytest.mark.parametrize("login", ["ruth", "ruth@example.org"])
def test_the_right_password_logs_in_by_name_and_by_address(login):
    client = Client()
    client.post("/accounts/login/", {"login": login, "password": factories.PASSWORD})
    assert "_auth_user_id" in client.session
