"""Charts: every cramp drawn once, unknown is hatched, everything inside the picture."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.weekly import weekly_chart
from journal.domain.evidence.weeks import Week, WeekGroup, closed_weeks

MONDAY = dt.date(2024, 1, 1)
counted = st.builds(
    lambda cramps, known, practice, group: (cramps, known, practice, group),
    st.integers(0, 25),
    st.integers(5, 7),
    st.integers(0, 7),
    st.sampled_from([WeekGroup.REGULAR, WeekGroup.OTHER, WeekGroup.UNKNOWN, WeekGroup.FIRST]),
)


def weeks_from(rows):
    return tuple(Week(MONDAY + dt.timedelta(weeks=index), *row) for index, row in enumerate(rows))


def drawn(*rows, width=1000):
    weeks = weeks_from(rows)
    return weekly_chart(weeks, width, identifier="c")


def test_each_cramp_of_a_week_is_one_dot():
    assert len(drawn((3, 7, 0, WeekGroup.OTHER), (2, 7, 0, WeekGroup.OTHER)).dots) == 5


def test_a_known_week_without_cramps_is_a_ring_on_the_line():
    chart = drawn((0, 7, 0, WeekGroup.OTHER))
    assert [ring.y for ring in chart.zeros] == [chart.base]


def test_an_unknown_week_is_hatched_and_has_no_ring():
    chart = drawn((0, 2, 0, WeekGroup.UNKNOWN))
    assert (len(chart.unknowns), chart.zeros) == (1, ())


def test_the_present_week_is_hollow():
    chart = drawn((0, 7, 0, WeekGroup.OTHER), (2, 3, 1, WeekGroup.CURRENT))
    assert (len(chart.hollows), len(chart.practice_now), len(chart.dots)) == (2, 1, 0)


def test_neighbouring_regular_weeks_share_a_band():
    rows = [(1, 7, 3, WeekGroup.REGULAR)] * 2 + [(1, 7, 3, WeekGroup.OTHER), (1, 7, 3, WeekGroup.REGULAR)]
    assert len(drawn(*rows).bands) == 2


def test_a_present_week_without_cramps_has_no_mark_in_a_long_diary():
    chart = drawn(*[(1, 7, 0, WeekGroup.OTHER)] * 70, (0, 2, 0, WeekGroup.CURRENT))
    assert (chart.is_stacked, chart.hollows) == (False, ())


def test_a_long_diary_is_drawn_in_blocks():
    assert drawn(*[(1, 7, 0, WeekGroup.OTHER)] * 121).blocks_of == 3


@given(st.lists(counted, min_size=1, max_size=200), st.sampled_from([342, 640, 1000]))
def test_every_mark_is_inside_the_picture(rows, width):
    chart = drawn(*rows, width=width)
    for mark in [*chart.dots, *chart.zeros, *chart.hollows]:
        assert 0 <= float(mark.x) <= chart.width
        assert 0 <= float(mark.y) <= chart.height
    for box in [*chart.bands, *chart.practice]:
        assert float(box.x) + float(box.width) <= chart.width + 0.2
        assert float(box.y) + float(box.height) <= chart.height


def test_a_month_is_named_only_where_its_name_ends_inside():
    weeks = [(1, 7, 0, WeekGroup.OTHER)] * 14
    named = [[month.is_named for month in drawn(*weeks[:count], width=342).months] for count in (14, 9)]
    assert named == [[True, True, True, False], [True, True, False]]


def test_closed_weeks_are_drawn_without_practice_and_without_a_band():
    open_weeks = weeks_from([(1, 7, 3, WeekGroup.REGULAR), (2, 7, 5, WeekGroup.OTHER)])
    shown, closed = (weekly_chart(weeks, 342, identifier="c") for weeks in (open_weeks, closed_weeks(open_weeks)))
    assert (shown.shows_practice, len(shown.practice), len(shown.bands)) == (True, 2, 1)
    assert (closed.shows_practice, closed.practice, closed.bands, closed.dots) == (False, (), (), shown.dots)
