"""Settings: the diary's clock and goal, and the look of this device."""

from __future__ import annotations

from typing import cast

from allauth.account.views import password_set
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal.actions import guests, reminders
from journal.pages.circumstances import pause_of
from journal.reminders.select import Ways, ways_of
from journal.web.access import diary_of
from journal.web.forms.guests import KeepForm
from journal.web.forms.settings import PreferencesForm
from journal.web.guest_session import settle_guest
from yogasite import appearance
from yogasite.accounts.models import User
from yogasite.flash import say
from yogasite.http import form_status


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
            guests.give_name(user, name)
            return redirect("mfa_add_webauthn")
        guests.keep(user, name, password)
        update_session_auth_hash(request, user)
        _say_kept(request)
        return redirect("settings")
    return render(request, "account/keep.html", {"form": form}, status=form_status(form))


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """allauth's page. A guest's first passkey makes the diary an account."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Store the passkey; a guest then needs no recovery codes, which only follow a password."""
        was_guest = self.request.user.is_guest
        response: HttpResponse = super().form_valid(form)
        if not was_guest:
            return response
        settle_guest(self.request)
        _say_kept(self.request)
        return redirect("settings")


def set_password(request: HttpRequest) -> HttpResponse:
    """Allauth's page for somebody with a passkey alone. A guest needs a name as well."""
    if cast("User", request.user).is_guest:
        return redirect("keep")
    response: HttpResponse = password_set(request)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and change the settings."""
    diary = diary_of(request)
    settle_guest(request)
    ways = ways_of(diary)
    form = PreferencesForm.showing(diary, appearance.read(request.COOKIES))
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            reminders.change_settings(
                diary,
                time_zone=data["time_zone"],
                goal=data["goal"],
                reminders=form.reminders(),
                by_mail=data["by_mail"] and bool(ways.mail),
            )
            say(request, _saved_in_words(ways, is_reminded=any(form.reminders().values()), by_mail=data["by_mail"]))
            response = redirect("settings")
            appearance.write(response, form.look(), secure=settings.SESSION_COOKIE_SECURE)
            return response
    today = diary.today(timezone.now())
    context = {"form": form, "pause": pause_of(diary, today=today), "ways": ways}
    return render(request, "account/settings.html", context, status=form_status(form))


def _saved_in_words(ways: Ways, *, is_reminded: bool, by_mail: bool) -> str:
    """Say that the settings are saved, and what is missing before a reminder can arrive."""
    has_way = bool(ways.calendar or ways.devices or (by_mail and ways.mail))
    if is_reminded and not has_way:
        return _("Saved: your settings. Now choose below how reminders reach you.")
    return _("Saved: your settings")


def _say_kept(request: HttpRequest) -> None:
    name = cast("User", request.user).get_username()
    say(request, _("Your diary is kept. Log in as %(name)s on any device.") % {"name": name})
