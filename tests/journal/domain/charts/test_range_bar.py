"""Where the ends of a range are named."""

from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.range_bar import range_bar
from journal.domain.evidence.comparison import Estimate, SilenceAssumption

NAME = {300: 100, 620: 110}
"""How wide the longest name of an end is, "4.2 times" or "85% fewer" in a wide font, by the width of the bar."""


@given(st.lists(st.floats(0.02, 50), min_size=5, max_size=5), st.sampled_from(sorted(NAME)))
def test_both_ends_are_named_inside_the_picture_and_clear_of_each_other(ratios, width):
    low, low_half, guess, high_half, high = sorted(ratios)
    reading = SilenceAssumption(guess, low, high, low_half, high_half)
    bar = range_bar(Estimate(reading, reading), width, identifier="range")
    first, last, half = float(bar.low_x), float(bar.high_x), NAME[width] / 2
    assert (first >= half, last - first >= NAME[width], last <= width - half) == (True, True, True)
