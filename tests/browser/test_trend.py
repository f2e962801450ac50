"""Every reason and verdict as a page: its sentence is there, and the page is accessible."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from journal.pages.trend import page
from tests import factories
from tests.browser.accessible import axe
from tests.browser.conftest import log_in
from tests.journal.pages.trend.test_wording import FEWER, SHORTAGES, VERDICTS, found, status

pytestmark = pytest.mark.django_db(transaction=True)
CASES = SHORTAGES + VERDICTS


def plain(text):
    return text.replace("<b>", "").replace("</b>", "")


def test_each_answer_is_a_page_of_its_own(scripted, person, monkeypatch):
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=90), days=90)
    log_in(scripted)
    problems = []
    for given, text in CASES:
        monkeypatch.setattr(page, "trend_status", lambda *_diary, given=given, **_today: given)
        scripted.goto("/journal/trend/")
        expect(scripted.get_by_role("main")).to_contain_text(plain(text))
        problems += [f"{text}: {each['id']}" for each in axe(scripted)]
    assert problems == []


def test_the_range_bar_says_in_words_what_it_shows(scripted, person, monkeypatch):
    factories.fill_days(diary=person.diary, first=timezone.now().date() - dt.timedelta(days=90), days=90)
    monkeypatch.setattr(page, "trend_status", lambda *_diary, **_today: status(found(FEWER), "fewer", held=2))
    log_in(scripted)
    scripted.goto("/journal/trend/")
    bar = "Best guess 54% fewer. Likely range from 44% to 62% fewer. Wide range from 20% to 73% fewer."
    expect(scripted.get_by_role("img", name=bar)).to_be_visible()
