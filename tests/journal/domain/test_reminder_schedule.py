"""When a reminder is due, and on which days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.nights import ZONE_NAMES
from journal.domain.reminder_schedule import WINDOW, Stretch, due_day, series

DAY = dt.timedelta(days=1)


FIRST = dt.date(2026, 11, 16)


@given(
    st.sampled_from(ZONE_NAMES),
    st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)),
)
def test_a_reminder_is_due_from_its_time_on_for_two_hours(name, at, now):
    zone = ZoneInfo(name)
    day = due_day(at, zone, now)
    moments = {
        each: dt.datetime.combine(each, at, tzinfo=zone).astimezone(dt.UTC)
        for each in (now.astimezone(zone).date() + DAY * number for number in range(-2, 3))
    }
    due = [each for each, moment in moments.items() if moment <= now < moment + WINDOW]
    assert day == (max(due) if due else None)


@pytest.mark.parametrize(("minutes", "due"), [(-1, False), (0, True), (119, True), (120, False)])
def test_close_to_midnight_it_is_the_reminder_of_the_day_before(minutes, due):
    zone = ZoneInfo("Europe/London")
    moment = dt.datetime(2026, 11, 18, 23, 30, tzinfo=zone) + dt.timedelta(minutes=minutes)
    assert due_day(dt.time(23, 30), zone, moment) == (dt.date(2026, 11, 18) if due else None)


offsets = st.integers(-10, 20)


stretches = st.builds(
    lambda first, length: Stretch(FIRST + DAY * first, None if length is None else FIRST + DAY * (first + length)),
    offsets,
    st.none() | st.integers(0, 8),
)


@given(st.lists(stretches, max_size=5))
def test_a_series_is_every_day_that_no_stretch_holds(closed):
    horizon = [FIRST + DAY * number for number in range(40)]
    expected = [day for day in horizon if not any(stretch.holds(day) for stretch in closed)]
    found = series(FIRST, closed)
    if found is None:
        assert expected == []
        return
    last = found.last or horizon[-1]
    assert [day for day in horizon if day <= last and day not in found.left_out] == expected
