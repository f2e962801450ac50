"""Taking the diary out: a page, and the file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.exchange.export import zip_of
from journal.exchange.summary import counts_of, in_words
from journal.web.access import diary_of
from yogasite.scaling.replica import replica_with_everything


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Say what the file holds, and offer it."""
    return render(request, "journal/exchange/export.html", {"counts": in_words(counts_of(diary_of(request)))})


@require_safe
def archive(request: HttpRequest) -> StreamingHttpResponse:
    """Send the whole diary as one ZIP, piece by piece."""
    diary = diary_of(request)
    name = f"night-heron-{timezone.now().astimezone(diary.zone):%Y-%m-%d}.zip"
    return StreamingHttpResponse(
        zip_of(diary, replica_with_everything()),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
