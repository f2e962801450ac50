"""Meeting somebody without an account: a diary for this browser, known by its cookie alone."""

from __future__ import annotations

import datetime as dt
import logging
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone

from journal.actions import guests
from journal.models.diary import Diary
from journal.web.middleware import device_zone, told_conditions
from yogasite.accounts.models import User

HOME, COMPANY = 56, 48
"""Bits of the IPv6 network that a home or a company is given: it may make any number of addresses in it."""
log = logging.getLogger(__name__)
RENEWED_AFTER = dt.timedelta(days=1)


class TooManyGuests(Exception):
    """More new diaries than one address, or the whole site, may open in a day (settings.ACCOUNT_RATE_LIMITS)."""


def begin_guest_diary(request: HttpRequest, *, now: dt.datetime, key: str = "") -> Diary:
    """Open a diary for this browser and log it in for as long as a cookie lives.

    The answer to a first entry may be lost, and the cookie with it: the same `key` leads to the same diary again.
    """
    guest = guests.with_key(key) or _new_guest(request, now=now, key=key)
    login(request, guest, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(now + guests.COOKIE_LIFE)
    diary: Diary = guest.diary
    return diary


def _new_guest(request: HttpRequest, *, now: dt.datetime, key: str) -> User:
    if not _may_open(request):
        log.warning("No diary was opened for a tap: too many began today.")
        raise TooManyGuests
    zone = device_zone(request) or timezone.get_default_timezone()
    try:
        return guests.open_diary(zone=str(zone), now=now, key=key, conditions=told_conditions(request))
    except IntegrityError:
        guest = guests.with_key(key)  # The same entry came twice at once, and the other was first.
        if guest is None:
            raise
        return guest


def _may_open(request: HttpRequest) -> bool:
    """Count a new diary by its address, by the networks that one home or one company may have, and in all."""
    networks = [(f"open_guest_diary_{bits}", network) for bits, network in _networks(request)]
    counted = [*networks, ("open_guest_diary", "everybody")]
    return all(ratelimit.consume(request, action=action, key=key) for action, key in counted)


def _networks(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the IPv6 networks of an address; none of one by IPv4."""
    address = ip_address(get_adapter(request).get_client_ip(request))
    if not isinstance(address, IPv6Address) or address.ipv4_mapped:
        return []
    return [(bits, str(IPv6Network((address, bits), strict=False))) for bits in (HOME, COMPANY)]


def is_guest_with_key(request: HttpRequest, key: str) -> bool:
    """Whether the guest that is logged in was begun by the device of this secret."""
    user = cast("User", request.user)
    return user.is_guest and guests.is_key_of(user, key)


def settle_guest(request: HttpRequest) -> None:
    """Make an account of a guest who has a key by now; whoever else holds the guest's cookie is out."""
    user = cast("User", request.user)
    if guests.settle(user):
        update_session_auth_hash(request, user)


def renew_guest(request: HttpRequest, *, now: dt.datetime) -> None:
    """Let a guest's cookie live on from this visit; at most once a day, so that pages stay cheap."""
    user = cast("User", request.user)
    if not user.is_guest or (user.last_login is not None and abs(now - user.last_login) < RENEWED_AFTER):
        return
    guests.note_visit(user, now=now)
    request.session.set_expiry(now + guests.COOKIE_LIFE)
