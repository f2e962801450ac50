"""The account pages: labels and sentences of this site, around allauth's logic."""

import re

import pytest
from django.test import Client

from tests import factories
from yogasite.accounts.models import User

OUTSIDE = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
INSIDE = ["/accounts/password/change/", "/accounts/email/", "/accounts/reauthenticate/"]
DEAD_ENDS = {
    "/accounts/inactive/": ["/accounts/login/"],
    "/accounts/confirm-email/": ["/accounts/login/"],
    "/accounts/confirm-email/no-such-key/": ["/accounts/email/"],
    "/accounts/password/reset/done/": ["/accounts/login/"],
    "/accounts/password/reset/key/done/": ["/accounts/login/"],
    "/accounts/password/reset/key/1-x/": ["/accounts/password/reset/", "/accounts/login/"],
}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_label_hides_inside_a_box(client, address):
    page = client.get(address).text
    assert ("<label" in page, "placeholder" in page) == (True, False)


@pytest.mark.parametrize("address", INSIDE)
def test_no_label_hides_inside_a_box_once_logged_in(client_of_ruth, address):
    page = client_of_ruth.get(address).text
    assert ("<label" in page, "placeholder" in page) == (True, False)


@pytest.mark.parametrize("address", INSIDE)
def test_a_page_of_an_account_leads_back_to_settings(client_of_ruth, address):
    assert '<p><a href="/accounts/settings/">Settings</a></p>' in client_of_ruth.get(address).text


@pytest.mark.parametrize("address", DEAD_ENDS)
def test_a_page_without_a_form_says_where_to_go_on(client, address):
    page = client.get(address).text
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'<a class="btn[ \w]*" href="([^"]+)"', main) == DEAD_ENDS[address]


def test_a_new_password_is_typed_once(client_of_ruth):
    typed = {"oldpassword": factories.PASSWORD, "password1": "three other words"}
    page = client_of_ruth.post("/accounts/password/change/", typed, follow=True).text
    ruth = User.objects.get(username="ruth")
    assert (ruth.check_password("three other words"), "Saved: your new password" in page) == (True, True)


def test_other_devices_are_named_in_words(ruth):
    for agent in ("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0", "this one"):
        client = Client(headers={"User-Agent": agent})
        client.post("/accounts/login/", {"login": "ruth", "password": factories.PASSWORD})
    assert re.findall(r"<b>(.*?)</b><br>", client.get("/accounts/sessions/").text) == [
        "Firefox on Windows",
        "This device",
    ]


def test_a_name_that_is_taken_and_a_short_password_are_told_together(client, ruth):
    page = client.post("/accounts/signup/", {"username": "ruth", "password1": "short"}).text
    assert "Two things to fix" in page
    assert "User name: Somebody has this name already. Pick another." in page
    assert "Password: Make it 10 letters or longer. Three short words work well." in page


def test_a_wrong_password_says_what_to_do(client, ruth):
    page = client.post("/accounts/login/", {"login": "ruth", "password": "three wrong words"}).text
    assert "One thing to fix" in page
    assert "This name and password do not fit together. Try again." in page


@pytest.mark.parametrize(("remember", "ends"), [({"remember": "on"}, False), ({}, True)])
def test_a_device_is_remembered_only_when_asked(ruth, remember, ends):
    client = Client()
    client.post("/accounts/login/", {"login": "ruth", "password": factories.PASSWORD} | remember)
    assert ("_auth_user_id" in client.session, client.session.get_expire_at_browser_close()) == (True, ends)


def test_a_reset_is_not_mailed_for_ever(client, mailoutbox):
    factories.make_user(username="ruth", email="ruth@example.org")
    pages = [client.post("/accounts/password/reset/", {"email": "ruth@example.org"}) for _try in range(6)]
    assert (len(mailoutbox), pages[-1].status_code, "Too many tries" in pages[-1].text) == (5, 429, True)


def test_names_cannot_be_signed_up_for_ever(client):
    pages = [client.post("/accounts/signup/", {"username": "", "password1": ""}) for _try in range(21)]
    assert (pages[-1].status_code, "Too many tries" in pages[-1].text) == (429, True)


def test_the_log_in_says_that_an_address_typed_after_the_session_ended_is_not_saved(client, ruth):
    answer = client.post("/accounts/email/", {"email": "ruth@heron.example", "action_add": ""}, follow=True)
    assert re.findall(r"Not saved: your log-in had ended[^<]*", answer.text) == [
        "Not saved: your log-in had ended. Log in, then go back and send it again."
    ]
