"""What opens without a connection: the service worker, and the page that stands for all private ones."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from journal.web.service_worker import as_script, kept


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Today without a connection: the two taps, and what waits."""
    return render(request, "journal/offline/page.html")


def _version(_request: HttpRequest) -> str:
    return f'"{kept().version}"'


@login_not_required
@require_safe
@condition(etag_func=_version)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Not while developing, when files change under the same names."""
    if settings.DEBUG:
        raise Http404
    response = HttpResponse(as_script(kept()), content_type="text/javascript")
    patch_cache_control(response, no_cache=True, public=True)
    return response
