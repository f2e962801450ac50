"""The calendar with the reminders, and its address."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.actions import reminders
from journal.reminders.calendar_feed import calendar_of
from journal.reminders.email import diary_of_stop
from journal.reminders.push_keys import public_key
from journal.web.access import diary_of, feed_or_404
from journal.web.forms.reminders import PushForm
from yogasite.flash import say


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a calendar program, which has no login: the address is the key."""
    text = calendar_of(feed_or_404(token), now=timezone.now())
    etag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    whole = HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
    answer = get_conditional_response(request, etag=etag, response=whole) or whole
    answer.headers["Cache-Control"] = headers["Cache-Control"]
    return answer


@require_POST
def open_calendar(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one in place of one that somebody else may know."""
    reminders.open_feed(diary_of(request))
    say(request, _("Your calendar has a new address."))
    return redirect("settings")


@require_POST
def close_calendar(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    reminders.close_feed(diary_of(request))
    say(request, _("The calendar's address is gone. Remove it from your calendar program too."))
    return redirect("settings")


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the e-mails with the one link that each of them carries: no login, no cookie, one click (RFC 8058).

    Only a POST changes something: programs that look at links before the person does open them with GET.
    """
    diary = diary_of_stop(token, now=timezone.now())
    if diary is None:
        raise Http404
    if request.method == "POST":
        reminders.stop_mails(diary)
    answer = render(request, "journal/reminders/stop.html", {"is_done": request.method == "POST"})
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def open_device(request: HttpRequest) -> HttpResponse:
    """Show reminders in this browser (static/js/push.js sends what the browser said)."""
    form = PushForm(request.POST)
    if not settings.VAPID_PRIVATE_KEY or not form.is_valid():
        return HttpResponse(status=422)
    reminders.open_device(diary_of(request), site_key=public_key(), **form.cleaned_data)
    say(request, _("Saved: this device reminds you."))
    return HttpResponse(status=204)


@require_POST
def close_device(request: HttpRequest) -> HttpResponse:
    """Show none in this browser, or in any where none is named."""
    endpoint = request.POST.get("endpoint", "")
    if endpoint:
        reminders.close_device(diary_of(request), endpoint)
        say(request, _("Saved: this device reminds you no more."))
        return HttpResponse(status=204)
    reminders.close_devices(diary_of(request))
    say(request, _("Saved: no device reminds you."))
    return redirect("settings")
