"""What a cramp was like, counted of those of which it is known."""

import datetime as dt

from journal.domain.choices import Duration, Muscle, Relief, Sign
from journal.models.cramps import Cramp
from journal.pages.report.symptoms import Feature, other_features, seven_features

MONDAY = dt.date(2026, 11, 2)


def features_of(features, *cramps):
    return {each.name: (each.said, each.known) for each in features([Cramp(**given) for given in cramps])}


def test_the_seven_features_stand_in_the_order_of_their_source():
    assert [each.name for each in seven_features([])] == [
        "Intense pain", "Lasts seconds to 10 minutes", "In the calf or foot", "Seldom in the thigh",
        "Pain lingers afterwards", "Disturbs sleep", "Distress",
    ]  # fmt: skip
    assert seven_features([])[0] == Feature("Intense pain", "", 0)


def test_each_feature_says_of_how_many_cramps_it_is_known():
    said = features_of(
        seven_features,
        {"pain": 6, "duration": Duration.FROM_1, "muscles": Muscle.CALF, "woke": True, "distress": 3, "count": 2},
        {"pain": 9, "muscles": Muscle.THIGH_BACK | Muscle.FOOT, "soreness": "mild", "woke": False},
        {"soreness": "none"},
    )
    assert said == {
        "Intense pain": ("Mean 7.0 of 10, from 6 to 9", 3),
        "Lasts seconds to 10 minutes": ("1 to 5 minutes: 2", 2),
        "In the calf or foot": ("Calf or foot: 3 of 3", 3),
        "Seldom in the thigh": ("Thigh: 1 of 3", 3),
        "Pain lingers afterwards": ("Sore the next day: 1 of 2", 2),
        "Disturbs sleep": ("Woke the person: 2 of 3", 3),
        "Distress": ("Mean 3.0 of 4, from 3 to 3", 2),
    }


def test_what_else_was_logged_is_counted_in_words():
    said = features_of(
        other_features,
        {"side": "left", "state": "asleep", "relief": Relief.STOOD | Relief.RUBBED, "signs": Sign.NUMB},
        {"side": "left", "muscles": Muscle.CALF, "relief": Relief.STOOD, "relief_effect": "good"},
    )
    assert said == {
        "Muscle": ("Calf: 1", 1),
        "Leg": ("Left: 2", 2),
        "When it came": ("Asleep: 1", 1),
        "What was done": ("Stood on it: 2, rubbed it: 1", 2),
        "Eased by that": ("A lot: 1", 1),
        "Leg since then": ("Numb: 1", 1),
    }
