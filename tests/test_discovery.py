"""Nobody is told whether an address or a name has an account (but that a name is taken, to whoever wants it)."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests import factories

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
