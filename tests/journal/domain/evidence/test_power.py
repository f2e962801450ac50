"""How likely a difference is noticed, from the table that was simulated."""

import itertools

import pytest

from journal.domain.evidence.power import KNOWN_A_WEEK, LENGTHS, Design, _table, diary_power, power


def test_longer_diaries_and_those_with_more_cramps_show_no_less():
    cells = [_table()[Design.DIARY, weeks, 0.5] for weeks in LENGTHS[Design.DIARY]]
    assert all(list(cell.values()) == sorted(cell.values()) for cell in cells)
    assert all(earlier[rate] <= later[rate] for earlier, later in itertools.pairwise(cells) for rate in earlier)


def test_a_diary_is_read_at_its_own_number_of_known_nights():
    shorter, longer = LENGTHS[Design.DIARY][:2]
    low, high = (power(weeks, 2.0, design=Design.DIARY) for weeks in (shorter, longer))
    assert diary_power(round(KNOWN_A_WEEK * shorter), 2.0) == pytest.approx(low, abs=0.002)
    assert low < diary_power(round(KNOWN_A_WEEK * (shorter + longer) / 2), 2.0) < high


@pytest.mark.parametrize(("nights", "rate"), [(42, 8.0), (10, 8.0), (3000, 0.05), (3000, 0.01)])
def test_where_nothing_can_be_noticed_the_chance_is_nothing(nights, rate):
    assert diary_power(nights, rate) == 0


def test_a_longer_diary_than_the_table_knows_takes_its_longest():
    assert diary_power(5000, 1.0) == power(max(LENGTHS[Design.DIARY]), 1.0, design=Design.DIARY)
