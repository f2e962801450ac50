"""What one look at a diary found, in numbers that can be kept."""

import pytest

from journal.domain.evidence.answers import Before, answer

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
