"""The e-mail that reminds: plain words and the same as HTML, and a link that stops it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from journal.domain.choices import ReminderKind
from journal.models.diary import Diary
from journal.models.reminders import Reminder

SALT = "journal.reminders.email.stop"


def reminder_mail(reminder: Reminder, address: str) -> EmailMultiAlternatives:
    """Write the mail. It tells nothing of the diary: whoever reads over a shoulder reads an invitation."""
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
        },
    )
    mail.attach_alternative(render_to_string("journal/reminders/mail.html", context), "text/html")
    return mail


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
