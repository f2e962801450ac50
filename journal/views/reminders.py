"""The calendar with the reminders, and its address."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from journal import actions
from journal.access import diary_of, feed_or_404
from journal.calendars import calendar_of
from yogasite.notices import say


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program, which has no login: the address is the key."""
    text = calendar_of(feed_or_404(token).diary, now=timezone.now())
    etag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    whole = HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
    answer = get_conditional_response(request, etag=etag, response=whole) or whole
    answer.headers["Cache-Control"] = headers["Cache-Control"]
    return answer


@require_POST
def open_calendar(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one in place of one that somebody else may know."""
    actions.open_feed(diary_of(request))
    say(request, _("Your calendar has a new address."))
    return redirect("settings")


@require_POST
def close_calendar(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    actions.close_feed(diary_of(request))
    say(request, _("The calendar's address is gone. Remove it from your calendar program too."))
    return redirect("settings")
