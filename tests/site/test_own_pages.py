"""What somebody who logged in by the form, as a browser does, gets to see: their own pages and nobody else's."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from journal.web.access import diary_tag
from tests import factories
from tests.all_pages import INSIDE, OUTSIDE, of_entries
from tests.logins import LOGIN

SHOWN = {
    "/journal/": "note of ruth",
    "/journal/trend/": "medicine of ruth",
    "/journal/circumstances/": "medicine of ruth",
    "/journal/report/": "medicine of ruth",
    "/journal/report/?span=1y&table=1": "medicine of ruth",
    "/journal/buttons/": "button of ruth",
    "/practice/": "routine of ruth",
    "/accounts/settings/": "ruth",
    "/accounts/email/": "ruth@example.org",
}
"""The pages that tell something of the person, and what each has to tell."""


def fill(user):
    """Write the person's name into every list that a page shows."""
    name, today = user.username, timezone.localdate()
    night = today - dt.timedelta(days=2)
    factories.make_cramp_on(diary=user.diary, night=night, note=f"note of {name}")
    factories.make_routine(diary=user.diary, name=f"routine of {name}")
    factories.make_circumstance(diary=user.diary, first_day=night, kind="medicine", name=f"medicine of {name}")
    factories.make_token(diary=user.diary, name=f"button of {name}")
    EmailAddress.objects.create(user=user, email=f"{name}@example.org", verified=True, primary=True)


def log_in(name):
    """Fill in the form that the page shows, with the secret that stands in it."""
    client = Client(enforce_csrf_checks=True)
    (secret,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(LOGIN).text))
    typed = {"csrfmiddlewaretoken": secret, "login": name, "password": factories.PASSWORD}
    assert client.post(LOGIN, typed).url == "/"
    return client


@pytest.fixture
def people(library):
    """Two people, the second of whom logs in later and looks at the same pages first."""
    both = [factories.make_user(username=name, email=f"{name}@example.org") for name in ("ruth", "sam")]
    for user in both:
        fill(user)
    return both


def pages_of(name, addresses):
    client = log_in(name)
    return {address: client.get(address, follow=True).text for address in addresses}


def tags_in(pages):
    """Return whose diary each page says that it belongs to."""
    return {address: re.findall(r'data-diary="(\w*)"', text) for address, text in pages.items()}


@pytest.mark.slow
def test_every_page_is_of_the_diary_of_whoever_logged_in(people):
    addresses = sorted({*INSIDE, *OUTSIDE} - {"/api/docs", "/s/a-guess/"})
    for user in reversed(people):
        pages = pages_of(user.username, addresses)
        assert tags_in(pages) == {address: [diary_tag(user.diary)] for address in addresses}


def test_every_page_of_an_entry_is_of_the_diary_of_whoever_logged_in(people):
    ruth, _sam = people
    addresses = [address for address in of_entries(ruth.diary) if not address.startswith("/s/")]
    assert tags_in(pages_of("ruth", addresses)) == {address: [diary_tag(ruth.diary)] for address in addresses}


@pytest.mark.parametrize(("address", "words"), SHOWN.items(), ids=SHOWN)
def test_a_page_tells_what_its_person_wrote_and_nothing_of_somebody_elses(people, address, words):
    of_sam, of_ruth = (pages_of(name, [address])[address] for name in ("sam", "ruth"))
    assert (words in of_ruth, words.replace("ruth", "sam") in of_sam) == (True, True)
    assert (re.findall(r"\bsam\b", of_ruth), re.findall(r"\bruth\b", of_sam)) == ([], [])
