"""Deployment mistakes, each with an id and a hint. Run by `manage.py check --deploy`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security, deploy=True)
def site_url_matches_hosts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The address in links and mails must be one that the site answers."""
    if settings.SITE_HOST in settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
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
