"""Settings: the diary's clock and goal, and the look of this device."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal import actions
from journal.access import diary_of
from journal.forms import PreferencesForm
from yogasite import looks
from yogasite.http import form_status
from yogasite.notices import say


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and change the settings."""
    diary = diary_of(request)
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
