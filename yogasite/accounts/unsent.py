"""A mail that cannot be sent while a page is made: the page goes on without it, and says so."""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SENTENCE = _("The mail could not be sent just now. Everything else is saved. Please ask for it again later.")
log = logging.getLogger(__name__)


def send(request: HttpRequest, message: EmailMessage) -> None:
    """Hand a mail over, or note on the request that nobody took it."""
    try:
        message.send()
    except Exception as error:  # noqa: BLE001 - each way of sending has errors of its own
        log.error("A mail about an account could not be sent: %s", type(error).__name__)  # noqa: TRY400 -- it names people
        request.META["mail_unsent"] = True


def is_noted(request: HttpRequest) -> bool:
    """Whether a mail of this request could not be sent."""
    return bool(request.META.get("mail_unsent"))
