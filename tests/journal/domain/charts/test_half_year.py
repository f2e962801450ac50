"""Half a year, a square a night."""

import datetime as dt

from journal.domain.charts.half_year import half_year_chart

MONDAY = dt.date(2024, 1, 1)


def test_half_a_year_has_one_square_a_night():
    nights = [(MONDAY + dt.timedelta(days=day), [None, 0, 2][day % 3]) for day in range(9)]
    chart = half_year_chart(nights, 342, identifier="h")
    assert (len(chart.unknown), len(chart.clear), len(chart.with_cramps)) == (3, 3, 3)
