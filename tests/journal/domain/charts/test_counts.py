"""The charts of plain counts: months, years and hours stay inside, and unknown is drawn as unknown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.hours import hours_chart
from journal.domain.charts.months import months_chart
from journal.domain.charts.years import years_chart
from journal.domain.tallies.months import Month

counted = st.tuples(st.integers(0, 31), st.integers(0, 200))


def months_from(rows, first=dt.date(2019, 11, 1)):
    """Months in a row, given as (known nights, cramps)."""
    months = []
    for known, cramps in rows:
        months.append(Month(first, nights=31, known=known, cramps=cramps, practice_days=3))
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return months


def name_of(hour, *, is_edge):
    return f"{hour}!" if is_edge else str(hour)


def is_inside(box, chart):
    x, y, width, height = (float(side) for side in (box.x, box.y, box.width, box.height))
    return -0.1 <= x <= x + width <= chart.width + 0.1 and -0.1 <= y <= y + height <= chart.height + 0.1


@given(st.lists(counted, min_size=1, max_size=18), st.sampled_from([350, 520]))
def test_every_month_is_drawn_once_and_inside(rows, width):
    chart = months_chart(months_from(rows), width, identifier="m")
    assert [bar.cramps for bar in chart.bars] == [cramps for _known, cramps in rows]
    assert all(is_inside(box, chart) for bar in chart.bars for box in (bar.area, bar.known, bar.unknown))
    assert [bar.is_now for bar in chart.bars] == [False] * (len(rows) - 1) + [True]


def test_a_month_with_too_few_known_nights_is_no_number():
    few, enough = months_chart(months_from([(14, 0), (15, 0)]), 350, identifier="m").bars
    assert (few.is_known, enough.is_known, float(few.area.height) > 100, enough.area.height) == (False, True, True, "0")


@given(st.lists(counted, min_size=1, max_size=130), st.sampled_from([350, 520]))
def test_a_long_diary_has_a_row_for_each_year_and_each_month_once(rows, width):
    months = months_from(rows)
    chart = years_chart(months, width, identifier="y")
    assert [row.year for row in chart.rows] == sorted({month.first.year for month in months}, reverse=True)
    assert sum(len(row.bars) + len(row.unknowns) for row in chart.rows) == len(months)
    assert sum(len(row.unknowns) for row in chart.rows) == sum(not month.is_enough for month in months)
    assert all(is_inside(box, chart) for row in chart.rows for box in (*row.bars, *row.unknowns))


@given(st.dictionaries(st.integers(0, 23), st.integers(1, 60), min_size=1), st.sampled_from([350, 520]))
def test_every_hour_with_a_cramp_is_drawn_inside(counts, width):
    hours = sorted(counts.items(), key=lambda each: (each[0] - 12) % 24)
    chart = hours_chart(hours, width, identifier="h", named=name_of)
    assert {bar.hour: bar.cramps for bar in chart.bars if bar.cramps} == counts
    assert all(is_inside(bar.area, chart) for bar in chart.bars)


@pytest.mark.parametrize(("usual", "stand_out"), [((22, 1), [22, 23, 0]), ((2, 5), [2, 3, 4]), (None, [])])
def test_the_usual_hours_stand_out(usual, stand_out):
    hours = [(hour, 1) for hour in (22, 23, 0, 1, 2, 3, 4)]
    chart = hours_chart(hours, 350, identifier="h", named=name_of, usual=usual)
    assert [bar.hour for bar in chart.bars if bar.is_usual] == stand_out
