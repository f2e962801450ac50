"""What goes when everything is deleted, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.pages.counts import amount, amounts_of
from yogasite.accounts.models import User


@dataclass(frozen=True)
class Going:
    """What a deletion takes: the heart of the diary with the account, and the rest."""

    first: str
    rest: str


def what_goes(user: User, diary: Diary, *, now: dt.datetime) -> Going:
    """Count what belongs to the person. What there is none of is not named."""
    heart = (Cramp, Practice)
    first = [amount(model, model.objects.of(diary).count()) for model in heart]
    first.append(_("this diary") if user.is_guest else _("your account"))
    passkeys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count()
    logins = _open_sessions(user, now=now)
    rest = [
        *amounts_of(diary, besides=heart),
        ngettext("%d passkey", "%d passkeys", passkeys) % passkeys if passkeys else "",
        ngettext("%d device that is logged in", "%d devices that are logged in", logins) % logins if logins else "",
    ]
    return Going(_listed(first), _listed(rest))


def _open_sessions(user: User, *, now: dt.datetime) -> int:
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    count: int = UserSession.objects.filter(user=user, session_key__in=alive).count()
    return count


def _listed(parts: list[str]) -> str:
    return get_text_list([part for part in parts if part], _("and"))
