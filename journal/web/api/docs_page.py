"""The API described: for people as a page, for programs as OpenAPI. Both are made of the same types, by ourselves."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from journal.web.api.handbook import chapters
from journal.web.api.server import api

PREFIX = "/api/"


@login_not_required
@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    """Every address of the API, with what it takes and a line to try."""
    return render(request, "journal/api/handbook.html", {"chapters": chapters(_schema(), site=settings.SITE_URL)})


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    return JsonResponse(_schema())


@login_not_required
@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Tell a program that there is nothing at this address."""
    return api.refuse(request, 404, _("There is nothing at this address. See /api/docs."))


def _schema() -> dict[str, object]:
    return dict(api.get_openapi_schema(path_prefix=PREFIX))
