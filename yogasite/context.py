"""What every template knows: the mood of the page, and what the site is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from yogasite import appearance


def site(request: HttpRequest) -> dict[str, Any]:
    """Add `look`, `theme` (light, dark, night or empty for the device's own) and what else stands on every page."""
    hour = timezone.localtime().hour
    look = appearance.read(request.COOKIES)
    return {
        "look": appearance.as_text(look),
        "nav": _place(request),
        "paper": appearance.PAPER,
        "sends_mail": settings.SENDS_MAIL,
        "theme": appearance.theme_now(look, hour),
        "version": settings.VERSION,
        "source_url": settings.SOURCE_URL,
    }


def form_token(request: HttpRequest) -> dict[str, Any]:
    """Add the token of forms, the same in all forms of a page: Jinja2's backend would make another for each."""
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}


def _place(request: HttpRequest) -> str:
    """Name the part of the site that the main navigation marks as the present one."""
    match = request.resolver_match
    if match is None:
        return ""
    place: str = settings.NAVIGATION.get(match.view_name, match.namespace)
    return place
