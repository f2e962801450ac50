"""Deleting everything: asked for, then seven days to change one's mind, then gone."""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from journal.actions import erased_mails, erasure
from journal.actions.erasure import Named
from yogasite.accounts.models import User

GRACE = dt.timedelta(days=7)
CHANGED = _("Your password was changed a moment ago. Type the new one.")


@transaction.atomic
def ask(user: User, *, password: str, now: dt.datetime) -> None:
    """Set the day on which everything of this person goes, and end every session at once.

    `password` is the one that was just confirmed, empty where there is none. Stored again under a new salt it still
    opens the account, but no session does: sessions are bound to what is stored. Asking twice changes nothing. Neither
    does a password that was changed since it was confirmed: the new one is not to be lost.
    """
    draft = User(password=user.password)
    draft.set_password(password or None)
    undecided = User.objects.filter(pk=user.pk, deletes_at__isnull=True, password=user.password)
    if undecided.update(deletes_at=now + GRACE, password=draft.password, guest_key=None):
        sessions = UserSession.objects.filter(user=user)
        Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
        sessions.delete()
    user.refresh_from_db(fields=["deletes_at", "password", "guest_key"])
    if user.deletes_at is None:
        raise ValidationError({"proof": CHANGED})


def keep_after_all(user: User) -> bool:
    """Take the wish to delete back, and say whether that was still possible: after the day too, until it is done."""
    waiting = User.objects.filter(pk=user.pk, deletes_at__isnull=False, is_active=True)
    return waiting.update(deletes_at=None) == 1


def remove_due(*, now: dt.datetime) -> int:
    """Remove every row that mentions a person whose day has come, and return how many people that were.

    The first step claims them: from then on nobody can log in as them, or keep the diary. A run that is cut short is
    taken up by the next one. What the site writes down of anybody for a while, and has run out, goes with every run.
    """
    erasure.remove_run_out(now=now)
    erased_mails.remove_old(now=now)
    due = User.objects.filter(deletes_at__lte=now)
    due.update(is_active=False)
    claimed = due.filter(is_active=False)
    people = [Named.of(user) for user in claimed]
    if not people:
        return 0
    erasure.remove_traces(people)
    return sum(_remove(claimed.filter(pk=person.pk)) for person in people)


def _remove(one: models.QuerySet[User]) -> int:
    """Delete a user with the diary and all that hangs on both; 0 when another run was first."""
    _rows, by_model = one.delete()
    return by_model.get("accounts.User", 0)
