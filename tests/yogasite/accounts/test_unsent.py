"""An account is made, and kept, also while no mail can be sent."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests import factories
from tests.logins import RESET, SIGNUP, is_let_in
from tests.mail_server import CUT, SILENT, MailServer
from yogasite.accounts.models import User
from yogasite.accounts.unsent import SENTENCE
from yogasite.accounts.views import NO_LINK

pytestmark = pytest.mark.django_db
NEW = {"username": "wren", "password1": factories.PASSWORD, "email": "wren@example.org"}


@pytest.fixture(params=["away", SILENT, CUT, "550 no", "files"])
def no_mail(request, settings, tmp_path):
    """Every way in which a mail fails."""
    if request.param == "files":
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
        (tmp_path / "mail").write_text("no folder")
        yield
        return
    server = MailServer(call=[request.param] * 9)
    settings.EMAIL_BACKEND = "yogasite.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    if request.param == "away":
        server.close()
    yield
    server.close()


def test_a_sign_up_goes_on_and_says_that_no_mail_went_out(no_mail):
    client = Client()
    page = client.post(SIGNUP, NEW, follow=True).text
    assert (str(SENTENCE) in page, "We sent" in page) == (True, False)
    assert (is_let_in(client), User.objects.get().username) == (True, "wren")


def test_an_address_is_added_and_the_page_says_that_no_mail_went_out(no_mail, client_of_ruth):
    page = client_of_ruth.post("/accounts/email/", {"action_add": "", "email": NEW["email"]}, follow=True).text
    assert (str(SENTENCE) in page, "We sent a link to" in page) == (True, False)
    assert EmailAddress.objects.get().email == NEW["email"]


@pytest.mark.parametrize("address", ["ruth@example.org", "nobody@example.org"])
def test_a_reset_says_that_no_link_went_out_whether_the_address_is_known_or_not(no_mail, address):
    user = factories.make_user(username="ruth", email="ruth@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    answer = Client().post(RESET, {"email": address})
    assert (answer.status_code, str(NO_LINK) in answer.text, address in answer.text) == (503, True, True)


def test_a_mail_that_goes_out_is_told_as_before(settings, mailoutbox):
    answer = Client().post(RESET, {"email": NEW["email"]})
    assert (answer.status_code, answer.url, len(mailoutbox)) == (302, "/accounts/password/reset/done/", 1)


def test_what_is_logged_of_it_names_nobody(no_mail, caplog):
    Client().post(RESET, {"email": "ruth@example.org"})
    assert ("could not be sent" in caplog.text, "ruth" in caplog.text) == (True, False)
