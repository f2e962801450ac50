"""A passkey and an address that is not confirmed yet stand in nobody's way."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_passkey(ruth):
    data = {"name": "My passkey", "passwordless": True, "credential": {}}
    return Authenticator.objects.create(user=ruth, type=Authenticator.Type.WEBAUTHN, data=data)


def test_somebody_with_a_passkey_adds_an_address_and_is_sent_its_link(client_of_ruth, with_passkey, mailoutbox):
    typed = {"email": "ruth@example.org", "action_add": ""}
    page = client_of_ruth.post(reverse("account_email"), typed, follow=True).text
    stored = EmailAddress.objects.get()
    assert (stored.email, stored.verified, "Not confirmed yet" in page or "not confirmed yet" in page) == (
        "ruth@example.org", False, True,
    )  # fmt: skip
    assert [mail.to for mail in mailoutbox] == [["ruth@example.org"]]
    assert Authenticator.objects.get() == with_passkey


def test_somebody_whose_address_is_not_confirmed_may_add_a_passkey(client_of_ruth, ruth):
    EmailAddress.objects.create(user=ruth, email="ruth@example.org", primary=True, verified=False)
    client_of_ruth.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    page = client_of_ruth.get(reverse("mfa_add_webauthn"))
    assert (page.status_code, "Add a passkey" in page.text) == (200, True)
