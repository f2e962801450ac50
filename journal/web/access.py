"""Fetching what belongs to the person who asks, and nothing else."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from journal.actions import diaries, uploads
from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp
from journal.models.diary import Diary
from journal.models.practices import Practice
from journal.models.reminders import CalendarFeed
from journal.models.routines import OwnRoutine
from journal.models.shares import SharedReport
from journal.models.tokens import AccessToken
from journal.models.uploads import Upload
from journal.web.guest_session import begin_guest_diary
from journal.web.middleware import CONDITIONS_KEY, device_zone, told_conditions
from yogasite.accounts.models import User

ADVICE_KEY = "advice"
"""Where the session keeps, until the next page shows it, which advice a saved cramp has called for."""

__all__ = [
    "ADVICE_KEY",
    "CONDITIONS_KEY",
    "circumstance_or_404",
    "client_identifier",
    "cramp_or_404",
    "diary_if_any",
    "diary_of",
    "diary_or_guest",
    "diary_tag",
    "feed_or_404",
    "is_of_diary",
    "is_page_of_another",
    "practice_or_404",
    "routine_or_404",
    "sent_again",
    "shared_or_404",
    "shown_diary",
    "token_or_404",
    "upload_of",
]


def diary_of(request: HttpRequest) -> Diary:
    """Return the person's diary, opened on this device's clock at the first visit."""
    user = cast("User", request.user)
    stored: Diary | None = getattr(user, "diary", None)
    if stored is not None:
        return stored
    zone = device_zone(request) or timezone.get_default_timezone()
    return diaries.open_for(user, zone=str(zone), now=timezone.now(), conditions=told_conditions(request))


def diary_or_guest(request: HttpRequest, *, now: dt.datetime, key: str = "") -> Diary:
    """Return the person's diary; somebody without an account gets one for this browser (or `TooManyGuests`).

    `key` is the secret of a device that may have begun one already without hearing of it.
    """
    return diary_of(request) if request.user.is_authenticated else begin_guest_diary(request, now=now, key=key)


def diary_tag(diary: Diary) -> str:
    """Name a diary to its own devices without telling which it is: what waits on a device is sent to no other."""
    return _tag(str(diary.identifier))


def is_of_diary(tag: str, diary: Diary, *, tapped_at: dt.datetime) -> bool:
    """Whether an entry that waited on a device is for this diary.

    1.0.0 made tags of the diary's number. A restore may have given that to a diary that was opened after the tap.
    """
    return tag == diary_tag(diary) or (tag == _tag(str(diary.pk)) and diary.created_at <= tapped_at)


def _tag(name: str) -> str:
    return salted_hmac("journal.outbox", name).hexdigest()[:16]


def shown_diary(user: User | AnonymousUser | None) -> Diary | None:
    """Return the diary that pages show this person; none when nobody is logged in, or it is to go."""
    diary: Diary | None = getattr(user, "diary", None)
    return None if diary is None or getattr(user, "deletes_at", None) is not None else diary


def is_page_of_another(request: HttpRequest, tag: str) -> bool:
    """Whether a page that carries this tag shows another diary than the one that is open now, if any is."""
    diary = getattr(request.user, "diary", None)
    return bool(tag) and (diary is None or tag != diary_tag(diary))


def diary_if_any(request: HttpRequest) -> Diary | None:
    """Return the diary of somebody who is logged in, else None."""
    return diary_of(request) if request.user.is_authenticated else None


def routine_or_404(request: HttpRequest, identifier: uuid.UUID) -> OwnRoutine:
    """Return the person's own routine, with its poses."""
    diary = diary_of(request)
    found = OwnRoutine.objects.of(diary).with_uuid(identifier).with_poses(diary)
    routine: OwnRoutine = get_object_or_404(found)
    return routine


def cramp_or_404(request: HttpRequest, identifier: uuid.UUID) -> Cramp:
    """Return the person's own cramp."""
    cramp: Cramp = get_object_or_404(Cramp.objects.of(diary_of(request)).with_uuid(identifier))
    return cramp


def circumstance_or_404(request: HttpRequest, identifier: uuid.UUID) -> Circumstance:
    """Return what went on with this person."""
    circumstance: Circumstance = get_object_or_404(Circumstance.objects.of(diary_of(request)).with_uuid(identifier))
    return circumstance


def practice_or_404(request: HttpRequest, identifier: uuid.UUID) -> Practice:
    """Return the person's own practice, with its poses."""
    diary = diary_of(request)
    found = Practice.objects.of(diary).with_uuid(identifier).with_poses(diary)
    practice: Practice = get_object_or_404(found)
    return practice


def token_or_404(request: HttpRequest, identifier: uuid.UUID) -> AccessToken:
    """Return the person's own token."""
    token: AccessToken = get_object_or_404(AccessToken.objects.of(diary_of(request)).with_uuid(identifier))
    return token


def upload_of(request: HttpRequest, *, now: dt.datetime) -> Upload | None:
    """Return the file that waits for this person's yes, unless it has waited too long."""
    return Upload.objects.of(diary_of(request)).sent_since(now - uploads.UPLOAD_LIFE).first()


def feed_or_404(token: str) -> CalendarFeed:
    """Return the calendar of this address, with its diary: who knows the address may read it."""
    feed: CalendarFeed = get_object_or_404(CalendarFeed.objects.at(token))
    return feed


def shared_or_404(request: HttpRequest, identifier: uuid.UUID) -> SharedReport:
    """Return the person's own link to a report."""
    shared: SharedReport = get_object_or_404(SharedReport.objects.of(diary_of(request)).with_uuid(identifier))
    return shared


def client_identifier(request: HttpRequest) -> uuid.UUID:
    """Return the UUID that the page made for this entry, or a new one when it is missing or no UUID."""
    try:
        return uuid.UUID(request.POST.get("uuid", ""))
    except ValueError:
        return uuid.uuid4()


def sent_again(request: HttpRequest, model: type[Cramp | Practice | Circumstance]) -> uuid.UUID | None:
    """Return the identifier of a form for a new entry that is stored already, its first answer lost on the way.

    What the person may have put right since then is an edit of that entry.
    """
    if request.method != "POST":
        return None
    identifier = client_identifier(request)
    return identifier if model.objects.of(diary_of(request)).with_uuid(identifier).exists() else None
