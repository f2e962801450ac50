"""Settings: the diary's clock and goal, and the look of this device."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal import actions
from journal.access import diary_of
from journal.forms import KeepForm, PreferencesForm
from yogasite import looks
from yogasite.accounts.models import User
from yogasite.http import form_status
from yogasite.notices import say


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Turn a guest's diary into an account: with a password at once, with a passkey on the page that follows."""
    user = cast("User", request.user)
    if not user.is_guest:
        return redirect("settings")
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["username"], form.cleaned_data["password"]
        if form.wants_passkey:
            actions.name_guest(user, name)
            return redirect("mfa_add_webauthn")
        actions.keep_guest(user, name, password)
        update_session_auth_hash(request, user)
        say(request, _("Your diary is kept. Log in as %(name)s on any device.") % {"name": name})
        return redirect("settings")
    return render(request, "account/keep.html", {"form": form}, status=form_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and change the settings."""
    diary = diary_of(request)
    actions.settle_guest(cast("User", request.user))
    form = PreferencesForm.showing(diary, looks.read(request.COOKIES))
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            actions.change_preferences(diary, time_zone=data["time_zone"], goal=data["goal"])
            say(request, _("Saved: your settings"))
            response = redirect("settings")
            looks.write(response, form.look(), secure=settings.SESSION_COOKIE_SECURE)
            return response
    return render(request, "account/settings.html", {"form": form}, status=form_status(form))
