"""Who reaches the site in a way that would never work is told what to change."""

import pytest
from django.test import Client

LOGIN = "/accounts/login/"
OVER_TLS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def https(settings, db):
    """A site that is set up for https behind one proxy."""
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://heron.example", ["heron.example"]
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.HSTS_SECONDS, settings.SECURE_HSTS_SECONDS = None, 0
    return settings


def ask(path="/privacy/", **headers):
    return Client(HTTP_HOST="heron.example").get(path, headers=headers)


def test_a_proxy_that_says_http_is_led_to_https(https):
    answer = ask(**{"X-Forwarded-Proto": "http"})
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://heron.example/privacy/")


@pytest.mark.parametrize("word", ["https", "HTTPS", "https,http", "https, http"])
def test_a_proxy_that_says_https_in_any_letters_gets_the_page(https, word):
    assert ask(**{"X-Forwarded-Proto": word}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Forwarded": "proto=https"}, {"X-Forwarded-Ssl": "on"}])
def test_a_proxy_that_does_not_say_is_named_its_header_and_no_circle_begins(https, headers, caplog):
    answer = ask(**headers)
    assert (answer.status_code, "Location" in answer.headers) == (400, False)
    assert ("X-Forwarded-Proto" in answer.text, 'href="https://heron.example"' in answer.text) == (True, True)
    assert [record.message[:13] for record in caplog.records if record.name == "yogasite.reached"] == ["yogasite.E011"]


def test_health_is_answered_without_the_proxy(https):
    assert ask("/healthz").text == "ok"


def test_a_form_behind_tls_says_that_the_site_is_set_up_for_http(settings, db, caplog):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "http://heron.example", ["heron.example"]
    client = Client(enforce_csrf_checks=True, HTTP_HOST="heron.example")
    answer = client.post(LOGIN, {}, headers=OVER_TLS | {"Origin": "https://heron.example"})
    words = ["You opened it at https://heron.example", "Nothing was saved", 'href="http://heron.example"', "SITE_URL"]
    assert (answer.status_code, [word in answer.text for word in words]) == (403, [True] * 4)
    assert [record.message[:13] for record in caplog.records if record.name == "yogasite.reached"] == ["yogasite.E012"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "https://[", "", "https://heron.example.evil.example"]
)
def test_a_form_of_another_site_is_not_told_apart_from_an_old_page(settings, db, origin):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "http://heron.example", ["heron.example"]
    client = Client(enforce_csrf_checks=True, HTTP_HOST="heron.example")
    answer = client.post(LOGIN, {}, headers={"Origin": origin})
    found = (answer.status_code, "open for a long time" in answer.text, "evil" in answer.text)
    assert found == (403, True, False)


@pytest.mark.parametrize("host", ["raspberrypi.local", "müller.example".encode("idna").decode(), "10.0.0.7:8000"])
def test_another_name_is_answered_with_the_right_one(settings, db, host):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "http://heron.lan:8000", ["heron.lan"]
    answer = Client(raise_request_exception=False).get("/", headers={"Host": host})
    found = ['href="http://heron.lan:8000"' in answer.text, "ALLOWED_HOSTS" in answer.text, host in answer.text]
    assert (answer.status_code, found) == (400, [True, True, False])


def test_who_asks_under_any_name_fills_no_log(settings, db, caplog):
    settings.ALLOWED_HOSTS = ["heron.lan"]
    Client(raise_request_exception=False).get("/", headers={"Host": "scanned.example"})
    assert [record.name for record in caplog.records] == ["yogasite.request"]


def test_another_name_of_a_site_of_https_is_answered_so_too(https):
    answer = Client(raise_request_exception=False).get("/", headers={"Host": "10.0.0.7"})
    assert (answer.status_code, 'href="https://heron.example"' in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("seconds", "header"), [(None, None), (0, "max-age=0"), (3600, "max-age=3600"), (31536000, "max-age=31536000")]
)
def test_browsers_are_held_to_https_only_as_long_as_the_setting_says(https, seconds, header):
    https.HSTS_SECONDS, https.SECURE_HSTS_SECONDS = seconds, seconds or 0
    assert ask(**OVER_TLS).headers.get("Strict-Transport-Security") == header


def test_over_plain_http_nothing_is_said_of_https(settings, db):
    settings.HSTS_SECONDS = 0
    assert "Strict-Transport-Security" not in Client().get("/privacy/").headers
