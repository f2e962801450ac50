"""Nights on which something was noted, with and without a cramp."""

import datetime as dt

from journal.domain.evidence.weeks import DiaryDays
from journal.domain.tallies.noted import NotedNights, NotedSpell, noted_nights

FIRST = dt.date(2026, 11, 1)


def day(offset):
    return FIRST + dt.timedelta(days=offset)


def test_known_nights_are_counted_with_and_without_a_cramp_and_the_others_last():
    days = DiaryDays(FIRST, (1, 0, None, 3, 0, 0, 2), (False,) * 7)
    spells = [
        NotedSpell("Heat", day(0), day(3)),
        NotedSpell("Heat", day(3), day(3)),
        NotedSpell("Wine", day(3), day(3)),
    ]
    assert noted_nights(days, spells) == (NotedNights("Heat", 2, 1), NotedNights("Wine", 1, 0), NotedNights("", 1, 2))


def test_what_goes_on_lasts_to_the_end_and_what_began_earlier_counts_from_the_first_day():
    days = DiaryDays(FIRST, (1, 0, 0), (False,) * 3)
    spells = [
        NotedSpell("Statin", day(-90), None),
        NotedSpell("Trip", day(2), day(40)),
        NotedSpell("Old", day(-9), day(-5)),
    ]
    assert noted_nights(days, spells) == (NotedNights("Statin", 1, 2), NotedNights("Trip", 0, 1), NotedNights("", 0, 0))


def test_without_a_note_there_is_nothing_to_count():
    assert noted_nights(DiaryDays(FIRST, (1, 0), (False, False)), []) == ()
