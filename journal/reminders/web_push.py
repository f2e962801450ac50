"""A message to a browser, by the push service that its maker runs (RFC 8030, 8291, 8292).

Only the command that sends imports this: what it needs takes 13 MB, which no process that serves pages has to hold.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future, wait
from email.utils import parseaddr
from enum import Enum
from threading import Thread
from typing import Any

import requests
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from journal.domain.choices import ReminderKind
from journal.domain.reminder_schedule import WINDOW
from journal.models.reminders import PushDevice
from journal.reminders.public_hosts import PublicOnly
from journal.reminders.push_keys import is_endpoint, is_trusted
from journal.reminders.short_answers import ShortAnswers

TIMEOUT = 5
"""Seconds to connect in, and at most between two bytes."""
DEADLINE = 10
"""Seconds after which nobody waits for an answer any more, however it drips."""
GONE = {401, 403, 404, 410}
"""The browser has taken the permission back, or is no more; or it was asked with another key than ours."""


class Outcome(Enum):
    """What became of a message."""

    SENT = "sent"
    GONE = "gone"
    FAILED = "failed"


def push_all(letters: Sequence[tuple[PushDevice, ReminderKind]]) -> list[Outcome]:
    """Hand reminders over, all at the same time. Anybody may name a push service: a slow one costs no other its turn.

    Whoever has not answered by the deadline has failed. The thread is left to itself and ends with the process: it may
    be held by the name server, by one of many dead addresses or by a header that never ends, and nothing cuts all of
    these short. It does not touch the database.
    """
    answers = [_begin(device, kind) for device, kind in letters]
    wait(answers, timeout=DEADLINE)
    return [_outcome(answer) for answer in answers]


def _begin(device: PushDevice, kind: ReminderKind) -> Future[Outcome]:
    answer: Future[Outcome] = Future()

    def work() -> None:
        try:
            answer.set_result(push(device, kind))
        except Exception as error:  # noqa: BLE001 - whatever an endpoint brings about, the others are served
            answer.set_exception(error)

    Thread(target=work, daemon=True).start()
    return answer


def _outcome(answer: Future[Outcome]) -> Outcome:
    return Outcome.FAILED if not answer.done() or answer.exception() else answer.result()


def push(device: PushDevice, kind: ReminderKind) -> Outcome:
    """Hand a reminder over. The push service sees neither words nor person: they are encrypted to the browser."""
    if not is_endpoint(device.endpoint):
        return Outcome.GONE
    try:
        webpush(
            {"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}},
            data=json.dumps(message(kind)),
            vapid_private_key=Vapid02.from_string(settings.VAPID_PRIVATE_KEY),
            vapid_claims={"sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"},
            ttl=int(WINDOW.total_seconds()),
            headers={"Urgency": "normal", "Topic": kind.value},
            timeout=TIMEOUT,
            requests_session=_session(device.endpoint),
        )
    except WebPushException as error:
        return Outcome.GONE if error.status_code in GONE else Outcome.FAILED
    except (requests.RequestException, ValueError):
        return Outcome.FAILED
    return Outcome.SENT


def message(kind: ReminderKind) -> dict[str, str]:
    """Return what the device shows. Whoever looks at a locked screen reads an invitation, nothing more."""
    is_evening = kind is ReminderKind.EVENING
    return {
        "title": str(kind.label),
        "body": _("Any night is a good night.") if is_evening else _("One tap is enough."),
        "url": reverse("journal:routines" if is_evening else "home"),
        "icon": static("icons/icon-192.png"),
    }


class _Unread(requests.Session):
    """Requests that follow nothing, and of whose answer only the code is taken: nobody knows how long the rest is."""

    def post(self, *args: Any, **kwargs: Any) -> requests.Response:
        """Hang up as soon as the code and the headers are there."""
        code = requests.Response()
        with super().post(*args, **kwargs, stream=True, allow_redirects=False) as answer:
            code.status_code = answer.status_code
        return code


def _session(endpoint: str) -> requests.Session:
    session = _Unread()
    session.trust_env = False
    if is_trusted(endpoint):
        session.mount(endpoint, ShortAnswers())
    else:
        session.mount("https://", PublicOnly())
    return session
