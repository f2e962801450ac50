"""Every page in every mood: accessible, inside the screen, light."""

import datetime as dt
import json
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve
from django.utils import timezone
from playwright.sync_api import expect

from journal import actions
from tests import factories
from tests.browser.accessible import THEMES, faults
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE = [
    "/", "/poses/", "/poses/?q=nothing", "/poses/downward-facing-dog/", "/poses/legs-up-the-wall/",
    "/poses/collections/leg-cramps/", "/relief/", "/relief/foot/", "/relief/thigh-back/", "/relief/thigh-front/",
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
MISTAKES = {
    "/journal/cramps/new/": ("occurred_at", "2999-01-01T03:00", "Save details"),
    "/journal/practice/new/": ("minutes", "0", "Save this practice"),
    "/journal/nights/": ("night", "2999-01-01", "No cramps"),
    "/accounts/password/change/": ("oldpassword", "not this one", "Change password"),
    "/accounts/delete/": ("proof", "not this one", "Delete everything"),
}
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
    actions.keep_upload(diary, name="a.json", content=json.dumps(waiting).encode(), now=timezone.now())
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


def names(resolver, space=""):
    """Yield the name of every address outside the admin."""
    for pattern in resolver.url_patterns:
        if not hasattr(pattern, "url_patterns"):
            yield space + pattern.name
        elif pattern.namespace != "admin":
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)


def complaints(page, addresses):
    found = []
    for address in addresses:
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(address)
        found += [f"{address}: {fault}" for fault in faults(page)]
    return found


def test_public_pages_are_accessible_in_every_mood(scripted, site):
    assert complaints(scripted, OUTSIDE) == []


@pytest.mark.parametrize("half", [0, 1])
def test_private_pages_are_accessible_in_every_mood(scripted, site, person, half):
    first = timezone.now().date() - dt.timedelta(days=90)
    factories.fill_days(diary=person.diary, first=first, days=90)
    entries = of_entries(person.diary)
    log_in(scripted)
    assert complaints(scripted, [*INSIDE, *entries][half::2]) == []


def test_empty_pages_are_accessible_in_every_mood(scripted, site, person):
    log_in(scripted)
    assert complaints(scripted, EMPTY) == []


def test_the_pages_of_a_guest_are_accessible_in_every_mood(scripted, site):
    scripted.goto("/cramp/")
    scripted.get_by_role("button", name="I have a cramp").click()
    scripted.locator(".said").wait_for()
    assert complaints(scripted, [*GUESTS, scripted.url.removeprefix(site)]) == []


def test_the_page_of_an_address_that_is_used_up_is_accessible(scripted, site, settings):
    settings.ACCOUNT_RATE_LIMITS = {"open_guest_diary": "0/d/ip"}
    scripted.goto("/cramp/")
    scripted.get_by_role("button", name="I have a cramp").click()
    scripted.get_by_role("heading", name="This cramp is not saved").wait_for()
    assert faults(scripted) == []


@pytest.mark.parametrize("address", MISTAKES)
def test_a_page_with_a_mistake_is_accessible_in_every_mood(scripted, site, person, address):
    log_in(scripted)
    name, typed, button = MISTAKES[address]
    scripted.goto(address)
    scripted.locator(f"[name={name}]").fill(typed)
    scripted.get_by_role("main").get_by_role("button", name=button).click()
    expect(scripted.locator(".errsum")).to_be_focused()
    assert faults(scripted) == []


def test_a_pale_sentence_is_found_in_the_mood_in_which_it_is_pale(scripted, site):
    scripted.goto("/privacy/")
    pale = "[data-theme=night] main p { color: #2a1a10; }"
    scripted.evaluate(
        """pale => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(pale);
          document.adoptedStyleSheets = [sheet];
        }""",
        pale,
    )
    assert faults(scripted) == ["390 night: color-contrast", "1280 night: color-contrast"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_mood_of_the_page_is_the_one_that_was_chosen(scripted, site, theme):
    scripted.context.add_cookies([{"name": "look", "value": f"{theme}.plain", "url": site}])
    scripted.goto("/")
    assert scripted.evaluate("document.documentElement.dataset.theme") == theme


def test_every_address_is_walked_or_named_as_no_page(person):
    addresses = [*OUTSIDE, *INSIDE, *of_entries(person.diary), "/accounts/keep/", "/accounts/deleted/"]
    addresses.remove("/nowhere/")
    walked = {resolve(urlsplit(address).path).view_name for address in addresses}
    assert walked | NOT_WALKED == set(names(get_resolver()))
