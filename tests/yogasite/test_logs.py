"""Nothing that opens something stands in the log."""

import json
import logging

import pytest
from django.test import Client
from django.utils.module_loading import import_string


@pytest.fixture
def written(settings):
    """Return what the site's own formatter makes of a record."""
    given = settings.LOGGING["formatters"]["line"]
    return import_string(given["()"])(given["prefixes"]).format


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/s/abc/report.pdf", "/s/…/report.pdf"),
        ("/calendar/abc.ics", "/calendar/…"),
        ("/reminders/stop/abc/", "/reminders/stop/…/"),
        ("/accounts/confirm-email/MQ:1abc:xyz/", "/accounts/confirm-email/…/"),
        ("/accounts/password/reset/key/1-abc/", "/accounts/password/reset/key/…/"),
        ("/journal/trend/", "/journal/trend/"),
    ],
)
def test_a_path_is_written_without_what_opens_it(written, path, kept):
    record = logging.LogRecord("x", logging.WARNING, "", 0, "Forbidden: %s", (path,), None)
    assert json.loads(written(record))["message"] == f"Forbidden: {kept}"


def test_what_is_no_secret_stays(written):
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s %s", ("GET /s/abc/report.pdf?x=1", "/journal/s"), None)
    assert json.loads(written(record))["message"] == "GET /s/…/report.pdf?x=1 /journal/s"


def test_a_traceback_hides_it_too(written):
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", ("Internal Server Error: /s/abc/",), None)
    record.exc_text = "ValueError: '/s/abc/report.pdf' \"/s/abc\""
    said = json.loads(written(record))
    assert (said["message"], said["traceback"]) == (
        "Internal Server Error: /s/…/",
        "ValueError: '/s/…/report.pdf' \"/s/…\"",
    )


def test_every_handler_writes_so(settings):
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}


def lines_of(caplog, written):
    return [json.loads(written(record)) for record in caplog.records if record.name == "yogasite.request"]


def test_a_request_is_one_line_with_a_number_that_the_answer_names(client, db, caplog, written):
    caplog.set_level(logging.INFO)
    answer = client.get("/relief/foot/")
    (line,) = lines_of(caplog, written)
    assert {name: line[name] for name in ("request", "method", "route", "status", "level")} == {
        "request": answer.headers["X-Request-ID"],
        "method": "GET",
        "route": "/relief/<slug:slug>/",
        "status": 404,
        "level": "info",
    }


def test_nothing_that_a_person_typed_is_in_the_log(client_of_ruth, caplog, written):
    caplog.set_level(logging.DEBUG)
    client_of_ruth.post("/journal/cramps/new/", {"occurred_at": "2026-11-17T03:00", "count": 1, "note": "my secret"})
    client_of_ruth.get("/poses/", {"q": "my secret"})
    client_of_ruth.post("/accounts/login/", {"login": "ruth@example.com", "password": "my secret"})
    text = "".join(written(record) for record in caplog.records if record.levelno >= logging.INFO)
    assert "yogasite.request" in text
    assert ("my secret" in text, "ruth" in text) == (False, False)


def test_a_fault_names_its_number_to_the_person_and_in_the_log(settings, db, monkeypatch, caplog, written):
    def broken(*args):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("poses.web.views.ReliefGuide.objects", type("Broken", (), {"all": broken}))
    answer = Client(raise_request_exception=False).get("/relief/")
    said = [json.loads(written(record)) for record in caplog.records]
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in answer.text
    assert any("broken on purpose" in line.get("traceback", "") for line in said)


def test_the_machines_question_is_not_written_down(client, db, caplog):
    caplog.set_level(logging.INFO)
    client.get("/healthz")
    assert [record for record in caplog.records if record.name == "yogasite.request"] == []


REFUSED = {
    "DisallowedHost": lambda asker: asker.get("/poses/", headers={"host": "evil.example"}),
    "SuspiciousFileOperation": lambda asker: asker.get("/media/poses/..%2f..%2fsecret"),
    "TooManyFieldsSent": lambda asker: asker.post("/accounts/login/", {f"field{number}": 1 for number in range(600)}),
    "CSRF cookie not set.": lambda asker: asker.post("/accounts/login/", {"login": "ruth"}),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_a_refusal_is_one_line_with_its_reason_and_no_traceback(reason, db, caplog, written):
    caplog.set_level(logging.INFO)
    answer = REFUSED[reason](Client(enforce_csrf_checks=True))
    (line,) = [json.loads(written(record)) for record in caplog.records]
    assert (answer.status_code in {400, 403}, "traceback" in line) == (True, False)
    assert (line["status"], line["refused"]) == (answer.status_code, reason)
