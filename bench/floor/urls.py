"""Three views: a word, a page of 15 kB, and an insert of one row."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import csrf_exempt

PAGE = ("<p>" + "night heron " * 10 + "</p>\n") * 119
"""15 kB, and as easy to compress as a page of text."""


def constant(request: HttpRequest) -> HttpResponse:
    """Say who asks."""
    return HttpResponse(f"hello {request.user.pk}")


def page(request: HttpRequest) -> HttpResponse:
    """Say it in 15 kB."""
    return HttpResponse(f"<!doctype html><title>{request.user.pk}</title>{PAGE}")


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Store one row for whoever asks, and go on."""
    Group.objects.create(name=f"{request.user.pk} {get_random_string(22)}")
    return HttpResponseRedirect("/constant/")


urlpatterns = [path("constant/", constant), path("page/", page), path("insert/", insert)]
