"""Guests: diaries that one browser's cookie opens, until somebody gives them a password or a passkey."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from journal.actions import diaries, digests
from journal.models.diary import Diary, DiaryQuerySet
from yogasite.accounts.models import User

COOKIE_LIFE = dt.timedelta(days=400)
"""The longest that browsers keep a cookie (RFC 6265bis). After that nobody can open a guest's diary."""
AT_ONCE = 500
"""Diaries that are asked about in one statement."""
EMPTY_LIFE = dt.timedelta(days=2)
"""How long a diary that holds nothing is kept after its last visit, noted to the day (`web.guest_session`)."""


def with_key(key: str) -> User | None:
    """Return the guest whose device made this secret, unless it has an account by now."""
    found = (
        Diary.objects.of_guests().with_guest_key(digests.of_secret(key)).select_related("owner").first()
        if key
        else None
    )
    return found.owner if found is not None else None


def is_key_of(guest: User, key: str) -> bool:
    """Whether a device of this secret began the guest's diary."""
    return bool(key) and guest.guest_key == digests.of_secret(key)


@transaction.atomic
def open_diary(*, zone: str, now: dt.datetime, key: str = "", conditions: int = 0) -> User:
    """Make a user that nobody can log in as, with a diary on the clock `zone`.

    `key` is a secret of the device's own, or empty; a second guest of the same key is an IntegrityError.
    """
    guest = User(username=f"guest-{secrets.token_hex(8)}", is_guest=True, last_login=now, date_joined=now)
    guest.guest_key = digests.of_secret(key) if key else None
    guest.set_unusable_password()
    guest.save()
    diaries.open_for(guest, zone=zone, now=now, conditions=conditions)
    return guest


def note_visit(guest: User, *, now: dt.datetime) -> None:
    """Remember that the diary's browser is still about."""
    guest.last_login = now
    guest.save(update_fields=["last_login"])


def give_name(guest: User, username: str) -> None:
    """Give a guest the name to log in with; it stays a guest until it has a passkey."""
    guest.username = username
    guest.save(update_fields=["username"])


def keep(guest: User, username: str, password: str) -> None:
    """Turn a guest into an account with a password. Every entry stays where it is."""
    guest.username, guest.is_guest, guest.guest_key = username, False, None
    guest.set_password(password)
    guest.save(update_fields=["username", "is_guest", "guest_key", "password"])


def settle(user: User) -> bool:
    """End the guesthood of somebody who has a passkey or a password by now, and say whether it ended.

    Every session that was opened by the guest's cookie ends with it.
    """
    if not user.is_guest or Diary.objects.of_guests().owned_by(user).exists():
        return False
    user.is_guest, user.guest_key = False, None
    if not user.has_usable_password():
        user.set_unusable_password()  # Another one: sessions are bound to what is stored here.
    user.save(update_fields=["is_guest", "guest_key", "password"])
    return True


def remove_lost(*, now: dt.datetime) -> int:
    """Delete guests' diaries that are empty after two days or silent for 400, and return how many.

    A diary whose owner has a passkey or a password is never one of them, even while it still counts as a guest's.
    Nor is one that is to be deleted: until its day the guest may keep it. They go one at a time, so that others can
    write in between.
    """
    guests, long_ago = Diary.objects.of_guests().staying(), now - COOKIE_LIFE
    lost = _owners_of_still(guests.empty_candidates(now - EMPTY_LIFE), since=None)
    lost |= _owners_of_still(guests.visited_before(long_ago), since=long_ago)
    for piece in diaries.in_pieces(sorted(lost), 1):
        still = User.objects.filter(pk__in=piece, is_guest=True, deletes_at__isnull=True)
        still.filter(last_login__lt=now - EMPTY_LIFE).delete()  # Not somebody who has come back meanwhile.
    return len(lost)


def _owners_of_still(candidates: DiaryQuerySet, *, since: dt.datetime | None) -> set[int]:
    """Return whose of these diaries hold no row, or none that was made or used since. They are asked about by name."""
    owners = dict(candidates.values_list("pk", "owner"))
    for piece in diaries.in_pieces(list(owners), AT_ONCE):
        for number in Diary.objects.holding(piece, since=since):
            del owners[number]
    return set(owners.values())
