"""How Today names the time of the last cramp."""

import datetime as dt

import pytest

from journal.domain.choices import Precision
from journal.pages.today import today_page
from tests import factories

WEDNESDAY = dt.datetime(2026, 11, 18, tzinfo=dt.UTC)


def at(hour, *, day=0):
    return WEDNESDAY + dt.timedelta(days=day, hours=hour)


def said(diary, *, now, cramp_at, **fields):
    """Return the line of Today about a cramp."""
    factories.make_cramp(diary=diary, occurred_at=cramp_at, **fields)
    return today_page(diary, now=now).last_cramp_in_words


@pytest.mark.parametrize(
    ("now", "cramp_at", "words"),
    [
        (at(16), at(15), "Today, Wednesday at 3:00 pm"),
        (at(23), at(15), "Today, Wednesday at 3:00 pm"),
        (at(23), at(22), "Tonight, Wednesday at 10:00 pm"),
        (at(3), at(1), "Tonight, Wednesday at 1:00 am"),
        (at(8), at(1), "Last night, Wednesday at 1:00 am"),
        (at(23), at(1), "Last night, Wednesday at 1:00 am"),
        (at(3), at(1, day=-1), "Last night, Tuesday at 1:00 am"),
        (at(8), at(15, day=-1), "Yesterday, Tuesday at 3:00 pm"),
    ],
)
def test_the_last_cramp_is_named_as_a_person_would_at_that_hour(diary, now, cramp_at, words):
    assert said(diary, now=now, cramp_at=cramp_at) == words


def test_a_cramp_without_a_time_is_never_of_the_daytime(diary):
    line = said(diary, now=at(23), cramp_at=at(15), precision=Precision.NIGHT)
    assert line.startswith("Tonight, ")
