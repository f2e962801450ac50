"""How a browser reached the site: encrypted or not, and under which address."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render

PROXYS_WORD = "HTTP_X_FORWARDED_PROTO"
FORGET = "max-age=0"
log = logging.getLogger("yogasite.reached")


class OwnSecurityMiddleware(SecurityMiddleware):
    """Django's, which also says what is wrong where its redirect to https would lead to itself for ever."""

    def process_request(  # type: ignore[override]  # the stub knows only a redirect
        self, request: HttpRequest
    ) -> HttpResponse | None:
        """Redirect to https what a proxy says came without it. A proxy that does not say is told how to."""
        if PROXYS_WORD in request.META:
            request.META[PROXYS_WORD] = request.META[PROXYS_WORD].lower()
        answer = super().process_request(request)
        if answer is None or PROXYS_WORD in request.META:
            return answer
        log.error(
            "yogasite.E011: the proxy sends no X-Forwarded-Proto, so the site cannot know whether a page was asked for "
            "by https. Let the proxy set it: nginx by `proxy_set_header X-Forwarded-Proto $scheme`."
        )
        return render(request, "errors/proxy.html", {"there": settings.SITE_URL}, status=HTTPStatus.BAD_REQUEST)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Tell browsers to forget that the host is for https alone, where HSTS_SECONDS=0 asks for it."""
        if settings.HSTS_SECONDS == 0 and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", FORGET)
        return super().process_response(request, response)


def elsewhere(request: HttpRequest) -> str:
    """Return under which address of this host a form was opened, where it is not that of the settings, or "".

    A browser names it with each form. It differs behind a proxy that encrypts while SITE_URL does not say https, or
    that leaves the port out: then every form is refused.
    """
    origin = request.headers.get("Origin", "")
    host = urlsplit(f"//{request.get_host()}").hostname
    try:
        is_ours = host is not None and urlsplit(origin).hostname == host
    except ValueError:
        return ""
    if not is_ours or origin == settings.SITE_URL:
        return ""
    log.error(
        "yogasite.E012: a form was opened at %s, and SITE_URL is %s. Set SITE_URL to the address that people type.",
        origin,
        settings.SITE_URL,
    )
    return origin
