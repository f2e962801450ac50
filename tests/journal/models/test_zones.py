"""A clock that there is not: refused when it is set, and survived when the list of zones has dropped it."""

import pytest
from django.core.exceptions import ValidationError

from journal.actions import diaries
from journal.models.diary import Diary
from tests import factories


def test_a_clock_that_there_is_not_is_refused_with_a_sentence(diary):
    with pytest.raises(ValidationError) as refused:
        diaries.change_preferences(diary, time_zone="Nowhere/Land", goal=3)
    assert refused.value.message_dict == {"time_zone": ["There is no clock of this name. Pick one of the list."]}
    assert Diary.objects.get().time_zone == "Europe/London"


@pytest.fixture
def lost(diary, now):
    """A diary with entries whose clock the list of zones has dropped."""
    factories.make_cramp(diary=diary, occurred_at=now)
    factories.make_practice(diary=diary, day=now.date())
    Diary.objects.update(time_zone="Nowhere/Land")
    diary.cramps.update(time_zone="Nowhere/Land")
    diary.practices.update(time_zone="Nowhere/Land")


PAGES = [
    "/", "/journal/", "/journal/?month=2026-11", "/journal/trend/", "/journal/report/?table=1",
    "/journal/nights/2026-11-17/",
    "/journal/cramps/new/", "/journal/fortnight/", "/journal/experiment/", "/relief/", "/accounts/settings/",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_on_greenwich_time(client_of_ruth, library, lost, address):
    assert "<h1" in client_of_ruth.get(address).text


def test_the_settings_ask_for_another_clock(client_of_ruth, lost):
    page = client_of_ruth.get("/accounts/settings/").text
    assert '<option value="" selected>“Nowhere/Land” is no longer known. Pick one.</option>' in page


def test_the_calendar_goes_on(client_of_ruth, lost, diary):
    client_of_ruth.post(
        "/accounts/settings/", {"time_zone": "UTC", "goal": "3", "evening": "on", "evening_at": "21:00"}
    )
    Diary.objects.update(time_zone="Nowhere/Land")
    client_of_ruth.post("/accounts/calendar/open/")
    feed = Diary.objects.get().calendar_feed
    assert "TZID:UTC" in client_of_ruth.get(f"/calendar/{feed.token}.ics").text
