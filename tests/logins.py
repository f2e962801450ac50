"""How somebody is let in: the addresses and forms of the account pages."""

import re

from allauth.account.models import EmailAddress
from django.core import mail

from tests import factories

LOGIN, SIGNUP, RESET = "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"


PASSWORD = {"login": "ruth", "password": factories.PASSWORD}


def set_new_password(client):
    user = factories.make_user(username="ruth", email="ruth@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post(RESET, {"email": "ruth@example.org"})
    (path,) = re.findall(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)
    form = client.get(path).url
    client.post(form, {"password1": "three other words", "password2": "three other words"})
    client.post(LOGIN, {"login": "ruth", "password": "three other words"})


def is_let_in(client):
    return client.get("/journal/").status_code == 200
