"""Pages that are rendered once and kept, in the memory of each process, until something that they show has changed.

A page is found again by everything it depends on: its address, the look of the device, the hour on the person's clock,
who asks, and the editions of that person's diary and of the library. An edition is a random number that every change
replaces, so nothing has to be dropped: what is out of date is never asked for again.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from yogasite import looks
from yogasite.accounts.models import User
from yogasite.http import is_fragment
from yogasite.packing import PackedPage, pack

CACHE = "pages"
LIFE_SECONDS = 60 * 60
LONGEST_ADDRESS = 300
SHOWN_NOWHERE = frozenset({"_session_expiry", "account_authentication_methods", "brought_in", "conditions"})
"""What the session of somebody with a diary may hold beside who is logged in: no page shows it, for what rules poses
out is read from the diary. Anything else (a sentence to say, an advice) keeps the page from being kept."""


@dataclass(frozen=True)
class Kept:
    """A rendered page, with its headers and a digest of what it says."""

    page: PackedPage
    headers: dict[str, str]
    tag: str


def kept_page(request: HttpRequest, render: Callable[[], HttpResponse], *, library: int = 0) -> HttpResponse:
    """Return what `render` answers, or a copy of what it answered before to the same question.

    `library` is the edition of the poses, where the page shows them. Like that of the diary, which comes with the user,
    it is read before `render` reads what it stands for: a change in between makes a page newer than its edition, never
    older.
    """
    key = _key(request, library)
    if key is None:
        return render()
    kept = cast("Kept | None", caches[CACHE].get(key))
    if kept is None:
        response = render()
        if response.status_code != HTTPStatus.OK or response.cookies:
            return response
        kept = _kept(response)
        caches[CACHE].set(key, kept, LIFE_SECONDS)
    return _copy(request, kept)


def _key(request: HttpRequest, library: int) -> str | None:
    address, person = request.get_full_path(), _person(request)
    if person is None or request.method not in ("GET", "HEAD") or len(address) > LONGEST_ADDRESS:
        return None
    zone = str(getattr(request, "zone", None))
    look, hour = looks.as_text(looks.read(request.COOKIES)), f"{timezone.localtime():%Y-%m-%d %H %z}"
    question = (address, is_fragment(request), look, hour, person, library, zone)
    return hashlib.sha256(repr(question).encode()).hexdigest()


def _person(request: HttpRequest) -> tuple[object, ...] | None:
    """Return what a page shows of somebody, or None when it may show something of the session."""
    user = cast("User", request.user)
    if not user.is_authenticated:
        return () if request.session.is_empty() else None
    if any(not key.startswith("_auth_user") and key not in SHOWN_NOWHERE for key in request.session.keys()):  # noqa: SIM118 -- a session is no dict
        return None
    diary = getattr(user, "diary", None)
    return diary and (user.pk, user.username, user.is_guest, user.deletes_at, diary.edition)


def _kept(response: HttpResponse) -> Kept:
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    tag = hashlib.sha256(response.content).hexdigest()[:32]
    return Kept(pack(response.content), dict(response.headers), tag)


def _copy(request: HttpRequest, kept: Kept) -> HttpResponse:
    token = get_token(request).encode() if "token" in kept.page.blanks else b""
    words = [token if blank == "token" else str(uuid.uuid4()).encode() for blank in kept.page.blanks]
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(kept.page.gzipped(words) if packs else kept.page.plain(words), headers=kept.headers)
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    if words or request.user.is_authenticated:
        return response
    response.headers["ETag"] = f'W/"{kept.tag}"'
    response.headers["Cache-Control"] = "no-cache"
    return cast("HttpResponse", get_conditional_response(request, etag=response.headers["ETag"], response=response))
