"""What one analysis of a diary found, in numbers that can be kept."""

import datetime as dt
import json

import pytest

from journal.domain.evidence.answers import (
    Answer,
    Before,
    answer,
    interim_analyses_done,
    interim_date,
    shown_verdict,
)
from journal.domain.evidence.comparison import Estimate, SilenceAssumption, Verdict

# Days before the first regular one, of which the comparison knows nothing.
BEGINNINGS = [
    ([1] * 30 + [0] * 30, Before(first_half=7, second_half=0)),
    ([1] * 60, None),
    ([None] * 31 + [1] * 29, None),
    ([1] * 7 + [0] * 53, None),
    # Just enough days, cramps and fall, and each of them just too little.
    ([1] * 5 + [0] * 9 + [1] * 3 + [0] * 11, Before(first_half=2.5, second_half=1.5)),
    ([1] * 5 + [0] * 9 + [1] * 3 + [0] * 10, None),
    ([1] * 5 + [0] * 9 + [1] * 2 + [0] * 12, None),
    ([1] * 6 + [0] * 8 + [1] * 4 + [0] * 10, None),
    # Nights that nobody knows belong to their half and to no rate.
    ([1, None] * 14 + [0] * 28, Before(first_half=7, second_half=0)),
]


@pytest.mark.parametrize(("before", "told"), BEGINNINGS)
def test_cramps_that_were_falling_before_practice_began_are_told(before, told):
    practised = [False] * (len(before) - 2) + [True] * 62  # its third day of practice is the first regular one
    assert answer(before + [0] * 60, practised, 3).falling_before == told


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


def test_a_diary_before_the_first_interim_analysis_has_had_none():
    assert interim_analyses_done(FIRST, FIRST - dt.timedelta(days=1)) == 0


def test_a_diary_without_a_regular_week_has_no_numbers():
    found = answer([1] * 30 + [0] * 30, [False] * 60, 3)  # fewer cramps, and no practice that they were before
    assert found == Answer(None, regular_rate=0, other_rate=0, regular_days=0, other_days=0, days_before=0)
    assert (found, found.verdict) == (Answer(), Verdict.INSUFFICIENT)


def test_rates_and_days_are_those_of_confirmed_days_from_the_first_regular_week_on():
    practised = [False] * 10 + [True] * 7 + [False] * 20
    # The first regular day is the third of practice (index 12), the last the fifth without (index 20).
    cramps = [5] * 12 + [2, 1, None, 0, 0, 0, 0, 0, 0] + [1] * 15 + [None]
    found = answer(cramps, practised, 3)
    assert (found.days_before, found.regular_days, found.other_days) == (12, 8, 15)
    assert (found.regular_rate, found.other_rate) == (7 * 3 / 8, 7)
    assert (found.regular_share, found.other_share) == (8 / 9, 15 / 16)


@pytest.mark.parametrize(("days", "before"), [(4, 0), (5, 7), (6, 8)])
def test_days_before_are_told_from_a_week_on(days, before):
    practised = [False] * days + [True] * 30
    assert answer([1] * len(practised), practised, 3).days_before == before


def estimated(low, high):
    assumption = SilenceAssumption(median=(low + high) / 2, low=low, high=high, low_half=low, high_half=high)
    return Answer(Estimate(assumption, assumption))


WITHOUT, UNCLEAR, FEWER, MORE = Answer(), estimated(0.5, 1.5), estimated(0.5, 0.8), estimated(1.2, 1.5)


@pytest.mark.parametrize(
    "stored",
    [WITHOUT, FEWER, Answer(FEWER.estimate, 1.5, 2.5, 30, 40, 0.8, 0.7, 12, Before(first_half=2.5, second_half=1.5))],
)
def test_a_stored_answer_is_read_back_as_it_was(stored):
    assert Answer.from_json(stored.to_json()) == stored


def test_an_answer_that_this_version_did_not_write_is_refused():
    with pytest.raises(TypeError):
        Answer.from_json(FEWER.to_json() | {"ratio": 0.7})


@pytest.mark.parametrize(
    ("previous", "present", "shown"),
    [
        (FEWER, FEWER, Verdict.FEWER),
        (MORE, MORE, Verdict.MORE),
        (MORE, FEWER, Verdict.UNCLEAR),
        (UNCLEAR, FEWER, Verdict.UNCLEAR),
        (None, FEWER, Verdict.UNCLEAR),
        (FEWER, UNCLEAR, Verdict.UNCLEAR),
        (FEWER, WITHOUT, Verdict.INSUFFICIENT),
        (None, WITHOUT, Verdict.INSUFFICIENT),
    ],
)
def test_a_difference_is_said_when_two_analyses_in_a_row_agree(previous, present, shown):
    assert shown_verdict(previous, present) is shown
