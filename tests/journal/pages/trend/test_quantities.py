"""Rates, changes, ranges and chances, each said in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.pages.trend.quantities import cases_in_words, change_in_words, number, span_in_words


@given(st.floats(0.01, 50), st.floats(0.01, 50))
def test_a_range_in_words_names_both_ends(one, other):
    low, high = sorted((one, other))
    assert span_in_words(low, high).startswith("from ")


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.46, "54% fewer"),
        (1.3, "30% more"),
        (1.001, "the same"),
        (1.99, "99% more"),
        (2, "2 times as many"),
        (4.17, "4.2 times as many"),
    ],
)
def test_a_change_in_words(ratio, words):
    assert change_in_words(ratio) == words


@pytest.mark.parametrize(
    ("chance", "words"), [(0.0, "1 time in 50"), (0.17, "1 time in 6"), (0.52, "5 times in 10"), (1, "9 times in 10")]
)
def test_how_often_something_is_noticed_in_words(chance, words):
    assert cases_in_words(chance) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.34, 0.998, "from next to no change up to 66% fewer"),
        (0.998, 1.3, "from next to no change up to 30% more"),
        (1.002, 2.3, "from next to no change up to 2.3 times as many"),
        (1.2, 2.3, "from 20% more to 2.3 times as many"),
        (0.55, 4, "from 45% fewer to 4 times as many"),
        (3.01, 5.99, "from 3 to 6 times as many"),
        (0.27, 0.8, "from 20% to 73% fewer"),
        (0.55, 1.3, "from 45% fewer to 30% more"),
    ],
)
def test_an_end_that_rounds_to_no_change_is_named_so(low, high, words):
    assert span_in_words(low, high) == words


@pytest.mark.parametrize(("value", "shown"), [(1.25, "1.3"), (12 * 7 / 65, "1.3"), (1.96, "2.0")])
def test_a_rate_is_rounded_as_the_chart_rounds_it(value, shown):
    assert number(value) == shown
