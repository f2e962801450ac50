"""A report that was shared by a link: read-only, for whoever has the link, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from journal.actions import shares
from journal.domain.choices import Span
from journal.models.shares import SharedReport
from journal.pages.report.page import Report, report_of
from journal.web.views.report import as_file
from yogasite.previews import is_preview

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet, noimageindex",
}
View = Callable[[HttpRequest, str], HttpResponse]
Shown = Callable[[HttpRequest, str, SharedReport, Report], HttpResponse]


def _guarded(view: View) -> View:
    """Keep the answer out of caches, indexes and the next site's log, whatever it is."""

    @csrf_exempt  # Nothing can be sent here: a POST gets the same headers and 405, not the page about forms.
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return guarded


def _opened(view: Shown) -> View:
    """Open the link and make its report; answer otherwise when it opens nothing, or was opened too often.

    A messenger that only shows a preview reads nothing, so it neither counts nor makes a reader wait. Whoever is taken
    for one by mistake has a button.
    """

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        if is_preview(request) and "read" not in request.GET:
            return render(request, "journal/report/preview.html")
        now = timezone.now()
        link = shares.with_token(token, now=now)
        if link is None:
            return _gone(request)
        # A HEAD asks without reading, but costs as much.
        if not shares.count_opening(link, is_read=request.method == "GET", now=now):
            response = render(request, "journal/report/wait.html", status=HTTPStatus.TOO_MANY_REQUESTS)
            response.headers["Retry-After"] = "60"
            return response
        found = report_of(link.diary, span=Span(link.span), today=link.made_on)
        return _gone(request) if found is None else view(request, token, link, found)

    return opened


@login_not_required
@_guarded
@require_safe
@_opened
def shared(request: HttpRequest, token: str, link: SharedReport, found: Report) -> HttpResponse:
    """Show the report that a token opens."""
    until = link.expires_at.astimezone(link.diary.zone)
    context = {"report": found, "has_entries": link.has_entries, "token": token, "until": until.date()}
    return render(request, "journal/report/shared.html", context)


@login_not_required
@_guarded
@require_safe
@_opened
def shared_file(request: HttpRequest, token: str, link: SharedReport, found: Report) -> HttpResponse:
    """Give it as a PDF."""
    return as_file(found, has_entries=link.has_entries, made_at=link.created_at)


def _gone(request: HttpRequest) -> HttpResponse:
    """Answer the same for a link that was guessed, has expired or was stopped."""
    return render(request, "journal/report/gone.html", status=404)
