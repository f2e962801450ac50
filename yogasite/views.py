"""Pages of the site itself: health, errors, and the few that only explain."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.cache import cache
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from yogasite.http import PROGRAMS, is_fragment, redirect_page
from yogasite.outages import fault_of, has_saved
from yogasite.reached import elsewhere

HEALTH, HEALTH_SECONDS = "health", 10
"""What `healthz` writes, and for how long that proves that writing works."""
RETRY_SECONDS = 30


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 and "ok" when the database answers and can be written, else 503."""
    try:
        can_write = cache.get(HEALTH) or cache.add(HEALTH, 1, timeout=HEALTH_SECONDS) or cache.get(HEALTH)
    except DatabaseError:
        can_write = None
    if not can_write:
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
    _note_refusal(request, reason)
    here = elsewhere(request)
    if here:
        return render(request, "errors/address.html", {"here": here, "there": settings.SITE_URL}, status=403)
    response = render(request, "errors/csrf.html", status=403)
    if is_fragment(request):
        response.headers["HX-Refresh"] = "true"
    return response


@login_not_required
def bad_request(request: HttpRequest, exception: SuspiciousOperation | Exception) -> HttpResponse:
    """400: the browser sent something that no page of ours sends, or the session was ended while it waited."""
    if isinstance(exception, SessionInterrupted):
        # Django says so too when the session could not be written, which comes after what the view wrote.
        if fault_of(exception):
            return _unavailable(request, fault_of(exception), may_be_saved=True)
        return redirect_page(request, resolve_url(settings.LOGIN_URL))
    _note_refusal(request, type(exception).__name__)
    if isinstance(exception, DisallowedHost):
        return render(request, "errors/address.html", {"here": "", "there": settings.SITE_URL}, status=400)
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
    """500, for a fault of the database or the disk to become 503: pages that need neither database nor session."""
    fault = fault_of(sys.exception())
    if fault:
        return _unavailable(request, fault, may_be_saved=has_saved())
    return render(request, "errors/500.html", status=500)


def _unavailable(request: HttpRequest, fault: str, *, may_be_saved: bool) -> HttpResponse:
    """Say that nothing was saved, unless it may be. Still a 500: Django saves no session with it (`answer_faults`)."""
    request.fault = fault  # type: ignore[attr-defined]
    if request.path.startswith(PROGRAMS):
        sentence = _("The site cannot save or read at the moment. Nothing was saved. Try again in a minute.")
        response: HttpResponse = JsonResponse({"detail": sentence, "errors": []}, status=500)
    else:
        response = render(request, "errors/503.html", {"may_be_saved": may_be_saved}, status=500)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _note_refusal(request: HttpRequest, reason: str) -> None:
    """Let the request's line in the log say why (`middleware.request_log`)."""
    request.refused = {"refused": reason}  # type: ignore[attr-defined]


def _error(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    return render(request, f"errors/{status}.html", context, status=status)
