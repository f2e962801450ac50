"""Nothing that opens something stands in the log."""

import logging

import pytest
from django.utils.module_loading import import_string


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
def test_a_path_is_written_without_what_opens_it(settings, path, kept):
    given = settings.LOGGING["formatters"]["line"]
    formatter = import_string(given["()"])("{message}", given["prefixes"])
    record = logging.LogRecord("x", logging.WARNING, "", 0, "Forbidden: %s", (path,), None)
    assert formatter.format(record) == f"Forbidden: {kept}"
