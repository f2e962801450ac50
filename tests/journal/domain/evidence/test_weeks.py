"""Weeks: which are regular, which are left out."""

import datetime as dt

import pytest

from journal.domain.evidence.weeks import DiaryDays, WeekGroup, closed_weeks, summarise_weeks

MONDAY = dt.date(2026, 9, 7)


def weeks_of(*weeks, goal=3, first=MONDAY):
    """Summarise weeks given as (cramps of seven nights, practice days); the last one is the present week."""
    cramps = tuple(count for nights, _days in weeks for count in nights)
    practised = tuple(day < days for _nights, days in weeks for day in range(7))
    today = first + dt.timedelta(weeks=len(weeks) - 1)
    return summarise_weeks(DiaryDays(first, cramps, practised), goal=goal, today=today)


CLEAR = (0,) * 7


def test_a_week_is_regular_when_the_week_before_reached_the_goal():
    weeks = weeks_of((CLEAR, 3), (CLEAR, 2), (CLEAR, 0), (CLEAR, 0))
    assert [week.group for week in weeks] == [WeekGroup.FIRST, WeekGroup.REGULAR, WeekGroup.OTHER, WeekGroup.CURRENT]


def test_four_known_nights_are_too_few():
    weeks = weeks_of((CLEAR, 0), ((0, 0, 0, 0, None, None, None), 0), (CLEAR, 0))
    assert weeks[1].group is WeekGroup.UNKNOWN


def test_five_known_nights_are_enough():
    weeks = weeks_of((CLEAR, 0), ((0, 0, 0, 0, 0, None, None), 0), (CLEAR, 0))
    assert weeks[1].group is WeekGroup.OTHER


def test_a_diary_that_begins_midweek_still_has_weeks_from_monday():
    weeks = summarise_weeks(DiaryDays(dt.date(2026, 9, 10), (0,) * 8, (False,) * 8), goal=3, today=dt.date(2026, 9, 17))
    assert [(week.monday, week.known_nights) for week in weeks] == [(MONDAY, 4), (dt.date(2026, 9, 14), 4)]


def test_a_goal_of_eight_days_is_refused():
    with pytest.raises(ValueError, match="1 to 7"):
        weeks_of((CLEAR, 0), goal=8)


def test_days_of_different_length_are_refused():
    with pytest.raises(ValueError, match="same days"):
        DiaryDays(MONDAY, (0,), ())


def test_fewer_than_no_cramps_are_refused():
    with pytest.raises(ValueError, match="fewer than no"):
        DiaryDays(MONDAY, (-1,), (False,))


@pytest.mark.parametrize(
    ("known", "paused", "group"),
    [
        (3, 2, WeekGroup.UNKNOWN),  # as many were paused as were not logged
        (3, 3, WeekGroup.PAUSED),
        (4, 1, WeekGroup.UNKNOWN),
        (4, 2, WeekGroup.PAUSED),
        (0, 3, WeekGroup.UNKNOWN),
        (0, 4, WeekGroup.PAUSED),
    ],
)
def test_a_week_is_paused_when_most_of_its_other_nights_were(known, paused, group):
    cramps = (0,) * known + (None,) * (7 - known)
    pauses = (False,) * (7 - paused) + (True,) * paused
    days = DiaryDays(MONDAY, cramps, (False,) * 7, pauses)
    first, _present = summarise_weeks(days, goal=3, today=MONDAY + dt.timedelta(weeks=1))
    assert first.group is group


def test_while_an_experiment_runs_a_week_shows_no_practice_and_is_in_no_group():
    weeks = closed_weeks(weeks_of((CLEAR, 3), (CLEAR, 2), ((None,) * 7, 0), (CLEAR, 1)))
    assert [week.group for week in weeks] == [
        WeekGroup.CLOSED, WeekGroup.CLOSED, WeekGroup.UNKNOWN, WeekGroup.CURRENT,
    ]  # fmt: skip
    assert {week.practice_days for week in weeks} == {0}


@pytest.mark.parametrize(
    ("practised", "paused", "group"),
    [
        (2, 0, WeekGroup.OTHER),
        (3, 0, WeekGroup.REGULAR),
        (2, 1, WeekGroup.FIRST),  # the paused day may have been the third of practice
        (3, 1, WeekGroup.REGULAR),
        (0, 2, WeekGroup.OTHER),
        (0, 3, WeekGroup.FIRST),
    ],
)
def test_a_week_after_a_pause_that_may_hide_practice_is_in_no_group(practised, paused, group):
    practice = (True,) * practised + (False,) * (14 - practised)
    pauses = (True,) * practised + (True,) * paused + (False,) * (14 - practised - paused)  # practice in a pause is one
    days = DiaryDays(MONDAY, (0,) * 14, practice, pauses)
    weeks = summarise_weeks(days, goal=3, today=MONDAY + dt.timedelta(weeks=2))
    assert weeks[1].group is group


def test_a_week_counts_its_own_cramps_nights_practice_and_pauses():
    cramps, practised, pauses = (
        (9,) * 7 + (1, 2, None, 0, 0, 0, 3) + (9,) * 7,
        (True,) * 8 + (False,) * 13,
        [False] * 21,
    )
    pauses[9] = pauses[14] = True
    week = summarise_weeks(
        DiaryDays(MONDAY, cramps, practised, tuple(pauses)), goal=1, today=MONDAY + dt.timedelta(weeks=2)
    )[1]
    assert (week.monday, week.cramps, week.known_nights, week.practice_days, week.paused_nights) == (
        MONDAY + dt.timedelta(weeks=1), 6, 6, 1, 1,
    )  # fmt: skip


def test_the_nights_of_pauses_are_unknown_and_the_rest_is_as_it_was():
    days = DiaryDays(MONDAY, (1, 2, None), (True, False, True), (False, True, True))
    assert days.without_pauses() == DiaryDays(MONDAY, (1, None, None), (True, False, True), (False, True, True))
    unpaused = DiaryDays(MONDAY, (1, 2), (True, False))
    assert unpaused.without_pauses() == unpaused


def test_pauses_cover_the_same_days_or_none():
    with pytest.raises(ValueError, match="same days"):
        DiaryDays(MONDAY, (0, 0), (False, False), (True,))


@pytest.mark.parametrize(("goal", "group"), [(1, WeekGroup.REGULAR), (7, WeekGroup.OTHER)])
def test_a_goal_may_be_one_day_or_all_seven(goal, group):
    assert weeks_of((CLEAR, 6), (CLEAR, 0), (CLEAR, 0), goal=goal)[1].group is group


def test_a_goal_of_no_day_is_refused():
    with pytest.raises(ValueError, match="1 to 7"):
        weeks_of((CLEAR, 0), goal=0)


def test_weeks_after_the_diary_are_unknown():
    later = summarise_weeks(DiaryDays(MONDAY, CLEAR, (True,) * 7), goal=3, today=MONDAY + dt.timedelta(days=20))
    assert [(week.known_nights, week.group) for week in later] == [
        (7, WeekGroup.FIRST), (0, WeekGroup.UNKNOWN), (0, WeekGroup.CURRENT),
    ]  # fmt: skip


def test_practice_of_a_first_week_that_begins_on_a_thursday_counts_for_the_next():
    thursday = MONDAY + dt.timedelta(days=3)
    days = DiaryDays(thursday, (0,) * 11, (True,) * 3 + (False,) * 8)
    assert summarise_weeks(days, goal=3, today=MONDAY + dt.timedelta(weeks=2))[1].group is WeekGroup.REGULAR
