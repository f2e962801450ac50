"""Pages that explain, and pages that say what went wrong."""

import pytest
from django.test import Client, RequestFactory

from yogasite import views

HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("address", ["/privacy/", "/sums/"])
def test_the_pages_that_explain_are_open_to_all(client, db, address):
    assert "<h1>" in client.get(address).text


def test_an_address_that_is_not_here_says_so_kindly(client, db):
    response = client.get("/nowhere/")
    assert (response.status_code, "Your log is safe." in response.text) == (404, True)


@pytest.mark.parametrize(("handler", "status"), [("bad_request", 400), ("forbidden", 403)])
def test_an_error_page_has_its_words(client_of_ruth, handler, status):
    request = client_of_ruth.get("/").wsgi_request
    response = getattr(views, handler)(request, Exception())
    assert (response.status_code, b"Your log is safe" in response.content) == (status, True)


def test_a_broken_server_still_says_what_to_do(db):
    response = views.server_error(RequestFactory().get("/"))
    assert (response.status_code, b"pull your toes up" in response.content) == (500, True)


def test_a_form_that_was_open_too_long_asks_to_try_again(ruth):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ruth)
    response = client.post("/cramp/", {}, headers=HTMX)
    assert (response.status_code, response.headers["HX-Refresh"]) == (403, "true")
