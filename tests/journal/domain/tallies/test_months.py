"""Months: known nights only, and no number from too few of them."""

import datetime as dt

from journal.domain.evidence.weeks import DiaryDays
from journal.domain.tallies.months import Month, summarise_months


def test_a_month_counts_its_known_nights_as_far_as_the_diary_reaches():
    days = DiaryDays(dt.date(2026, 1, 30), (1, None, 2, 0, None), (True, False, True, False, False))
    assert summarise_months(days, last=dt.date(2026, 2, 3)) == (
        Month(dt.date(2026, 1, 1), nights=2, known=1, cramps=1, practice_days=1),
        Month(dt.date(2026, 2, 1), nights=3, known=2, cramps=2, practice_days=1),
    )


def test_nights_after_the_last_one_are_in_no_month():
    days = DiaryDays(dt.date(2026, 1, 1), (1,) * 31, (False,) * 31)
    (month,) = summarise_months(days, last=dt.date(2026, 1, 10))
    assert (month.nights, month.cramps) == (10, 10)


def test_a_month_counts_from_fifteen_known_nights_on():
    assert [Month(dt.date(2026, 1, 1), 31, known, 4, 0).is_enough for known in (14, 15)] == [False, True]


def test_all_months_between_two_days_are_there_once():
    days = DiaryDays(dt.date(2024, 1, 31), (0,) * 760, (False,) * 760)
    months = summarise_months(days, last=dt.date(2026, 2, 28))
    assert (len(months), len({month.first for month in months})) == (26, 26)
    assert sum(month.nights for month in months) == 760
