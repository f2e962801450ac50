"""The days of a diary, and what a filter leaves of them."""

import datetime as dt

import pytest

from journal.domain.choices import Muscle
from journal.models.days import CrampFilter, When, first_day, whole_diary
from tests import factories


def test_a_cramp_left_out_does_not_count(diary):
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 2), excluded=True)
    assert whole_diary(diary, today=dt.date(2026, 11, 9), only=CrampFilter()) is None


FILTERS = [
    (CrampFilter(side="left"), (1, 0)),
    (CrampFilter(muscle=Muscle.FOOT), (0, 1)),
    (CrampFilter(when=When.NIGHT), (1, 0)),
    (CrampFilter(when=When.DAY), (0, 1)),
]


@pytest.mark.parametrize(("only", "expected"), FILTERS)
def test_a_filter_leaves_known_nights_known(diary, only, expected):
    monday = dt.date(2026, 11, 2)
    factories.make_cramp_on(diary=diary, night=monday, side="left", muscles=Muscle.CALF)
    tuesday = monday + dt.timedelta(days=1)
    factories.make_cramp_on(diary=diary, night=tuesday, side="right", muscles=Muscle.FOOT, state="during")
    assert whole_diary(diary, today=tuesday, only=only).shown.cramps == expected


TUESDAY = dt.date(2026, 11, 3)
TEN_AT_NIGHT = dt.datetime(2026, 11, 3, 22, tzinfo=dt.UTC)


def late_days(diary, **only):
    days = whole_diary(diary, today=TUESDAY, only=CrampFilter(**only)).everything
    return [date for date, is_late in zip([TUESDAY], days.late[-1:], strict=False) if is_late]


@pytest.mark.parametrize(
    ("minutes", "is_late"), [((30,), True), ((0,), True), ((-1,), False), ((-300, 30), False), ((30, 90), True)]
)
def test_a_day_is_late_when_all_its_practice_came_after_the_first_cramp(diary, minutes, is_late):
    factories.make_cramp(diary=diary, occurred_at=TEN_AT_NIGHT)
    factories.make_cramp(diary=diary, occurred_at=TEN_AT_NIGHT + dt.timedelta(hours=5))
    for minute in minutes:
        factories.make_practice(diary=diary, day=TUESDAY, started_at=TEN_AT_NIGHT + dt.timedelta(minutes=minute))
    assert late_days(diary) == ([TUESDAY] if is_late else [])
    assert late_days(diary, side="left") == late_days(diary)


def test_a_cramp_of_which_only_the_night_is_known_makes_no_day_late(diary):
    factories.make_cramp(diary=diary, occurred_at=TEN_AT_NIGHT, precision="night")
    factories.make_practice(diary=diary, day=TUESDAY, started_at=TEN_AT_NIGHT + dt.timedelta(minutes=30))
    assert late_days(diary) == []


def test_practice_on_the_evening_after_a_cramp_in_the_morning_is_not_late(diary):
    factories.make_cramp(diary=diary, occurred_at=dt.datetime(2026, 11, 3, 4, tzinfo=dt.UTC))  # the night of Monday
    factories.make_practice(diary=diary, day=TUESDAY, started_at=TEN_AT_NIGHT)
    assert late_days(diary) == []


def test_the_first_day_is_that_of_the_first_entry_that_counts(diary, stranger):
    assert first_day(diary) is None
    monday = dt.date(2026, 11, 2)
    factories.make_night(diary=stranger.diary, date=monday - dt.timedelta(days=90))
    factories.make_cramp_on(diary=diary, night=monday - dt.timedelta(days=9), excluded=True)
    factories.make_cramp_on(diary=diary, night=monday)
    assert first_day(diary) == monday
    factories.make_practice(diary=diary, day=monday - dt.timedelta(days=2))
    factories.make_night(diary=diary, date=monday - dt.timedelta(days=5))
    assert first_day(diary) == monday - dt.timedelta(days=5)
    days = whole_diary(diary, today=monday, only=CrampFilter())
    assert days.everything.first == first_day(diary)
