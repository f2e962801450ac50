"""The e-mail that reminds: plain words and the same as HTML, and a link that stops it."""

from __future__ import annotations

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
    stop = settings.SITE_URL + reverse("journal:mails-stop", args=[signing.dumps(reminder.diary_id, salt=SALT)])
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


def diary_of_stop(token: str) -> Diary | None:
    """Return the diary that a mail's link names, or None for a link that is not ours. It works as long as the diary."""
    try:
        found = Diary.objects.with_pk(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
    return found.first()
