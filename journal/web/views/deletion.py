"""Deleting everything, and changing one's mind."""

from __future__ import annotations

import datetime as dt
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.actions import deletion
from journal.pages.deletion import what_goes
from journal.web.access import diary_of
from journal.web.forms.deletion import DeleteForm
from yogasite.accounts.models import User
from yogasite.flash import say
from yogasite.http import form_status

DAY_KEY, FORGET_KEY = "deletes_at", "forget_device"
"""What the session of a device keeps that has just deleted everything: the day, and that its own store is to go."""


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes, and ask for a proof. From then on everybody is logged out.

    Only a guest's own browser stays in: its cookie is the one key there is, and opens nothing but the way back.
    """
    user, now = cast("User", request.user), timezone.now()
    form = DeleteForm(request.POST or None, user=user)
    if request.method == "POST":
        form = DeleteForm(request.POST, user=user)
        if not ratelimit.consume(request, action="reauthenticate", user=user):
            form.add_error("proof", _("Too many tries. Wait a few minutes, then try again."))
        elif form.is_valid():
            if form.asks_passkey:
                _ask_passkey(request)
            try:
                deletion.ask(user, password=form.password, now=now)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return _asked(request, user)
    context = {"form": form, "going": what_goes(user, diary_of(request), now=now)}
    return render(request, "account/delete.html", context, status=form_status(form))


@login_not_required
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Name the day, to a device that has just asked and to somebody who has logged in again, who may keep it all."""
    stored = request.session.get(DAY_KEY)
    day = getattr(request.user, "deletes_at", None) or (stored and dt.datetime.fromisoformat(stored))
    if day is None or (request.user.is_authenticated and request.user.deletes_at is None):
        return redirect("home")
    context = {"day": day, "forget": request.session.pop(FORGET_KEY, False)}
    response = render(request, "account/deleted.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Take the wish back. The sessions that it ended stay ended."""
    if deletion.keep_after_all(cast("User", request.user)):
        request.session.pop(DAY_KEY, None)
        say(request, _("Your diary is kept. Nothing was deleted."))
    return redirect("home")


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def _ask_passkey(request: HttpRequest) -> None:
    """Go to allauth's page for a passkey (or a code), unless one was shown in the last minutes; it then comes back.

    Who has none is asked for nothing, for there is nothing to ask for.
    """


def _asked(request: HttpRequest, user: User) -> HttpResponse:
    """Log this browser out too, or bind a guest's to what is stored now."""
    if user.is_guest:
        update_session_auth_hash(request, user)
    else:
        logout(request)
    day = cast("dt.datetime", user.deletes_at)
    request.session[DAY_KEY], request.session[FORGET_KEY] = day.isoformat(), True
    return redirect("deleted")
