"""A site that cannot send mail promises none."""

import pytest

from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db
TRUTH = "This site cannot send mail"
PROMISES = ("on its way", "We send you a link", "We sent you a link", "Send the link", "Add this address")


@pytest.fixture(autouse=True)
def _cannot_send(settings):
    settings.SENDS_MAIL = False


@pytest.mark.parametrize(
    "address", ["/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/confirm-email/"]
)
def test_nobody_is_told_to_wait_for_a_link(client, address):
    page = client.get(address).text
    assert (TRUTH in page, [promise for promise in PROMISES if promise in page]) == (True, [])


def test_the_page_of_ones_address_asks_for_none(client_of_ruth):
    page = client_of_ruth.get("/accounts/email/").text
    assert (TRUTH in page, [promise for promise in PROMISES if promise in page]) == (True, [])


def test_a_sign_up_asks_for_no_address_and_works(client):
    assert 'name="email"' not in client.get("/accounts/signup/").text
    client.post("/accounts/signup/", {"username": "heron", "password1": "three short words"})
    assert User.objects.get().email == ""


def test_where_mail_is_sent_all_of_this_is_offered(client, client_of_ruth, settings):
    settings.SENDS_MAIL = True
    assert "We send you a link" in client.get("/accounts/password/reset/").text
    assert "Add this address" in client_of_ruth.get("/accounts/email/").text
    assert 'name="email"' in client.get("/accounts/signup/").text
