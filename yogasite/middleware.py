"""What every answer has in common: who may ask, what may be kept, which headers protect."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from yogasite.bodies import files_taken
from yogasite.flash import say
from yogasite.http import PROGRAMS, shown_address
from yogasite.outages import begin_request

Handler = Callable[[HttpRequest], HttpResponseBase]
PACKED = ("application/pdf", "application/zip", "image/png", "image/webp")
log = logging.getLogger("yogasite.request")
AS_STRANGER = "X-As-Stranger"
"""Sent by static/js/service-worker.js."""
QUIET = "healthz"
"""Asked by machines all day long."""
DEBUGGED = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PageLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Deny by default. An htmx request whose session has ended sends the whole page to the login.

    What was typed into a page of the diary is kept (`journal.web.typed`); of any other the login says that it is not.
    """

    def handle_no_permission(  # type: ignore[override]  # the stub knows only a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Redirect to the login; `next` is the page that the person sees, not a fragment's address."""
        htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
        if request.method == "POST":
            say(request, _("Not saved: your log-in had ended. Log in, then go back and send it again."))
        if not htmx:
            return super().handle_no_permission(request, view_func)
        shown = shown_address(request) or "/"
        return HttpResponseClientRedirect(redirect_to_login(shown, self.get_login_url(view_func)).url)


def security_headers(get_response: Handler) -> Handler:
    """Add the headers that Django does not know of.

    No page has a content security policy of its own, so it is put together once; django-csp's middleware does so for
    every answer. Django's own error pages, with DEBUG, would be unreadable under it.
    """
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not (settings.DEBUG and response.status_code in DEBUGGED):
            response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


class PageGZipMiddleware(GZipMiddleware):
    """Compress pages, and leave alone what is packed already: some browsers save such a file twice packed."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress the answer, unless it is a packed file."""
        if response.headers.get("Content-Type") in PACKED:
            return response
        return super().process_response(request, response)


def request_log(get_response: Handler) -> Handler:
    """Write one line a request: its number, which kind of address it was, how it ended, and how long it took.

    The number is in the answer too, so that somebody who met a fault can name it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        start, number = time.perf_counter(), uuid.uuid4().hex[:12]
        request.number = number  # type: ignore[attr-defined]
        response = get_response(request)
        route = request.resolver_match.route if request.resolver_match else ""
        if route != QUIET:
            fields = {
                "request": number,
                "method": request.method,
                "route": f"/{route}" if request.resolver_match else "none",
                "status": response.status_code,
                "ms": round(1000 * (time.perf_counter() - start), 1),
            } | getattr(request, "refused", {})
            log.info("request", extra={"fields": fields})
        response.headers["X-Request-ID"] = number
        return response

    return middleware


def answer_faults(get_response: Handler) -> Handler:
    """Answer 503 where the database or the disk failed, and write down why.

    Stands outside the session: inside, the answer is a 500 (`views.server_error`), with which Django saves no session.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        begin_request()
        response = get_response(request)
        fault = getattr(request, "fault", "")
        if fault:
            response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            number = getattr(request, "number", "")
            log.error("unavailable", extra={"fields": {"request": number, "fault": fault}})
        return response

    return middleware


def as_stranger(get_response: Handler) -> Handler:
    """Answer a device that keeps a page for want of a connection with the page that a stranger sees.

    It cannot leave its cookies out: something before this site may let nobody through without its own. The answer is
    for the device's store alone, and changes no cookie of the person.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if AS_STRANGER not in request.headers:
            return get_response(request)
        request.COOKIES = {}
        response = get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


class BodyLimitMiddleware:
    """Refuse a body that is larger than its page takes of this person.

    Django reads the form to look for its token, files included, whoever sends them. So this comes first. The server
    has put together what came in pieces; one that does not would leave the site with what looks like no body.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Answer 413, or 411 where the server does not know the length. What answers programs says 413 itself."""
        if "Transfer-Encoding" in request.headers:
            return _refused(request, HTTPStatus.LENGTH_REQUIRED)
        size, usual = int(request.META.get("CONTENT_LENGTH") or 0), settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if size <= usual or getattr(view, "csrf_exempt", False) or size <= _most_bytes(request):
            return None
        return _refused(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _refused(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return JsonResponse({"detail": _("Send the body with its length."), "errors": []}, status=status)
    return render(request, f"errors/{status.value}.html", status=status)


def _most_bytes(request: HttpRequest) -> int:
    """Return how much this person may send to this page. Files are for those who are logged in."""
    match, user = request.resolver_match, request.user
    may_send = user.is_authenticated and (user.is_staff or match is None or match.namespace != "admin")
    return files_taken(match) if may_send else 0


class RefusedFormMiddleware:
    """Answer 422 where a library's form view shows a form again with its mistakes (allauth answers 200)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Set the status before the page is rendered."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == HTTPStatus.OK and getattr(form, "errors", None):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def private_by_default(get_response: Handler) -> Handler:
    """Forbid every cache to keep a page, unless its view is public or says otherwise.

    A signed-in person's public pages carry the name of the account, and those of a stranger whose session holds
    something may tell it (what rules poses out, a practice that waits for the log-in), so they are private too.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if "Cache-Control" not in response.headers and (_is_private(request) or not request.session.is_empty()):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def _is_private(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and bool(getattr(match.func, "login_required", True))
