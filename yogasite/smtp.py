"""Sending mails by SMTP: one whose last answer is lost counts as sent."""

from __future__ import annotations

from smtplib import SMTP, SMTP_SSL, SMTPResponseException
from typing import Any

from django.core.mail.backends import smtp


class AnswerLost(Exception):
    """The server has been given a whole mail, and has not said whether it takes it."""


class _Handing(SMTP):
    """Tells a line that broke before the end of a mail from one that broke after it."""

    _sent_last: Any = None

    def send(self, s: Any) -> None:
        super().send(s)
        self._sent_last = s

    def data(self, msg: Any) -> Any:
        try:
            return super().data(msg)
        except SMTPResponseException:
            raise
        except OSError as error:
            if isinstance(self._sent_last, bytes):  # The mail; commands are text.
                raise AnswerLost from error
            raise


class _HandingTLS(_Handing, SMTP_SSL):
    """The same, encrypted from the beginning."""


class EmailBackend(smtp.EmailBackend):
    """Django's, but it never has a mail sent again that the server may have: better none than nine."""

    @property
    def connection_class(self) -> type[SMTP]:
        """Return what speaks with the server."""
        return _HandingTLS if self.use_ssl else _Handing

    def _send(self, email_message: Any) -> bool:
        try:
            return bool(super()._send(email_message))  # type: ignore[misc]
        except AnswerLost:
            self.connection = None  # It is of no use for the next one.
            return True
