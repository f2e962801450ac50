"""A report that was shared by a link: read-only, for whoever has the link, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal import actions
from journal.choices import Span
from journal.models import SharedReport
from journal.report import Report, report_of
from journal.views.report import as_file

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet, noimageindex",
}
View = Callable[[HttpRequest, str], HttpResponse]


def _guarded(view: View) -> View:
    """Keep the answer out of caches, indexes and the next site's log, whatever it is."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return guarded


@login_not_required
@_guarded
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the report that a token opens."""
    found, link = _opened(request, token)
    if found is None or link is None:
        return _gone(request)
    until = link.expires_at.astimezone(link.diary.zone)
    context = {"report": found, "has_entries": link.has_entries, "token": token, "until": until.date()}
    return render(request, "journal/report/shared.html", context)


@login_not_required
@_guarded
@require_safe
def shared_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give it as a PDF."""
    found, link = _opened(request, token)
    if found is None or link is None:
        return _gone(request)
    return as_file(found, has_entries=link.has_entries, made_at=link.created_at)


def _opened(request: HttpRequest, token: str) -> tuple[Report | None, SharedReport | None]:
    """Return the report behind a token with its link. A HEAD asks without reading, so it is not counted."""
    link = actions.open_shared(token, now=timezone.now(), counts=request.method == "GET")
    if link is None:
        return None, None
    return report_of(link.diary, span=Span(link.span), today=link.made_on), link


def _gone(request: HttpRequest) -> HttpResponse:
    """Answer the same for a link that was guessed, has expired or was stopped."""
    return render(request, "journal/report/gone.html", status=404)
