"""A browser that has logged in before: strangers' wrong passwords do not lock its person out.

Tries are counted by the name that is typed (decision 32). A browser that somebody has logged in from has a count of its
own, as short as that of the name.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE, PATH = "nightheron_browser", "/accounts/"
SALT = "yogasite.accounts.known_browser"
LIFE = 60 * 60 * 24 * 365
"""Seconds, from the last log-in."""
MOST_NAMES = 6


def browser_of(request: HttpRequest, name: str) -> str:
    """Return what the browser is called, empty for one that has never logged in by this name."""
    browser, digests = _read(request)
    return browser if _digest(name) in digests else ""


def remember(request: HttpRequest, response: HttpResponse, names: Iterable[str]) -> None:
    """Let the browser know that somebody has logged in by these names. It keeps digests of them, the newest first."""
    browser, digests = _read(request)
    digests = list(dict.fromkeys([*(_digest(name) for name in names if name), *digests]))[:MOST_NAMES]
    told = signing.dumps([browser or secrets.token_urlsafe(16), digests], salt=SALT)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, told, max_age=LIFE, path=PATH, secure=secure, samesite="Lax", httponly=True)


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        browser, digests = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return "", []
    return browser, digests


def _digest(name: str) -> str:
    return salted_hmac(SALT, name.lower()).hexdigest()[:16]
