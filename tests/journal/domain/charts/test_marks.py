"""Marks under the weekly chart: every one a shape, nothing on top of another, nothing outside."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.charts.marks import LANE_HEIGHT, MOST_LANES, SHAPES, Spell
from journal.domain.charts.weekly import weekly_chart
from journal.domain.choices import CircumstanceKind
from journal.domain.evidence.weeks import Week, WeekGroup
from journal.pages.circumstances import PAUSE

MONDAY = dt.date(2026, 1, 5)
WEEKS = 26
WIDTHS = (342, 640, 1000)


def chart(*spells, width=1000, weeks=WEEKS, group=WeekGroup.OTHER):
    rows = tuple(Week(MONDAY + dt.timedelta(weeks=index), 1, 7, 0, group) for index in range(weeks))
    return weekly_chart(rows, width, identifier="c", spells=spells)


def spell(first, last=0, *, shape="travel", label="travel", **fields):
    """From day `first` to day `last` of the chart; `last` None goes on."""
    end = None if last is None else MONDAY + dt.timedelta(days=max(first, last))
    return Spell(shape, label, MONDAY + dt.timedelta(days=first), end, **fields)


def test_every_kind_has_a_shape_of_its_own():
    assert set(SHAPES) == {*CircumstanceKind.values, PAUSE}
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_a_chart_with_nothing_beside_it_keeps_its_height():
    assert (chart().strip.height, chart().height) == (0, round(float(chart().practice_base) + 34))


@pytest.mark.parametrize("width", WIDTHS)
def test_one_day_is_a_shape_at_its_place_with_its_word(width):
    found = chart(spell(70), width=width)
    left, right = float(found.left), float(found.right)
    assert [round(float(mark.x)) for mark in found.strip.marks] == [round(left + (right - left) * 10 / WEEKS)]
    assert [word.text for word in found.strip.words] == ["travel"]
    assert (found.strip.lines, found.height) == ((), chart(width=width).height + LANE_HEIGHT)


def test_a_medicine_that_ended_has_a_hollow_shape_and_a_line_between():
    strip = chart(spell(14, 83, shape="medicine", label="medicine", marks_end=True)).strip
    assert [mark.is_hollow for mark in strip.marks] == [False, True]
    assert [(line.x, line.end) for line in strip.lines] == [(strip.marks[0].x, strip.marks[1].x)]


def test_what_goes_on_is_a_line_to_the_right_edge_without_an_end():
    found = chart(spell(14, None, shape="medicine", label="medicine", marks_end=True))
    assert [mark.is_hollow for mark in found.strip.marks] == [False]
    assert float(found.strip.lines[0].end) == float(found.right) - 8


def test_what_began_before_the_chart_has_a_line_and_no_beginning():
    strip = chart(spell(-50, 30)).strip
    assert (strip.marks, len(strip.lines), len(strip.words)) == ((), 1, 1)


def test_what_was_over_before_or_comes_after_is_not_drawn():
    assert chart(spell(-50, -40), spell(7 * WEEKS + 3)).strip == chart().strip


def test_a_word_at_the_right_edge_stands_before_its_shape():
    strip = chart(spell(7 * WEEKS - 1)).strip
    assert [word.is_before for word in strip.words] == [True]


def test_two_at_once_have_a_lane_each():
    strip = chart(spell(20, 60), spell(30, 50)).strip
    assert (strip.height, len({mark.y for mark in strip.marks})) == (2 * LANE_HEIGHT, 2)


def test_where_words_find_no_room_shapes_stand_alone_and_the_rest_is_counted():
    strip = chart(*[spell(20 + number % 2) for number in range(12)], width=342).strip
    assert (strip.height, len(strip.marks), strip.hidden) == (MOST_LANES * LANE_HEIGHT, MOST_LANES, 8)


def test_weeks_of_pause_are_drawn_as_paused_and_not_as_unknown():
    rows = [Week(MONDAY + dt.timedelta(weeks=index), 0, 0, 0, WeekGroup.PAUSED, 7) for index in range(3)]
    found = weekly_chart(rows, 1000, identifier="c")
    assert (len(found.pauses), found.unknowns, found.zeros) == (1, (), ())


days = st.integers(-40, 7 * WEEKS + 20)
spells = st.lists(
    st.builds(
        lambda first, length, shape: spell(first, None if length is None else first + length, shape=shape, label=shape),
        days,
        st.one_of(st.none(), st.integers(0, 90)),
        st.sampled_from(sorted(SHAPES)),
    ),
    max_size=25,
)


@pytest.mark.slow
@given(spells, st.sampled_from(WIDTHS), st.sampled_from([WEEKS, 1, 120]))
def test_all_is_inside_and_no_shape_lies_on_another(given_spells, width, weeks):
    found = chart(*given_spells, width=width, weeks=weeks)
    strip = found.strip
    places = [(mark.y, float(mark.x)) for mark in strip.marks if not mark.is_hollow]
    assert all(0 <= x - 8 <= x + 8 <= found.width and 0 < float(y) < found.height for y, x in places)
    assert all(0 <= float(line.x) <= float(line.end) <= found.width for line in strip.lines)
    places.sort()
    assert all(lane != other or right - left >= 16 for (lane, left), (other, right) in pairwise(places))
