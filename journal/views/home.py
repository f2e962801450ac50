"""The front door: what this is, or Today."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.access import diary_of
from journal.guests import renew_guest
from journal.today import today_page
from poses.edition import current_edition
from poses.models import Pose
from yogasite.kept import kept_page


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what the site is. Signed in: Today."""
    if request.user.is_authenticated:
        renew_guest(request, now=timezone.now())
    return kept_page(request, partial(_render, request), library=current_edition())


def _render(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "journal/home/page.html", {"poses": Pose.objects.in_library()[:5]})
    page = today_page(diary_of(request), now=timezone.now())
    return render(request, "journal/today/page.html", {"page": page})
