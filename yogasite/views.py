"""Pages of the site itself: health, errors, and the few that only explain."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from yogasite.http import is_fragment, redirect_page


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 and "ok" when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, where, and for how long."""
    return render(request, "site/privacy.html")


@login_not_required
@require_safe
def sums(request: HttpRequest) -> HttpResponse:
    """How the numbers of the trend are made."""
    return render(request, "site/sums.html")


@login_not_required
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a pose's photo. The name holds a hash of the content, so it may be kept for ever."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "poses"))
    patch_cache_control(response, public=True, max_age=60 * 60 * 24 * 365, immutable=True)
    return response  # type: ignore[return-value]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page has been open too long; for htmx, load it anew."""
    response = render(request, "errors/csrf.html", status=403)
    if is_fragment(request):
        response.headers["HX-Refresh"] = "true"
    return response


@login_not_required
def bad_request(request: HttpRequest, exception: SuspiciousOperation | Exception) -> HttpResponse:
    """400: the browser sent something that no page of ours sends, or the session was ended while it waited."""
    if isinstance(exception, SessionInterrupted):
        return redirect_page(request, resolve_url(settings.LOGIN_URL))
    return _error(request, 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _error(request, 403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also for what belongs to somebody else."""
    return _error(request, 404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither the database nor a session."""
    return render(request, "errors/500.html", status=500)


def _error(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    return render(request, f"errors/{status}.html", context, status=status)
