"""Every page of the site by its address, for what must hold for all of them."""

import datetime as dt
import json

from django.utils import timezone

from journal.actions import uploads
from tests import factories

OUTSIDE = [
    "/", "/poses/", "/poses/?q=nothing", "/poses/downward-facing-dog/", "/poses/legs-up-the-wall/",
    "/poses/collections/leg-cramps/", "/relief/", "/relief/foot/", "/relief/toes/", "/relief/shin/",
    "/relief/thigh-back/", "/relief/thigh-front/", "/night-cramps/",
    "/cramp/", "/offline/", "/practice/", "/practice/before-bed/", "/practice/before-bed/done/",
    "/practice/not-for-me/", "/privacy/", "/sums/", "/accounts/login/", "/accounts/signup/",
    "/accounts/password/reset/", "/accounts/password/reset/done/", "/api/docs", "/s/a-guess/", "/nowhere/",
]  # fmt: skip
INSIDE = [
    "/", "/cramp/", "/journal/", "/journal/trend/", "/journal/cramps/new/", "/journal/practice/new/",
    "/journal/nights/", "/journal/circumstances/", "/journal/circumstances/new/?kind=medicine",
    "/practice/", "/practice/new/", "/practice/in-bed/", "/journal/experiment/",
    "/accounts/settings/", "/accounts/sessions/", "/accounts/2fa/webauthn/", "/accounts/password/change/",
    "/accounts/email/", "/accounts/logout/", "/accounts/2fa/", "/journal/fortnight/",
    "/journal/fortnight/?from=2025-11-01", "/journal/fortnight/blank/", "/journal/fortnight/blank/?from=2026-11-25",
    "/accounts/reauthenticate/", "/journal/buttons/", "/accounts/delete/",
    "/journal/report/", "/journal/report/?span=1y&table=1",
    "/journal/export/", "/journal/import/",
    "/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/generate/",
]  # fmt: skip
EMPTY = ["/", "/journal/", "/journal/trend/", "/journal/report/", "/journal/experiment/", "/practice/new/"]
GUESTS = [
    "/", "/accounts/settings/", "/accounts/keep/", "/accounts/2fa/webauthn/add/", "/accounts/logout/",
    "/accounts/delete/",
]  # fmt: skip
# Answers that are no page, pages that only a link from a mail or a half-done log-in opens, and the editor's rooms.
NOT_WALKED = {
    "healthz", "media", "poses:motion", "journal:service-worker", "journal:outbox", "journal:undo",
    "journal:cramp-same", "journal:cramp-delete", "journal:practice-delete", "journal:routine-delete",
    "journal:experiment-stop", "journal:circumstance-delete", "journal:pause", "journal:pause-end", "journal:manifest",
    "journal:token-delete", "api:openapi", "api:log_cramp", "api:confirm_night", "api:log_practice", "api:entries",
    "api:trend", "api:unknown",
    "delete-keep", "calendar-open", "calendar-close", "journal:calendar",
    "journal:mails-stop", "device-open", "device-close",
    "journal:report-file", "journal:report-stop", "journal:shared-file",
    "journal:export-archive", "journal:import-cancel",
    "mfa_login_webauthn", "mfa_download_recovery_codes",
    "account_inactive", "account_set_password", "account_email_verification_sent", "account_confirm_email",
    "account_confirm_login_code", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_remove_webauthn", "mfa_edit_webauthn",
}  # fmt: skip


def of_entries(diary):
    """Return the addresses of the pages of one entry of each kind, of a report, and of a file that waits."""
    moment = timezone.now() - dt.timedelta(hours=2)
    cramp = factories.make_cramp(diary=diary, occurred_at=moment, side="left")
    practice = factories.make_practice(diary=diary, day=moment.date())
    routine = factories.make_routine(diary=diary)
    circumstance = factories.make_circumstance(diary=diary, first_day=moment.date())
    waiting = {"format": "night-heron-diary", "version": 1, "clear_nights": [{"date": "2026-02-30"}]}
    uploads.keep(diary, name="a.json", content=json.dumps(waiting).encode(), now=timezone.now())
    return [
        "/journal/import/check/",
        f"/cramp/{cramp.uuid}/",
        f"/journal/cramps/{cramp.uuid}/edit/",
        f"/journal/nights/{cramp.night_of}/",
        f"/journal/practice/{practice.uuid}/edit/",
        f"/practice/{routine.uuid}/edit/",
        f"/journal/circumstances/{circumstance.uuid}/edit/",
        f"/s/{factories.make_shared(diary=diary, now=timezone.now())[1]}/",
    ]
