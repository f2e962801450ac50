"""The spread of weeks."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.spread import spread_chart
from journal.domain.evidence.weeks import Week, WeekGroup

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


@given(st.lists(counted, min_size=1, max_size=40), st.sampled_from([332, 500]))
def test_the_spread_draws_each_counted_week_once(rows, width):
    weeks = weeks_from(rows)
    chart = spread_chart(weeks, width, identifier="s")
    counts = [sum(week.group is group for week in weeks) for group in (WeekGroup.REGULAR, WeekGroup.OTHER)]
    assert [row.weeks for row in chart.rows] == counts
    if chart.weeks_a_dot == 1:
        assert [len(row.dots) for row in chart.rows] == counts


def test_many_equal_weeks_share_dots():
    chart = spread_chart(weeks_from([(1, 7, 0, WeekGroup.OTHER)] * 80), 500, identifier="s")
    assert (chart.weeks_a_dot, len(chart.rows[1].dots)) == (3, 27)


def test_more_than_eight_cramps_share_the_last_column():
    chart = spread_chart(weeks_from([(20, 7, 0, WeekGroup.OTHER)]), 500, identifier="s")
    assert [(column.cramps, column.is_open) for column in chart.columns][-1] == (8, True)
