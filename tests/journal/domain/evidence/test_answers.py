"""What one analysis of a diary found, in numbers that can be kept."""

import datetime as dt
import json

import pytest

from journal.domain.evidence.answers import Answer, Before, answer, interim_analyses_done, interim_date

# Sixty days before practice began, of which the comparison knows nothing.
BEGINNINGS = [
    ([1] * 30 + [0] * 30, Before(first_half=pytest.approx(6.8, abs=0.05), second_half=0)),
    ([1] * 60, None),
    ([None] * 31 + [1] * 29, None),
    ([1] * 7 + [0] * 53, None),
]


@pytest.mark.parametrize(("before", "told"), BEGINNINGS)
def test_cramps_that_were_falling_before_practice_began_are_told(before, told):
    assert answer(before + [0] * 60, [False] * 60 + [True] * 60, 3).falling_before == told


FIRST = dt.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("number", "day"), [(1, dt.date(2026, 2, 2)), (2, dt.date(2026, 3, 2)), (13, dt.date(2027, 1, 4))]
)
def test_an_interim_analysis_is_on_the_first_day_after_its_four_weeks(number, day):
    assert interim_date(FIRST, number) == day


@pytest.mark.parametrize("number", [1, 2, 14])
def test_an_interim_analysis_is_done_from_its_day_on(number):
    day = interim_date(FIRST, number)
    assert (interim_analyses_done(FIRST, day - dt.timedelta(days=1)), interim_analyses_done(FIRST, day)) == (
        number - 1,
        number,
    )


@pytest.mark.parametrize(
    ("regular", "other", "differ"), [(0.8, 0.55, True), (0.55, 0.8, True), (0.8, 0.56, False), (1.0, 1.0, False)]
)
def test_shares_of_known_nights_differ_from_a_quarter_on(regular, other, differ):
    assert Answer(regular_share=regular, other_share=other).shares_differ is differ


def test_an_answer_with_a_third_reading_is_read_back_as_it_was_stored():
    practised = [(day // 21) % 2 == 0 for day in range(700)]
    found = answer([day % 7 // 6 + 2 * done for day, done in enumerate(practised)], practised, 3)
    assert found.estimate.delayed is not None
    assert Answer.from_json(json.loads(json.dumps(found.to_json()))) == found
