"""What engines draw and have of their own: paper, where parts stand, and what a device can do beside showing pages."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.utils import timezone

from journal.models.reminders import Reminder
from journal.reminders import push_keys
from tests import factories
from tests.engines.paper import ink_between, paper_of, words_of_each_page

pytestmark = pytest.mark.django_db(transaction=True)

NEAR = 12
"""Pixels by which a part may stand elsewhere: letters differ between engines."""
PAGES = {
    "today": ("/", [".top", "#lastnight", ".nav"]),
    "calendar": ("/journal/", [".top", ".cal", ".nav"]),
    "trend": ("/journal/trend/", [".top", ".windows", ".chart"]),
    "pose": ("/poses/wall-calf-stretch/", [".top", "main .plate", ".nav"]),
    "player": ("/practice/in-bed/", ["#player", "#player .prog"]),
    "fortnight": ("/journal/fortnight/", [".top", ".night", ".night .chips"]),
}
PLACES = """
  return arguments[0].map((selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.width)];
  });
"""
places_seen = {}
LEAST_INK = 0.02


@pytest.fixture
def logged(phone, person):
    """Ruth's phone, and a diary of eighty days."""
    factories.fill_days(diary=person.diary, first=timezone.localdate() - dt.timedelta(days=80), days=80)
    phone.log_in()
    return phone


@pytest.mark.parametrize("name", PAGES)
def test_the_parts_of_a_page_stand_at_the_same_place_in_every_engine(logged, engine, name):
    address, parts = PAGES[name]
    logged.open(address)
    logged.wait(lambda: logged.run("return arguments[0].every((each) => document.querySelector(each))", parts))
    if folder := os.environ.get("ENGINES_PICTURES"):
        (Path(folder) / f"{name}-{engine}.png").write_bytes(logged.driver.picture())
    places = logged.run(PLACES, parts)
    first = places_seen.setdefault(name, places)
    away = {
        part: max(abs(a - b) for a, b in zip(*pair, strict=True))
        for part, *pair in zip(parts, places, first, strict=True)
    }
    assert {part: pixels for part, pixels in away.items() if pixels > NEAR} == {}
    assert logged.run("return document.documentElement.scrollWidth") <= logged.run("return innerWidth")


def test_the_report_is_one_page_of_paper_with_its_chart(logged, engine, tmp_path):
    logged.open("/journal/report/")
    logged.see("Leg cramp log", "main")
    printed = paper_of(logged, engine, tmp_path / "report.pdf")
    if folder := os.environ.get("ENGINES_PICTURES"):
        (Path(folder) / f"report-{engine}.pdf").write_bytes(printed.read_bytes())
    assert ["Leg cramp log" in page for page in words_of_each_page(printed)] == [True]
    assert ink_between(printed, "Cramps each week", "With and without") > LEAST_INK


def test_the_player_offers_the_sounds_that_the_browser_can_make(phone, person):
    phone.log_in()
    phone.open("/practice/in-bed/")
    phone.button("Start", "main")
    phone.see("Get ready", "[data-label]")
    can = phone.run("return ['AudioContext' in window, 'speechSynthesis' in window]")
    offered = phone.run("return ['chime', 'voice'].map((name) => !document.querySelector(`[data-${name}]`).hidden)")
    assert offered == can


def test_the_screen_is_asked_to_stay_on_and_may_refuse(phone, person):
    phone.log_in()
    phone.open("/practice/in-bed/")
    has = phone.run(
        """window.asked = [];
        if (!("wakeLock" in window.navigator)) return false;
        window.navigator.wakeLock.request = (kind) => {
          window.asked.push(kind);
          return Promise.reject(new Error("low battery"));
        };
        return true;"""
    )
    phone.button("Start", "main")
    phone.see("Get ready", "[data-label]")
    phone.wait(lambda: phone.run("return window.asked") == ["screen"] * has)
    phone.button("Pause", "main")
    phone.see("Start", "main")


def test_messages_on_the_device_are_offered_only_where_there_is_a_push_service(phone, person, settings):
    settings.VAPID_PRIVATE_KEY = push_keys.new_key()
    Reminder.objects.create(diary=person.diary, kind="evening", at=dt.time(21, 30), by_mail=True)
    phone.log_in()
    phone.open("/accounts/settings/")
    phone.see("On your devices")
    can = phone.run("return Boolean(navigator.serviceWorker && 'PushManager' in window)")
    if can:
        phone.wait(lambda: not phone.run("return document.querySelector('[data-push]').hidden"))
    assert phone.run("return document.querySelector('[data-push]').hidden") is not can


def test_the_passkey_button_works_or_says_why_not(phone):
    phone.open("/accounts/login/")
    phone.see("Use a passkey", "main")
    if phone.run("return Boolean(window.PublicKeyCredential)"):
        phone.wait(lambda: phone.run("return !document.querySelector('[data-passkey]').disabled"))
    else:
        phone.wait(lambda: phone.run("return !document.querySelector('[data-passkey-news=missing]').hidden"))
        assert phone.run("return document.querySelector('[data-passkey]').disabled") is True
