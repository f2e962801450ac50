"""Reminders asked for and taken back, with and without a script."""

import datetime as dt
import json

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import expect

from journal.domain.choices import ReminderKind
from journal.models.reminders import CalendarFeed, PushDevice, Reminder
from journal.reminders import dispatch, push_keys, web_push
from journal.reminders.email import reminder_mail
from tests.browser.accessible import faults
from tests.browser.conftest import install, log_in, wait_until
from tests.push_service import Browser

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 11, 18)


@pytest.fixture
def service_workers():
    return "allow"


def ask_for_both(page):
    log_in(page)
    page.goto("/accounts/settings/")
    page.get_by_label("Remind me to practise").check()
    page.get_by_label("In the evening at").fill("21:30")
    page.get_by_label("Ask each morning how the night was").check()
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".said").first).to_contain_text("Saved: your settings")


def test_a_calendar_address_is_made_changed_and_taken_away(page, site, person, settings):
    settings.SITE_URL = site
    ask_for_both(page)
    address = page.get_by_label("The address to subscribe to")
    page.get_by_role("button", name="Make a calendar address").click()
    first = address.input_value()
    assert Client().get(first.removeprefix(site)).text.count("BEGIN:VEVENT") == 2
    page.get_by_role("button", name="Make a new address").click()
    expect(address).not_to_have_value(first)
    page.get_by_role("button", name="Take the address away").click()
    expect(page.get_by_role("button", name="Make a calendar address")).to_be_visible()
    assert CalendarFeed.objects.count() == 0


def test_the_settings_with_every_way_are_accessible(scripted, site, person, settings):
    settings.SITE_URL = site
    person.emailaddress_set.create(email="ruth@example.org", verified=True)
    ask_for_both(scripted)
    scripted.get_by_role("button", name="Make a calendar address").click()
    expect(scripted.get_by_label("Send them by e-mail too")).to_be_visible()
    assert faults(scripted) == []


