"""Every address of the site; the apps' own lists are included here."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from journal.web.views import account, deletion, home, reminders
from yogasite import views
from yogasite.accounts.views import RemovePasskey, ResetPassword

handler400 = "yogasite.views.bad_request"
handler403 = "yogasite.views.forbidden"
handler404 = "yogasite.views.not_found"
handler500 = "yogasite.views.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("poses.web.urls")),
    path("", include("journal.web.urls")),
    path("api/", include("journal.web.api.urls")),
    path("accounts/settings/", account.preferences, name="settings"),
    path("accounts/keep/", account.keep, name="keep"),
    path("accounts/calendar/open/", reminders.open_calendar, name="calendar-open"),
    path("accounts/calendar/close/", reminders.close_calendar, name="calendar-close"),
    path("accounts/device/open/", reminders.open_device, name="device-open"),
    path("accounts/device/close/", reminders.close_device, name="device-close"),
    path("accounts/delete/", deletion.delete, name="delete"),
    path("accounts/deleted/", deletion.deleted, name="deleted"),
    path("accounts/deleted/keep/", deletion.keep, name="delete-keep"),
    path("accounts/2fa/webauthn/add/", account.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("accounts/password/reset/", ResetPassword.as_view(), name="account_reset_password"),
    path("accounts/password/set/", account.set_password, name="account_set_password"),
    path("accounts/", include("allauth.urls")),
    path("privacy/", views.privacy, name="privacy"),
    path("sums/", views.sums, name="sums"),
    path("healthz", views.healthz, name="healthz"),
    path("media/poses/<path:path>", views.media, name="media"),
    path("admin/", admin.site.urls),
]
