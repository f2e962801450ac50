"""Where the ends of a range are named."""

from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.range_bar import range_bar
from journal.domain.evidence.comparison import Estimate, SilenceAssumption

NAME = {300: (100, 70), 620: (110, 78)}
"""How wide the name of an end is in a wide font, "85% fewer" or "4.2 times", by the width of the bar."""


@given(st.lists(st.floats(0.02, 50), min_size=5, max_size=5), st.sampled_from(sorted(NAME)))
def test_both_ends_are_named_inside_the_picture_and_clear_of_each_other(ratios, width):
    low, low_half, guess, high_half, high = sorted(ratios)
    reading = SilenceAssumption(guess, low, high, low_half, high_half)
    bar = range_bar(Estimate(reading, reading), width, identifier="range")
    first, last = float(bar.low_x), float(bar.high_x)
    left, right = (NAME[width][ratio >= 2] / 2 for ratio in (low, high))
    assert (first >= left, last - first >= left + right, last <= width - right) == (True, True, True)
