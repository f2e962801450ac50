"""Dates and times that are typed by hand, where a browser has no control for them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from journal.models.circumstances import Circumstance
from journal.models.cramps import Cramp, Night
from journal.web.fields import ClockField, DayField, InstantField

DAY = dt.date(2026, 11, 18)
DAYS = [
    "2026-11-18", "18/11/2026", "18.11.2026", "18-11-2026", "18.11.26", "11/18/2026", "18 November 2026",
    "18 Nov 2026", "18th November 2026", "November 18, 2026", "Wed 18 Nov 2026", "Wednesday, November 18, 2026",
    " 18\u202fNovember\u00a02026 ",
]  # fmt: skip
TIMES = ["03:12", "3:12", "3.12", "3:12 am", "3:12\u202fAM", "03:12:40", "3h12"]
WALLS = [
    "2026-11-18T03:12", "2026-11-18 03:12", "2026-11-18T03:12:00Z", "18/11/2026 03:12", "18.11.2026, 3.12",
    "11/18/2026, 3:12\u202fAM", "18 November 2026, 03:12", "Wed 18 Nov 2026 at 3:12 am", "18 November 2026 03:12",
]  # fmt: skip
NONSENSE = ["yesterday", "32/11/2026", "18 Brumaire 2026", "2026", "3:12", "99999999999/1/1", "18/11/2026 x"]


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_as_people_write_it(text):
    assert DayField().clean(text) == DAY


@pytest.mark.parametrize("text", ["4/3/2026", "04.03.2026", "4-3-26"])
def test_a_day_that_could_be_two_is_not_guessed(text):
    with pytest.raises(ValidationError):
        DayField().clean(text)


def test_a_day_that_is_the_same_in_both_ways_is_read():
    assert DayField().clean("4/4/2026") == dt.date(2026, 4, 4)


@pytest.mark.parametrize("text", TIMES)
def test_a_time_is_read_as_people_write_it(text):
    assert ClockField().clean(text).replace(second=0) == dt.time(3, 12)


@pytest.mark.parametrize("text", WALLS)
def test_a_day_with_its_time_is_read_as_people_write_it(text):
    field = InstantField()
    field.zone = ZoneInfo("Europe/Berlin")
    assert field.clean(text) == dt.datetime(2026, 11, 18, 2, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", [*NONSENSE, "18/11/2026", "18/11/2026 25:00"])
@pytest.mark.parametrize("field", [DayField, ClockField, InstantField])
def test_nonsense_is_none(field, text):
    if (field, text) in {(DayField, "18/11/2026"), (ClockField, "3:12")}:
        return
    made = field()
    made.zone = ZoneInfo("Europe/Berlin")
    with pytest.raises(ValidationError):
        made.clean(text)


TYPED = {
    "/journal/cramps/new/": ("occurred_at", {"count": "1"}, "Pick a date and a time, like 18 November 2026, 03:12."),
    "/journal/practice/new/": ("started_at", {"minutes": "5"}, "Pick a date and a time, like 18 November 2026, 03:12."),
    "/journal/nights/": ("night", {"answer": "none"}, "Pick a date, like 18 November 2026."),
    "/journal/circumstances/new/": (
        "first_day", {"kind": "illness", "lasting": "on"}, "Pick a date, like 18 November 2026."
    ),
    "/accounts/settings/": ("evening_at", {"evening": "on"}, "Pick a time, like 21:00."),
}  # fmt: skip


@pytest.mark.parametrize("path", TYPED)
def test_what_cannot_be_read_is_kept_and_the_form_that_is_asked_is_named(client_of_ruth, path):
    name, more, sentence = TYPED[path]
    page = client_of_ruth.post(path, more | {name: "the <18th>"})
    assert (page.status_code, sentence in page.text, escape("the <18th>") in page.text) == (422, True, True)


def test_a_day_that_is_typed_by_hand_is_stored(client_of_ruth):
    client_of_ruth.post("/journal/nights/", {"night": "5 November 2026", "answer": "none"})
    client_of_ruth.post("/journal/cramps/new/", {"occurred_at": "3 November 2026, 3.12 am", "count": "1"})
    fields = {"kind": "illness", "first_day": "18/11/2026", "lasting": "on"}
    client_of_ruth.post("/journal/circumstances/new/", fields)
    assert Night.objects.get().date == dt.date(2026, 11, 5)
    assert Cramp.objects.get().night_of == dt.date(2026, 11, 2)
    assert Circumstance.objects.get().first_day == DAY


def test_the_first_of_fourteen_nights_may_be_typed_by_hand(client_of_ruth):
    page = client_of_ruth.get("/journal/fortnight/", {"from": "2 November 2026"})
    assert page.context["fortnight"].first == dt.date(2026, 11, 2)
