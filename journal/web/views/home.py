"""The front door: what this is, or Today."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.pages.today import today_page
from journal.web.access import diary_of
from journal.web.guest_session import renew_guest
from poses.models.pose import Pose


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what the site is. Signed in: Today."""
    if not request.user.is_authenticated:
        return render(request, "journal/home/page.html", {"poses": Pose.objects.in_library()[:5]})
    now = timezone.now()
    renew_guest(request, now=now)
    page = today_page(diary_of(request), now=now)
    return render(request, "journal/today/page.html", {"page": page})
