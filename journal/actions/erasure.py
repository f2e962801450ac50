"""Where a person is named outside the tables that hang on the account: sessions, limits, the editors' log, mails."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from journal.actions import erased_mails
from yogasite.accounts.models import User


@dataclass(frozen=True)
class Named:
    """What a person is called in a row that does not point at the account."""

    pk: int
    identifier: str
    """The account's number as allauth writes it into a session of somebody who is half logged in."""
    words: frozenset[str]
    """The user name and every e-mail address, in small letters."""

    @classmethod
    def of(cls, user: User) -> Named:
        """Return the names of `user`."""
        addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
        words = {user.username, user.email, *addresses} - {""}
        return cls(user.pk, user_pk_to_url_str(user), frozenset(word.lower() for word in words))


def remove_traces(people: Collection[Named]) -> None:
    """Delete the rows and files that name any of `people` without pointing at the account."""
    _remove_sessions(people)
    _remove_cached(people)
    erased_mails.remove_naming({word for person in people for word in person.words})
    for person in people:
        _remove_log_entries(person)


def _remove_sessions(people: Collection[Named]) -> None:
    """Delete their sessions: also those half logged in, and a stranger's that holds a name of theirs."""
    owners = {str(person.pk) for person in people}
    identifiers = {person.identifier for person in people}
    words = {word for person in people for word in person.words}
    for session in Session.objects.iterator():
        data = session.get_decoded()
        owner = data.get(SESSION_KEY)
        owner = owner or data.get("account_authentication_methods_user")  # known, before a second step was taken
        if owner in owners or (owner is None and _names(data, identifiers, words)):
            session.delete()


def _names(data: dict[str, object], identifiers: set[str], words: set[str]) -> bool:
    """Say whether a session without an owner holds somebody's number, user name or address."""
    login = data.get("account_login")
    waits_for = login.get("user_pk") if isinstance(login, dict) else None
    text = json.dumps(data, ensure_ascii=False).lower()
    return waits_for in identifiers or any(json.dumps(word, ensure_ascii=False) in text for word in words)


def _remove_cached(people: Collection[Named]) -> None:
    """Delete the limits that were counted for them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key FROM {_cache_table()}")  # noqa: S608 - our own table's name
        keys = [key.split(":", 2)[2] for (key,) in cursor.fetchall()]
    ends = tuple(end for person in people for end in _cached_ends(person))
    counted = tuple(f"user={person.pk}&" for person in people)
    cache.delete_many([key for key in keys if key.endswith(ends) or any(part in key for part in counted)])


def _cached_ends(person: Named) -> list[str]:
    """How the keys of allauth's limits end: with the account's number, or the digest of what was typed."""
    typed = [f"mfa-auth-user-{person.pk}", *person.words]
    return [f":user:{person.pk}", *(f":{hashlib.sha256(text.encode()).hexdigest()}" for text in typed)]


def remove_run_out(*, now: dt.datetime) -> None:
    """Delete the limits that have run out: they hold what was typed, as a digest, and readable addresses."""
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
        cursor.execute(f"DELETE FROM {_cache_table()} WHERE expires < %s", [moment])  # noqa: S608 - as above


def _cache_table() -> str:
    return connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))


def _remove_log_entries(person: Named) -> None:
    """Delete what the admin wrote down about the account and its parts. What the person did there hangs on the user."""
    parts = [UserSession.objects.filter(user_id=person.pk), EmailAddress.objects.filter(user_id=person.pk)]
    parts += [Authenticator.objects.filter(user_id=person.pk), User.objects.filter(pk=person.pk)]
    for rows in parts:
        about = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rows.model))
        about.filter(object_id__in=[str(pk) for pk in rows.values_list("pk", flat=True)]).delete()
