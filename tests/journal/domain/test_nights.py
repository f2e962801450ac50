"""Nights: every instant has one, in every zone, whatever its clock does."""

import datetime as dt
import io
import struct
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.domain.nights import (
    DAY,
    LAST_YEAR,
    ZONE_NAMES,
    last_night,
    local_instant,
    night_of,
    practice_day,
    representative_instant,
    start_of_night,
    zone_named,
    zone_or_utc,
)

LONDON = ZoneInfo("Europe/London")
zones = st.sampled_from(ZONE_NAMES).map(ZoneInfo)
instants = st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2037, 12, 30), timezones=st.just(dt.UTC))
dates = st.dates(dt.date(1900, 1, 2), dt.date(2037, 12, 30))


@given(instants, zones)
@example(dt.datetime(2011, 12, 30, 10, tzinfo=dt.UTC), ZoneInfo("Pacific/Apia"))
@example(dt.datetime(1969, 9, 30, 13, tzinfo=dt.UTC), ZoneInfo("Pacific/Kwajalein"))
def test_an_instant_lies_inside_its_night(instant, zone):
    night = night_of(instant, zone)
    assert start_of_night(night, zone) <= instant < start_of_night(night + DAY, zone)


@pytest.mark.slow
@given(dates, zones)
def test_nights_follow_each_other_without_gap_or_overlap(night, zone):
    assert start_of_night(night, zone) <= start_of_night(night + DAY, zone)
    assert night_of(start_of_night(night + DAY, zone) - dt.timedelta(seconds=1), zone) <= night


@given(dates, zones)
def test_the_instant_that_stands_for_a_night_belongs_to_it(night, zone):
    if start_of_night(night, zone) < start_of_night(night + DAY, zone):
        assert night_of(representative_instant(night, zone), zone) == night


@pytest.mark.sweep
@pytest.mark.slow
@pytest.mark.parametrize("name", ZONE_NAMES)
def test_each_hour_around_each_clock_change_of_2026_has_the_night_of_its_wall_clock(name):
    zone = ZoneInfo(name)
    instant = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    hours = (instant + dt.timedelta(hours=number) for number in range(365 * 24))
    changes = [hour for hour in hours if hour.astimezone(zone).utcoffset() != _before(hour, zone)]
    for change in changes:
        for offset in range(-30, 31):
            moment = change + dt.timedelta(hours=offset)
            wall = moment.astimezone(zone)
            expected = wall.date() if wall.hour >= 12 else wall.date() - DAY
            assert night_of(moment, zone) == expected


def _before(hour, zone):
    return (hour - dt.timedelta(hours=1)).astimezone(zone).utcoffset()


def test_a_cramp_at_ten_past_three_belongs_to_the_night_before():
    assert night_of(dt.datetime(2026, 11, 14, 3, 12, tzinfo=dt.UTC), LONDON) == dt.date(2026, 11, 13)


def test_noon_begins_the_next_night():
    noon = dt.datetime(2026, 11, 14, 12, 0, tzinfo=dt.UTC)
    nights = [night_of(moment, LONDON).day for moment in (noon - dt.timedelta(microseconds=1), noon)]
    assert (start_of_night(dt.date(2026, 11, 14), LONDON), nights) == (noon, [13, 14])


@pytest.mark.parametrize(
    ("name", "night", "jump"),
    [
        ("Pacific/Apia", dt.date(2011, 12, 30), dt.datetime(2011, 12, 30, 10)),
        ("Pacific/Kwajalein", dt.date(1993, 8, 21), dt.datetime(1993, 8, 21, 12)),
        ("Asia/Manila", dt.date(1844, 12, 31), dt.datetime(1844, 12, 31, 15, 56, 8)),
    ],
)
def test_a_night_whose_noon_was_skipped_begins_where_the_clock_jumped(name, night, jump):
    assert start_of_night(night, ZoneInfo(name)) == jump.replace(tzinfo=dt.UTC)


def zone_that_jumps(when):
    """A clock on UTC that is put forward by an hour, in the form of a file of time zones (RFC 8536)."""
    header = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, 1, 2, 4)
    types = struct.pack(">lbB", 0, 0, 0) + struct.pack(">lbB", 3600, 0, 0)
    return ZoneInfo.from_file(io.BytesIO(header + struct.pack(">lB", int(when.timestamp()), 1) + types + b"LMT\0"))


@pytest.mark.parametrize("seconds", [1, 2, 599, 2399, 3001, 3599])
def test_a_skipped_noon_is_found_to_the_second_wherever_in_the_gap_it_lay(seconds):
    noon = dt.datetime(2026, 11, 14, 12, tzinfo=dt.UTC)
    jump = noon - dt.timedelta(seconds=seconds)
    assert start_of_night(noon.date(), zone_that_jumps(jump)) == jump


def test_the_last_year_of_a_diary_is_the_last_whose_nights_all_have_an_end():
    assert representative_instant(dt.date(LAST_YEAR, 12, 31), LONDON).year == LAST_YEAR + 1
    with pytest.raises(OverflowError):
        representative_instant(dt.date(LAST_YEAR + 1, 12, 31), LONDON)


def test_a_practice_after_midnight_counts_for_its_calendar_day():
    assert practice_day(dt.datetime(2026, 11, 14, 0, 30, tzinfo=dt.UTC), LONDON) == dt.date(2026, 11, 14)


def test_last_night_began_yesterday():
    assert last_night(dt.datetime(2026, 11, 14, 9, tzinfo=dt.UTC), LONDON) == dt.date(2026, 11, 13)


def test_a_skipped_wall_time_moves_on_by_the_gap():
    assert local_instant(dt.datetime(2026, 3, 29, 1, 30), LONDON) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)


def test_a_repeated_wall_time_is_the_first_of_the_two():
    assert local_instant(dt.datetime(2026, 10, 25, 1, 30), LONDON) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        night_of(dt.datetime(2026, 1, 1), LONDON)


def test_a_zone_is_found_by_its_name():
    assert zone_named("Europe/London") == LONDON


def test_an_unknown_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        zone_named("Europe/Atlantis")


def test_a_zone_that_the_list_has_dropped_is_read_as_utc():
    assert [zone_or_utc(name).key for name in ("Europe/London", "Europe/Atlantis")] == ["Europe/London", "UTC"]


@pytest.mark.parametrize(
    ("night", "instant"),
    [
        (dt.date(2026, 11, 13), dt.datetime(2026, 11, 14, tzinfo=dt.UTC)),
        (dt.date(2026, 7, 1), dt.datetime(2026, 7, 1, 23, tzinfo=dt.UTC)),
        (dt.date(2026, 12, 31), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)),
    ],
)
def test_midnight_stands_for_a_night_of_which_nothing_else_is_known(night, instant):
    assert representative_instant(night, LONDON) == instant
