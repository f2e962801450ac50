"""How likely a difference is noticed, from the table that was simulated."""

import itertools
import math

import pytest

from journal.domain.evidence.power import LENGTHS, Design, _table, diary_power, power


def test_longer_diaries_and_those_with_more_cramps_show_no_less():
    cells = [_table()[Design.DIARY, weeks, 0.5] for weeks in LENGTHS[Design.DIARY]]
    assert all(list(cell.values()) == sorted(cell.values()) for cell in cells)
    assert all(earlier[rate] <= later[rate] for earlier, later in itertools.pairwise(cells) for rate in earlier)


def test_the_chance_in_an_experiment_grows_with_the_length_and_the_rate():
    assert power(12, 3) <= power(24, 3) <= power(52, 3)
    assert power(52, 0.7) <= power(52, 3) <= power(52, 8)
    assert power(52, 100) == power(52, 8)


@pytest.mark.parametrize("design", Design)
def test_each_length_and_rate_of_the_table_has_its_own_chance(design):
    for weeks in LENGTHS[design]:
        cell = _table()[design, weeks, 0.5]
        assert {rate: power(weeks, rate, design=design) for rate in cell} == pytest.approx(cell, abs=1e-12)


def test_a_rate_between_two_of_the_table_is_read_in_the_log_of_the_rate():
    cell = _table()[Design.EXPERIMENT, 52, 0.7]
    third = 3 ** (2 / 3) * 5 ** (1 / 3)
    assert power(52, third, 0.7) == pytest.approx((2 * cell[3.0] + cell[5.0]) / 3, abs=1e-12)


def test_a_rate_below_the_table_falls_to_nothing_at_a_twentieth_of_a_cramp_a_week():
    lowest = _table()[Design.EXPERIMENT, 52, 0.5][0.7]
    assert [power(52, rate) for rate in (0.01, 0.05)] == [0, 0]
    assert power(52, math.sqrt(0.05 * 0.7)) == pytest.approx(lowest / 2, abs=1e-12)


@pytest.mark.parametrize(
    ("weeks", "rate", "ratio"),
    [(8, 3, 0.5), (12, 0, 0.5), (12, 3, 0.9), (12, math.nan, 0.5), (12, None, 0.5), ("12", 3, 0.5)],
)
def test_what_the_table_does_not_know_is_refused(weeks, rate, ratio):
    with pytest.raises(ValueError, match=r"table knows|are needed"):
        power(weeks, rate, ratio)


@pytest.mark.parametrize("weeks", LENGTHS[Design.DIARY])
def test_a_diary_of_some_weeks_has_85_of_100_nights_known(weeks):
    assert diary_power(0.85 * 7 * weeks, 2.0) == pytest.approx(power(weeks, 2.0, design=Design.DIARY), abs=1e-12)


def test_a_diary_between_two_lengths_is_read_in_the_log_of_its_nights():
    low, high = (power(weeks, 2.0, design=Design.DIARY) for weeks in (24, 52))
    assert diary_power(math.sqrt(142.8 * 309.4), 2.0) == pytest.approx((low + high) / 2, abs=1e-12)
    assert diary_power(math.sqrt(42 * 142.8), 2.0) == pytest.approx(low / 2, abs=1e-12)


@pytest.mark.parametrize(("nights", "rate"), [(42, 8.0), (10, 8.0), (3000, 0.05), (3000, 0.01)])
def test_where_nothing_can_be_noticed_the_chance_is_nothing(nights, rate):
    assert diary_power(nights, rate) == 0


def test_a_longer_diary_than_the_table_knows_takes_its_longest():
    assert diary_power(5000, 1.0) == power(max(LENGTHS[Design.DIARY]), 1.0, design=Design.DIARY)
