"""Handing the mails of one run over: by one connection, and no longer than the server answers."""

from __future__ import annotations

import logging
from contextlib import suppress
from enum import Enum
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused

from django.core.mail import EmailMessage, get_connection

TIMEOUT = 10
"""Seconds to connect in, and at most for each answer."""
MOST_FAILURES = 3
"""In a row, of a server that does not answer. The rest of the run's mails wait for the next one."""
FINAL, CLOSING = 500, 421
"""From here on an answer is for good (RFC 5321); the server ends the conversation."""
log = logging.getLogger(__name__)


class Handed(Enum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"


class MailRun:
    """The mails of one run."""

    def __init__(self) -> None:
        self._connection = get_connection(timeout=TIMEOUT)
        self._failures = 0

    @property
    def is_over(self) -> bool:
        """Whether the server has failed so often that nobody waits for it any more."""
        return self._failures >= MOST_FAILURES

    def hand_over(self, mail: EmailMessage) -> Handed:
        """Send a mail. One that was refused for now, or met no server, may be tried again."""
        mail.connection = self._connection
        try:
            self._connection.open()
            mail.send()
        except Exception as error:  # noqa: BLE001 - each way of sending has errors of its own
            self.close()
            self._failures = self._failures + 1 if _is_away(error) else 0
            if _is_final(error):
                log.warning("A reminder was refused for good: its address takes no mail.")
                return Handed.REFUSED
            log.warning("A reminder could not be sent, and is tried again: %s", type(error).__name__)
            return Handed.LATER
        self._failures = 0
        return Handed.SENT

    def close(self) -> None:
        """Take leave of the server."""
        with suppress(OSError):
            self._connection.close()


def _is_final(error: Exception) -> bool:
    """Whether the server will never take this mail."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _words in error.recipients.values())
    return isinstance(error, SMTPSenderRefused | SMTPDataError) and error.smtp_code >= FINAL


def _is_away(error: Exception) -> bool:
    """Whether it is the server that fails, and not this one mail."""
    if isinstance(error, SMTPSenderRefused | SMTPDataError):
        return error.smtp_code == CLOSING
    return isinstance(error, OSError) and not isinstance(error, SMTPRecipientsRefused | SMTPNotSupportedError)
