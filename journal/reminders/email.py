"""The e-mail that reminds: plain words and the same as HTML, and a link that stops it."""

from __future__ import annotations

import datetime as dt
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from journal.domain.choices import ReminderKind
from journal.models.diary import Diary
from journal.models.reminders import Reminder

SALT = "journal.reminders.email.stop"


def reminder_mail(reminder: Reminder, address: str, *, day: dt.date) -> EmailMultiAlternatives:
    """Write the mail of a day. It tells nothing of the diary: whoever reads over a shoulder reads an invitation."""
    kind = ReminderKind(reminder.kind)
    page = reverse("journal:routines" if kind is ReminderKind.EVENING else "home")
    stop = settings.SITE_URL + reverse("journal:mails-stop", args=[stop_token(reminder.diary)])
    context = {
        "is_evening": kind is ReminderKind.EVENING,
        "title": kind.label,
        "page": settings.SITE_URL + page,
        "stop": stop,
    }
    mail = EmailMultiAlternatives(
        subject=str(kind.label),
        body=render_to_string("journal/reminders/mail.txt", context),
        to=[address],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Message-ID": _message_id(reminder, day),
        },
    )
    mail.attach_alternative(render_to_string("journal/reminders/mail.html", context), "text/html")
    return mail


def _message_id(reminder: Reminder, day: dt.date) -> str:
    """Name the mail, the same each time it is tried: who gets it twice after all is shown it once."""
    name = salted_hmac(SALT, f"{reminder.diary.identifier} {reminder.kind} {day}").hexdigest()
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"


def stop_token(diary: Diary) -> str:
    """Return what a mail's link names the diary by."""
    return signing.dumps(str(diary.identifier), salt=SALT)


def diary_of_stop(token: str, *, now: dt.datetime) -> Diary | None:
    """Return the diary that a mail's link names, or None for a link that is not ours. It works as long as the diary."""
    try:
        name = signing.loads(token, salt=SALT)
        if isinstance(name, str):
            return Diary.objects.with_identifier(uuid.UUID(name)).first()
        return _diary_of_number(name, token, now=now)
    except (signing.BadSignature, ValueError):
        return None


def _diary_of_number(number: int, token: str, *, now: dt.datetime) -> Diary | None:
    """Read a link of 1.0.0. A diary that was opened after its mail has only got the number by a restore."""
    diary = Diary.objects.with_pk(number).first()
    if diary is not None:
        signing.loads(token, salt=SALT, max_age=now - diary.created_at)
    return diary
