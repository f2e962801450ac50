"""Reminders asked for and taken back, with and without a script."""

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import expect

from journal.mails import reminder_mail
from journal.models import CalendarFeed, Reminder
from tests.browser.accessible import faults
from tests.browser.conftest import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def ask_for_both(page):
    log_in(page)
    page.goto("/accounts/settings/")
    page.get_by_label("Remind me to practise").check()
    page.get_by_label("In the evening at").fill("21:30")
    page.get_by_label("Ask each morning how the night was").check()
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".said").first).to_have_text("Saved: your settings")


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
    reminder_mail(reminder, "ruth@example.org").send()
    page.goto(mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>"))
    page.get_by_role("button", name="Stop the e-mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("No more e-mails")
    reminder.refresh_from_db()
    assert reminder.by_mail is False


def test_the_page_that_stops_the_e_mails_is_accessible(scripted, site, person, settings):
    settings.SITE_URL = site
    reminder = Reminder.objects.create(diary=person.diary, kind="evening", at="21:00", by_mail=True)
    scripted.goto(reminder_mail(reminder, "ruth@example.org").extra_headers["List-Unsubscribe"].strip("<>"))
    assert faults(scripted) == []
    scripted.get_by_role("button", name="Stop the e-mails").click()
    expect(scripted.get_by_role("heading", level=1)).to_have_text("No more e-mails")
    assert faults(scripted) == []
