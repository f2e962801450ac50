"""The last way into an account stays: neither a passkey nor an address goes when nothing else opens the diary."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from tests import factories
from yogasite.accounts.adapter import ONLY_WAY

pytestmark = pytest.mark.django_db
STAYS, EMAIL = "This passkey stays", "/accounts/email/"


@pytest.fixture(autouse=True)
def all_have_proved_who_they_are(monkeypatch):
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.did_recently_reauthenticate", lambda _r: True)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def wren(db):
    """Somebody whose diary a passkey alone opens."""
    user = factories.make_user(username="wren")
    user.set_unusable_password()
    user.save()
    add_passkey(user)
    return user


def add_passkey(user):
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "My passkey"})


def add_address(user, *, verified=True):
    return EmailAddress.objects.create(user=user, email="wren@example.org", verified=verified, primary=True)


def removal(user):
    """Ask for the page, and then for the removal; return what each does."""
    client = logged_in(user)
    key = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).first()
    address = f"/accounts/2fa/webauthn/keys/{key.pk}/remove/"
    asked, done = client.get(address), client.post(address)
    left = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count()
    return STAYS in asked.text, done.status_code, left


def test_the_only_passkey_stays(wren):
    assert removal(wren) == (True, 422, 1)


def test_codes_and_an_address_that_was_not_confirmed_are_no_way_in(wren):
    for kind in (Authenticator.Type.RECOVERY_CODES, Authenticator.Type.TOTP):
        Authenticator.objects.create(user=wren, type=kind, data={})
    add_address(wren, verified=False)
    assert removal(wren) == (True, 422, 1)


def test_an_address_is_no_way_in_where_the_site_cannot_send(wren, settings):
    settings.SENDS_MAIL = False
    add_address(wren)
    assert removal(wren) == (True, 422, 1)


@pytest.mark.parametrize("other", ["password", "address", "passkey"])
def test_a_passkey_goes_where_there_is_another_way(wren, other):
    if other == "password":
        wren.set_password(factories.PASSWORD)
        wren.save()
    else:
        add_address(wren) if other == "address" else add_passkey(wren)
    assert removal(wren) == (False, 302, 1 if other == "passkey" else 0)


def remove_address(user):
    client = logged_in(user)
    page = client.post(EMAIL, {"action_remove": "", "email": "wren@example.org"}, follow=True).text
    return str(ONLY_WAY) in page, EmailAddress.objects.count()


def test_the_only_address_of_somebody_without_password_and_passkey_stays(wren):
    add_address(wren)
    assert removal(wren) == (False, 302, 0)
    assert remove_address(wren) == (True, 1)


def test_an_address_goes_where_there_is_another_way(wren):
    add_address(wren)
    assert remove_address(wren) == (False, 0)


def test_an_address_that_opens_nothing_goes(wren):
    Authenticator.objects.all().delete()
    add_address(wren, verified=False)
    assert remove_address(wren) == (False, 0)
