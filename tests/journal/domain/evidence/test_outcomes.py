"""Outcomes and scores of the cramps of a report."""

import datetime as dt

from journal.domain.evidence.outcomes import Outcomes, Scores, outcomes_of, scores_of
from journal.domain.evidence.weeks import DiaryDays

DAY = dt.timedelta(days=1)

MONDAY = dt.date(2026, 11, 2)


def days_of(*cramps):
    return DiaryDays(first=MONDAY, cramps=cramps, practised=(False,) * len(cramps))


def test_outcomes_count_known_nights_alone():
    found = outcomes_of(days_of(1, None, 0, 2, None, 0, 0), first=MONDAY, last=MONDAY + 6 * DAY)
    assert found == Outcomes(nights=7, known=5, cramps=3, cramp_nights=2)
    assert (found.per_week, found.cramp_nights_per_fortnight, found.coverage) == (4.2, 5.6, 71)


def test_outcomes_of_a_part_leave_out_the_rest():
    found = outcomes_of(days_of(9, 1, 0, 9), first=MONDAY + DAY, last=MONDAY + 2 * DAY)
    assert found == Outcomes(nights=2, known=2, cramps=1, cramp_nights=1)


def test_outcomes_before_the_diary_began_are_not_counted():
    assert outcomes_of(days_of(1, 1), first=MONDAY - 9 * DAY, last=MONDAY) == Outcomes(1, 1, 1, 1)


def test_nothing_known_has_no_rate_and_no_coverage():
    found = outcomes_of(days_of(None), first=MONDAY, last=MONDAY)
    assert (found.per_week, found.cramp_nights_per_fortnight, found.coverage) == (None, None, 0)
    assert outcomes_of(days_of(None), first=MONDAY, last=MONDAY - DAY).coverage == 0


def test_scores_weigh_by_the_number_of_cramps():
    assert scores_of([(4, 1), (None, 5), (7, 2)]) == Scores(known=3, mean=6.0, low=4, high=7)
    assert scores_of([(None, 1)]) is None


def test_nights_before_the_diary_began_are_none_at_all():
    none = Outcomes(nights=0, known=0, cramps=0, cramp_nights=0)
    assert outcomes_of(days_of(1, 1), first=MONDAY - 9 * DAY, last=MONDAY - 5 * DAY) == none
    assert outcomes_of(days_of(1, 1), first=MONDAY - 9 * DAY, last=MONDAY - DAY) == none


def test_four_known_nights_are_too_few_for_a_rate():
    found = [Outcomes(nights=7, known=known, cramps=5, cramp_nights=4) for known in (4, 5)]
    assert [each.per_week for each in found] == [None, 7.0]
    assert [each.cramp_nights_per_fortnight for each in found] == [None, 11.2]
