"""Undo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from journal.web.access import diary_of
from journal.web.undo import take_back
from yogasite.flash import say
from yogasite.http import redirect_page


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what the token names, and go on where the person was."""
    outcome = take_back(diary_of(request), request.POST.get("token", ""), now=timezone.now())
    say(request, outcome.sentence, undo=outcome.token)
    return redirect_page(request, _next(request))


def _next(request: HttpRequest) -> str:
    """Return the page named by the form, if it is ours, else the journal."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return resolve_url("journal:journal")
