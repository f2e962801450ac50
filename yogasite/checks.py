"""Deployment mistakes, each with an id and a hint. Run by `manage.py check --deploy`.

`deploy/serve` runs them before every start, and serves nothing while one of them is an error.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.http.request import validate_host

OTHERS = 0o077
"""What the group and everybody else may do with a file."""
SHORTEST_KEY, FEWEST_LETTERS = 50, 10
"""Of a secret key: how long it is, and how many of its letters differ."""
MADE_BY_DJANGO = "django-insecure-"
"""How a key begins that stands in a file of settings."""
OF_ONE_PROCESS = (
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
)


@register(Tags.security)
def settings_were_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """What could not be read was left out (`yogasite.environment`). Every command stops, before it makes a database."""
    return [Error(each.says, hint=each.hint, id=each.id) for each in settings.MISTAKES]


@register(Tags.security, deploy=True)
def site_url_matches_hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The address in links and mails must be one that the site answers."""
    if validate_host(settings.SITE_HOST, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"SITE_URL names {settings.SITE_HOST}, but ALLOWED_HOSTS refuses it.",
            hint="Add the host to ALLOWED_HOSTS, or leave ALLOWED_HOSTS out: it follows SITE_URL.",
            id="yogasite.E001",
        )
    ]


@register(Tags.security, deploy=True)
def data_directory_is_writable(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The database, the photos and the secret key live there."""
    if os.access(settings.DATA_DIR, os.W_OK):
        return []
    return [
        Error(
            f"The data directory {settings.DATA_DIR} cannot be written.",
            hint="Create it, or give it to the user that runs the site, or set DATA_DIR.",
            id="yogasite.E002",
        )
    ]


@register(Tags.security, deploy=True)
def media_is_not_static(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Uploaded photos must not be served without the checks of their own address."""
    if not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT):
        return []
    return [
        CheckWarning(
            "Uploaded photos are kept inside the folder of static files.",
            hint="Leave MEDIA_ROOT and STATIC_ROOT side by side in the data directory.",
            id="yogasite.W001",
        )
    ]


@register(Tags.security, deploy=True)
def secret_key_is_secret(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Who knows or guesses the key can make sessions, undo tokens and links in mails."""
    key = settings.SECRET_KEY
    is_long = len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_LETTERS
    if is_long and not key.startswith(MADE_BY_DJANGO):
        return []
    return [
        Error(
            f"SECRET_KEY is too short, or one that others know: {SHORTEST_KEY} random letters are needed.",
            hint="Leave SECRET_KEY out: one is made on the first start and kept in the data directory.",
            id="yogasite.E003",
        )
    ]


@register(Tags.security, deploy=True)
def debug_stays_at_home(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A page of DEBUG shows what somebody typed, and the settings."""
    reached = [host for host in {settings.SITE_HOST, *settings.ALLOWED_HOSTS} if not _is_at_home(host)]
    if not settings.DEBUG or not reached:
        return []
    return [
        Error(
            f"DEBUG is on, and the site can be reached from outside as {', '.join(sorted(reached))}.",
            hint="Leave DEBUG out. It is for developing, on this computer alone.",
            id="yogasite.E004",
        )
    ]


@register(Tags.security, deploy=True)
def limits_hold_for_all_processes(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A cache in the memory of one process counts the tries of a log-in once for each."""
    if settings.WORKERS == 1 or settings.CACHES["default"]["BACKEND"] not in OF_ONE_PROCESS:
        return []
    return [
        Error(
            f"{settings.WORKERS} processes serve the site, and each counts the tries of a log-in by itself.",
            hint="Leave CACHES as it is (a table of the database), or set WORKERS=1.",
            id="yogasite.E005",
        )
    ]


@register(Tags.security, deploy=True)
def proxy_is_counted(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The server speaks no TLS: without a proxy whose word counts, every page of https would lead to itself."""
    if not settings.HTTPS or settings.TRUSTED_PROXY_COUNT:
        return []
    return [
        Error(
            "SITE_URL begins with https://, and TRUSTED_PROXY_COUNT says that no proxy stands before the site.",
            hint="Set TRUSTED_PROXY_COUNT to the number of your proxies, 1 for one nginx or Caddy. They have to set "
            "X-Forwarded-Proto and X-Forwarded-For.",
            id="yogasite.E006",
        )
    ]


@register(Tags.security, deploy=True)
def a_proxy_probably_encrypts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Behind TLS with an http address pages open, and every form is refused."""
    if settings.HTTPS or not settings.TRUSTED_PROXY_COUNT or _is_at_home(settings.SITE_HOST):
        return []
    return [
        CheckWarning(
            "A proxy stands before the site, and SITE_URL begins with http://.",
            hint="If people type https://, write it so in SITE_URL: with http:// every form of theirs is refused.",
            id="yogasite.W003",
        )
    ]


@register(Tags.security, deploy=True)
def data_is_private(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Whoever reads the data directory has the diaries, and sessions that open them."""
    folder = Path(settings.DATA_DIR)
    if not folder.is_dir() or not folder.stat().st_mode & OTHERS:
        return []
    return [
        CheckWarning(
            f"Other users of this machine can read the data directory {folder}.",
            hint=f"chmod -R go= {folder}",
            id="yogasite.W002",
        )
    ]


def _is_at_home(host: str) -> bool:
    """Whether a host is this computer, or a number in a private network. A name may lead anywhere."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_private
    except ValueError:
        return False