def test_the_e_mails_are_stopped_from_the_mail_alone(page, site, person, settings):
    settings.SITE_URL = site
    reminder = Reminder.objects.create(diary=person.diary, kind="evening", at="21:00", by_mail=True)
    reminder_mail(reminder, "ruth@example.org", day=DAY).send()
    page.goto(mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>"))
    page.get_by_role("button", name="Stop the e-mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("No more e-mails")
    reminder.refresh_from_db()
    assert reminder.by_mail is False


def test_the_page_that_stops_the_e_mails_is_accessible(scripted, site, person, settings):
    settings.SITE_URL = site
    reminder = Reminder.objects.create(diary=person.diary, kind="evening", at="21:00", by_mail=True)
    scripted.goto(reminder_mail(reminder, "ruth@example.org", day=DAY).extra_headers["List-Unsubscribe"].strip("<>"))
    assert faults(scripted) == []
    scripted.get_by_role("button", name="Stop the e-mails").click()
    expect(scripted.get_by_role("heading", level=1)).to_have_text("No more e-mails")
    assert faults(scripted) == []


SUBSCRIBING = """said => {
  let subscription = null;
  const made = {
    endpoint: said.endpoint,
    toJSON: () => ({ endpoint: said.endpoint, keys: { p256dh: said.p256dh, auth: said.auth } }),
    unsubscribe: async () => { sessionStorage.removeItem("subscribed"); subscription = null; return true; },
  };
  PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("subscribed") ? made : null);
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    sessionStorage.setItem("subscribed", applicationServerKey.length);
    return made;
  };
}"""
"""Chromium's own push service is on the internet: the browser's half of a subscription is played, the rest is real."""


def test_a_device_asks_for_reminders_gets_one_and_takes_it_back(scripted, site, person, push_service):
    device = Browser(push_service.origin)
    scripted.context.grant_permissions(["notifications"], origin=site)
    scripted.add_init_script(f"({SUBSCRIBING})({json.dumps(device.said)})")
    ask_for_both(scripted)
    scripted.get_by_role("button", name="Remind me on this device").click()
    expect(scripted.locator(".said").first).to_have_text("Saved: this device reminds you.")
    assert scripted.evaluate("sessionStorage.getItem('subscribed')") == "65"
    evening = dt.datetime(2026, 11, 18, 21, 30, tzinfo=dt.UTC)
    assert dispatch.send_pushes(clock=lambda: evening).sent == 1
    assert device.read(push_service.received[0][2])["title"] == "Evening stretches"
    scripted.get_by_role("button", name="Stop on this device").click()
    expect(scripted.locator(".said").first).to_have_text("Saved: this device reminds you no more.")
    expect(scripted.get_by_role("button", name="Remind me on this device")).to_be_visible()
    assert PushDevice.objects.count() == 0


def test_a_device_that_was_stopped_elsewhere_can_be_asked_again(scripted, site, person, push_service):
    scripted.context.grant_permissions(["notifications"], origin=site)
    scripted.add_init_script(f"({SUBSCRIBING})({json.dumps(Browser(push_service.origin).said)})")
    ask_for_both(scripted)
    scripted.get_by_role("button", name="Remind me on this device").click()
    scripted.get_by_role("button", name="Stop on all devices").click()
    scripted.get_by_role("button", name="Remind me on this device").click()
    expect(scripted.get_by_role("button", name="Stop on this device")).to_be_visible()
    assert PushDevice.objects.count() == 1


def test_a_device_is_asked_again_once_the_site_has_another_key(scripted, site, person, push_service, settings):
    scripted.context.grant_permissions(["notifications"], origin=site)
    scripted.add_init_script(f"({SUBSCRIBING})({json.dumps(Browser(push_service.origin).said)})")
    ask_for_both(scripted)
    scripted.get_by_role("button", name="Remind me on this device").click()
    expect(scripted.get_by_role("button", name="Stop on this device")).to_be_visible()
    settings.VAPID_PRIVATE_KEY = push_keys.new_key()
    scripted.reload()
    scripted.get_by_role("button", name="Remind me on this device").click()
    expect(scripted.get_by_role("button", name="Stop on this device")).to_be_visible()
    assert PushDevice.objects.get().site_key == push_keys.public_key()


def test_logging_out_ends_the_subscription_of_the_device(scripted, site, person, push_service):
    scripted.context.grant_permissions(["notifications"], origin=site)
    scripted.add_init_script(f"({SUBSCRIBING})({json.dumps(Browser(push_service.origin).said)})")
    ask_for_both(scripted)
    scripted.get_by_role("button", name="Remind me on this device").click()
    expect(scripted.get_by_role("button", name="Stop on this device")).to_be_visible()
    scripted.get_by_role("main").get_by_role("button", name="Log out").click()
    scripted.get_by_role("link", name="Log in").first.wait_for()
    assert scripted.evaluate("sessionStorage.getItem('subscribed')") is None


def test_a_browser_that_refuses_says_what_to_do(scripted, site, person, push_service):
    scripted.add_init_script("Notification.requestPermission = async () => 'denied'")
    ask_for_both(scripted)
    button = scripted.get_by_role("button", name="Remind me on this device")
    button.click()
    expect(scripted.get_by_role("alert")).to_contain_text("does not let the site show messages")
    expect(button).to_be_focused()
    assert faults(scripted) == []


def test_the_service_worker_shows_what_was_pushed(whole, site, person):
    whole.context.grant_permissions(["notifications"], origin=site)
    install(whole, logged_in=False)
    protocol = whole.context.new_cdp_session(whole)
    versions = []
    protocol.on("ServiceWorker.workerRegistrationUpdated", lambda event: versions.extend(event["registrations"]))
    protocol.send("ServiceWorker.enable")
    wait_until(whole, "1", lambda _one: bool(versions))
    message = json.dumps(web_push.message(ReminderKind.MORNING))
    registration = versions[0]["registrationId"]
    protocol.send("ServiceWorker.deliverPushMessage", {"origin": site, "registrationId": registration, "data": message})
    shown = """async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data }) => [title, body, data.url]);
    }"""
    wait_until(whole, shown, bool)
    assert whole.evaluate(shown) == [["How was last night?", "One tap is enough.", "/"]]
