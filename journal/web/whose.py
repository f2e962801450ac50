"""Pages that were left open: what is sent from one goes into the diary that it shows, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.shortcuts import render
from django.urls import reverse

from journal.web import typed
from journal.web.access import is_page_of_another
from yogasite.http import is_fragment

OUTBOX, PRACTICE = "journal:outbox", "journal:player-done"
"""The outbox answers devices and looks itself; a practice waits for its person to log in."""


class OwnPageMiddleware:
    """Refuse the form of a page that shows another diary than the open one: 401 when none is, else 409.

    Stands before the check of the token, which has been changed by the log-in that came between: what the person reads
    is the true reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Say so. For htmx the page is loaded anew, or gives way to the log-in, after which what was typed is there."""
        is_private = getattr(view, "login_required", True)
        if request.method != "POST" or getattr(view, "csrf_exempt", False) or not _is_of_another(request):
            return typed.page_with(request) if is_private and request.user.is_authenticated else None
        if request.user.is_authenticated:
            return _refused(request, HTTPStatus.CONFLICT, {"HX-Refresh": "true"})
        is_kept = is_private and typed.keep(request, request.POST["diary"])
        login = redirect_to_login(request.get_full_path() if is_private else reverse("home")).url
        return _refused(request, HTTPStatus.UNAUTHORIZED, {"HX-Redirect": login}, login=login, is_kept=is_kept)


def _refused(request: HttpRequest, status: HTTPStatus, headers: dict[str, str], **context: Any) -> HttpResponse:
    """Answer with the page that says why, which htmx does not show."""
    response = render(request, "errors/whose.html", context, status=status)
    if is_fragment(request):
        for name, value in headers.items():
            response.headers[name] = value
    return response


def _is_of_another(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name == OUTBOX or (name == PRACTICE and not request.user.is_authenticated):
        return False
    try:
        tag = request.POST.get("diary", "")
    except UnreadablePostError:  # The browser went away while it sent.
        return False
    return is_page_of_another(request, tag)
