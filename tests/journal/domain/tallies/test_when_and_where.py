"""When and where: plain counts, and a sentence only where half of enough cramps agree."""

import pytest

from journal.domain.choices import Muscle, Side
from journal.domain.tallies.when_and_where import CrampFacts, when_and_where


def cramp(hour=None, cramps=1, side="", muscles=0, pain=None):
    return CrampFacts(hour, cramps, side, muscles, pain)


def test_hours_stand_in_the_order_of_a_night():
    found = when_and_where([cramp(2), cramp(23, cramps=2), cramp(None, cramps=4)])
    assert found.hours == ((23, 2), (0, 0), (1, 0), (2, 1))
    assert (found.timed, found.total) == (3, 7)


def test_what_was_not_noted_is_counted_as_not_noted():
    found = when_and_where([cramp(side="left", muscles=Muscle.CALF, pain=5), cramp(cramps=2), cramp(side="unsure")])
    assert (found.muscle_unknown, found.side_unknown, found.strength_unknown) == (3, 3, 3)
    assert (found.sides[Side.LEFT], found.muscles[Muscle.CALF], found.strengths) == (1, 1, (0, 1, 0))


def test_a_cramp_of_two_muscles_is_in_both():
    found = when_and_where([cramp(muscles=Muscle.CALF | Muscle.SHIN)])
    assert (found.muscles[Muscle.CALF], found.muscles[Muscle.SHIN], found.total) == (1, 1, 1)


@pytest.mark.parametrize(("pain", "strengths"), [(0, (1, 0, 0)), (4, (0, 1, 0)), (7, (0, 0, 1)), (10, (0, 0, 1))])
def test_strength_comes_in_three_steps(pain, strengths):
    assert when_and_where([cramp(pain=pain)]).strengths == strengths


@pytest.mark.parametrize(
    ("counts", "usual"),
    [
        ({23: 5, 2: 4, 3: 5, 4: 6}, (2, 5)),
        ({22: 5, 23: 6, 0: 5, 4: 4}, (22, 1)),
        ({22: 5, 0: 5, 2: 5, 4: 4}, None),  # fewer than twenty
        ({13: 4, 17: 4, 21: 4, 1: 4, 5: 4}, None),  # nothing holds half
    ],
)
def test_usual_hours_hold_half_of_at_least_twenty_timed_cramps(counts, usual):
    rows = [cramp(hour, cramps=number) for hour, number in counts.items()]
    assert when_and_where(rows).usual_hours == usual


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([("left", Muscle.CALF, 12), ("right", Muscle.CALF, 8)], (Side.LEFT, Muscle.CALF)),
        ([("left", Muscle.CALF, 8), ("right", Muscle.CALF, 8), ("", Muscle.FOOT, 5)], (None, Muscle.CALF)),
        ([("left", Muscle.CALF, 12), ("left", Muscle.FOOT, 12)], (Side.LEFT, Muscle.CALF)),
        ([("left", Muscle.CALF, 9), ("left", 0, 20)], None),
        ([("left", Muscle.OTHER, 30)], None),
        ([("", Muscle.CALF, 7), ("", Muscle.FOOT, 7), ("", Muscle.SHIN, 7)], None),
    ],
)
def test_a_usual_place_holds_half_of_at_least_twenty_known_cramps(rows, place):
    found = when_and_where([cramp(side=side, muscles=muscle, cramps=number) for side, muscle, number in rows])
    assert found.usual_place == place


def test_without_a_cramp_nothing_is_said():
    found = when_and_where([])
    assert (found.total, found.hours, found.usual_hours, found.usual_place) == (0, (), None, None)
